-- Indexes that measuring with a million members asked for.

create index member_figures_idx on member (tenant_id, path text_pattern_ops) include (kind, trade, sex, joined_on, doc_kind) where state = 'active';

create index founding_person_person_idx on founding_person (tenant_id, person_id);

create index application_name_idx on application using gin (name_keys);

comment on column founding_person.part is 'lead, group, invited or recruit.';
