-- Generated from the migrations by scripts/schema.ts; do not edit.

-- A wish to join.
create table application (
  tenant_id integer not null,
  application_id uuid not null,
  echo_of uuid,
  state text not null,
  path text not null,
  routed jsonb not null,
  level integer not null,
  chosen boolean not null,
  name_sealed text not null,
  name_keys text[] not null,
  phone_sealed text not null,
  phone_hash text not null,
  doc_kind text not null,
  doc_sealed text not null,
  doc_hash text not null,
  birth_year integer,
  sex text,
  trade text not null,
  division text not null,
  employer_sealed text,
  source text not null,
  station text,
  ceremony_id uuid,
  client_id uuid,
  secret_hash text not null,
  person_id uuid,
  clock_on date not null,
  due_on date not null,
  raise_on date not null,
  provisional_clock boolean not null,
  submitted_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  decided_by text,
  reason text,
  returned jsonb,
  list_id uuid,
  revision integer not null,
  sample boolean not null,
  changed_at timestamp with time zone not null,
  constraint "application_pk" PRIMARY KEY (tenant_id, application_id),
  constraint "application_state_check" CHECK ((state = ANY (ARRAY['submitted'::text, 'returned'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text])))
);
CREATE INDEX application_ceremony_idx ON public.application USING btree (tenant_id, ceremony_id, submitted_at) WHERE (ceremony_id IS NOT NULL);
CREATE INDEX application_doc_idx ON public.application USING btree (tenant_id, doc_hash);
CREATE INDEX application_name_idx ON public.application USING gin (name_keys);
CREATE INDEX application_open_idx ON public.application USING btree (tenant_id, path text_pattern_ops, due_on) WHERE ((state = ANY (ARRAY['submitted'::text, 'returned'::text])) AND (echo_of IS NULL));
CREATE INDEX application_phone_idx ON public.application USING btree (tenant_id, phone_hash);
CREATE INDEX application_raise_idx ON public.application USING btree (tenant_id, raise_on) WHERE ((state = 'submitted'::text) AND (echo_of IS NULL));

-- Applications by phone: whoever signs in with it finds his own.
create table application_claim (
  key_hash text not null,
  tenant_id integer not null,
  application_id uuid not null,
  at timestamp with time zone not null,
  constraint "application_claim_pk" PRIMARY KEY (key_hash, tenant_id, application_id)
);

-- What happened to an application, for its progress page.
create table application_event (
  tenant_id integer not null,
  application_id uuid not null,
  event_id uuid not null,
  at timestamp with time zone not null,
  event text not null,
  path text not null,
  detail jsonb not null,
  constraint "application_event_pk" PRIMARY KEY (tenant_id, application_id, event_id)
);

-- The first open application of a document: those that follow are its echoes.
create table application_gate (
  tenant_id integer not null,
  doc_hash text not null,
  application_id uuid not null,
  constraint "application_gate_pk" PRIMARY KEY (tenant_id, doc_hash)
);

-- Every command: who did what to which ids with which outcome; never its input.
create table audit (
  tenant_id integer not null,
  audit_id uuid not null,
  at timestamp with time zone not null,
  act text not null,
  actor text,
  subjects text[] not null,
  outcome text not null,
  code text,
  constraint "audit_pk" PRIMARY KEY (tenant_id, audit_id),
  constraint "audit_outcome_check" CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text])))
);

-- The sealed chain over the audit, one a tenant, written by the clock.
create table audit_link (
  tenant_id integer not null,
  seq bigint not null,
  audit_id uuid not null,
  hash text not null,
  at timestamp with time zone not null,
  constraint "audit_link_line_key" UNIQUE (tenant_id, audit_id),
  constraint "audit_link_pk" PRIMARY KEY (tenant_id, seq)
);

-- A vote without its voter: no person, no time; put in new order when the vote ends.
create table ballot (
  tenant_id integer not null,
  election_id uuid not null,
  ballot_id uuid not null,
  choices integer[] not null,
  receipt_hash text not null,
  constraint "ballot_receipt_key" UNIQUE (tenant_id, election_id, receipt_hash),
  constraint "ballot_pk" PRIMARY KEY (tenant_id, election_id, ballot_id)
);

-- Cards issued, each valid for a day.
create table card (
  person_id uuid not null,
  card_id uuid not null,
  tenant_id integer not null,
  provisional boolean not null,
  issued_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  constraint "card_pk" PRIMARY KEY (person_id, card_id)
);

-- Keys that sign cards and lists; published while anything they signed may be valid.
create table card_key (
  key_id text not null,
  public_jwk jsonb not null,
  private_sealed text not null,
  signs_from timestamp with time zone not null,
  signs_until timestamp with time zone not null,
  published_until timestamp with time zone not null,
  created_at timestamp with time zone not null,
  constraint "card_key_pk" PRIMARY KEY (key_id)
);

-- Cards made worthless before they expired: what verifiers fetch.
create table card_revocation (
  card_id text not null,
  revoked_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint "card_revocation_pk" PRIMARY KEY (card_id)
);
CREATE INDEX card_revocation_expires_idx ON public.card_revocation USING btree (expires_at);

-- A joining ceremony.
create table ceremony (
  tenant_id integer not null,
  ceremony_id uuid not null,
  code text not null,
  path text not null,
  name text not null,
  oath text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  joined integer not null,
  sample boolean not null,
  created_at timestamp with time zone not null,
  constraint "joining.ceremony_code_taken" UNIQUE (tenant_id, code),
  constraint "ceremony_pk" PRIMARY KEY (tenant_id, ceremony_id),
  constraint "ceremony_joined_check" CHECK ((joined >= 0))
);

-- A list approved at a ceremony, signed by the present official.
create table ceremony_list (
  tenant_id integer not null,
  list_id uuid not null,
  ceremony_id uuid not null,
  people integer not null,
  hash text not null,
  signature text not null,
  key_id text not null,
  signed_by text not null,
  signed_name_sealed text not null,
  at timestamp with time zone not null,
  constraint "ceremony_list_pk" PRIMARY KEY (tenant_id, list_id)
);

-- Open WebAuthn challenges; each is taken once.
create table challenge (
  key_hash text not null,
  expires_at timestamp with time zone not null,
  constraint "challenge_pk" PRIMARY KEY (key_hash)
);

-- Another system that may hand people over: a partner's app.
create table client (
  tenant_id integer not null,
  client_id uuid not null,
  name text not null,
  path text not null,
  secret_hash text not null,
  pseudonym text not null,
  created_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  constraint "client_pk" PRIMARY KEY (tenant_id, client_id)
);

-- What a person agreed to (R-P2).
create table consent (
  person_id uuid not null,
  consent_id uuid not null,
  purpose text not null,
  version text not null,
  party text,
  given_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  constraint "consent_pk" PRIMARY KEY (person_id, consent_id)
);

-- Employers that a union covers: how an applicant finds his own.
create table covered_employer (
  tenant_id integer not null,
  employer_id uuid not null,
  path text not null,
  name text not null,
  name_key text not null,
  credit_code text,
  since_on date,
  until_on date,
  sample boolean not null,
  constraint "organisations.employer_covered" UNIQUE (tenant_id, path, name_key),
  constraint "covered_employer_pk" PRIMARY KEY (tenant_id, employer_id)
);
CREATE INDEX covered_employer_name_idx ON public.covered_employer USING btree (tenant_id, name_key text_pattern_ops);

-- Administrative divisions (34 / 333 / 2,846) and abolished codes; loaded from data/divisions.json.
create table division (
  code text not null,
  name text not null,
  level text not null,
  parent text,
  pinyin text not null,
  initials text not null,
  lon double precision,
  lat double precision,
  point_approximate boolean not null,
  valid_from date,
  valid_to date,
  replaced_by text,
  constraint "division_pk" PRIMARY KEY (code),
  constraint "division_level_check" CHECK ((level = ANY (ARRAY['province'::text, 'prefecture'::text, 'county'::text])))
);
CREATE INDEX division_parent_idx ON public.division USING btree (parent);

-- Keyed hash of an identity document to its person: the only global uniqueness of documents.
create table document (
  key_hash text not null,
  person_id uuid not null,
  created_at timestamp with time zone not null,
  constraint "document_pk" PRIMARY KEY (key_hash)
);

-- Dues of members, where a union collects them (R-O4); optional.
create table dues (
  tenant_id integer not null,
  person_id uuid not null,
  month text not null,
  amount_fen integer not null,
  paid_on date not null,
  recorded_by text not null,
  constraint "dues_pk" PRIMARY KEY (tenant_id, person_id, month),
  constraint "membership.dues_amount" CHECK ((amount_fen > 0))
);

-- An election or a vote.
create table election (
  tenant_id integer not null,
  election_id uuid not null,
  path text not null,
  title text not null,
  kind text not null,
  secret boolean not null,
  seats integer not null,
  term_years integer,
  quorum text not null,
  majority text not null,
  nominates_from timestamp with time zone,
  opens_at timestamp with time zone not null,
  closes_at timestamp with time zone not null,
  state text not null,
  electors integer not null,
  voted integer not null,
  paper_voted integer not null,
  result jsonb,
  list_hash text,
  seal text,
  key_id text,
  sample boolean not null,
  revision integer not null,
  created_by text not null,
  created_at timestamp with time zone not null,
  sealed_at timestamp with time zone,
  constraint "election_pk" PRIMARY KEY (tenant_id, election_id),
  constraint "election_terms_check" CHECK ((term_years = ANY (ARRAY[3, 5]))),
  constraint "elections.voted_too_many" CHECK (((voted <= electors) AND (paper_voted <= voted)))
);

-- A candidate, or yes, no and abstain.
create table election_choice (
  tenant_id integer not null,
  election_id uuid not null,
  choice_no integer not null,
  person_id uuid,
  label text not null,
  about text,
  nominations integer not null,
  constraint "election_choice_pk" PRIMARY KEY (tenant_id, election_id, choice_no)
);

-- Who may vote, and whether he has; never how.
create table elector (
  tenant_id integer not null,
  election_id uuid not null,
  person_id uuid not null,
  voted text,
  nominated boolean not null,
  constraint "elector_pk" PRIMARY KEY (tenant_id, election_id, person_id)
);

-- A wish to be erased, and what came of it.
create table erasure (
  person_id uuid not null,
  erasure_id uuid not null,
  asked_at timestamp with time zone not null,
  done_at timestamp with time zone,
  outcome jsonb,
  constraint "erasure_pk" PRIMARY KEY (person_id, erasure_id)
);

-- A union being founded.
create table founding (
  tenant_id integer not null,
  founding_id uuid not null,
  parent text not null,
  name text not null,
  kind text not null,
  area boolean not null,
  division text not null,
  trade text,
  state text not null,
  assembly_at timestamp with time zone,
  invited integer,
  present integer,
  election_id uuid,
  path text,
  credit_code text,
  reason text,
  asked_by uuid,
  sample boolean not null,
  revision integer not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  constraint "founding_pk" PRIMARY KEY (tenant_id, founding_id)
);
CREATE INDEX founding_open_idx ON public.founding USING btree (tenant_id, parent text_pattern_ops, state);

-- What happened to a founding.
create table founding_event (
  tenant_id integer not null,
  founding_id uuid not null,
  event_id uuid not null,
  at timestamp with time zone not null,
  event text not null,
  detail jsonb not null,
  actor text,
  constraint "founding_event_pk" PRIMARY KEY (tenant_id, founding_id, event_id)
);

-- People of a founding: the preparatory group and those recruited.
create table founding_person (
  tenant_id integer not null,
  founding_id uuid not null,
  person_id uuid not null,
  part text not null,
  present boolean not null,
  name_sealed text not null,
  joined_at timestamp with time zone not null,
  constraint "founding_person_pk" PRIMARY KEY (tenant_id, founding_id, person_id)
);
CREATE INDEX founding_person_person_idx ON public.founding_person USING btree (tenant_id, person_id);

-- The home membership of a person: one row, the truth of "never two"; it keeps the number for life after leaving.
create table home (
  person_id uuid not null,
  number text not null,
  state text not null,
  tenant_id integer,
  path text,
  since timestamp with time zone,
  transfer_id uuid,
  changed_at timestamp with time zone not null,
  constraint "home_pk" PRIMARY KEY (person_id),
  constraint "home_state_check" CHECK ((state = ANY (ARRAY['none'::text, 'active'::text, 'transferring'::text]))),
  constraint "home_union_check" CHECK ((((state = 'none'::text) = (tenant_id IS NULL)) AND ((tenant_id IS NULL) = (path IS NULL))))
);

-- Messages in the app.
create table inbox (
  person_id uuid not null,
  message_id uuid not null,
  tenant_id integer not null,
  code text not null,
  params jsonb not null,
  link text,
  at timestamp with time zone not null,
  read_at timestamp with time zone,
  constraint "inbox_pk" PRIMARY KEY (person_id, message_id)
);

-- Town and grass-roots unions: the lower part of the tree, rows of their tenant.
create table local_union (
  tenant_id integer not null,
  union_id uuid not null,
  path text not null,
  name text not null,
  level text not null,
  kind text not null,
  division text not null,
  formed_on text,
  sample boolean not null,
  created_at timestamp with time zone not null,
  trade text,
  credit_code text,
  registered_on date,
  account_sealed text,
  claimed_members integer,
  area boolean not null,
  ended_on date,
  constraint "organisations.local_path_taken" UNIQUE (tenant_id, path),
  constraint "local_union_pk" PRIMARY KEY (tenant_id, union_id),
  constraint "local_union_kind_check" CHECK ((kind = ANY (ARRAY['general'::text, 'single'::text, 'joint'::text, 'industry_federation'::text]))),
  constraint "local_union_level_check" CHECK ((level = ANY (ARRAY['town'::text, 'grassroots'::text])))
);

-- The roster: a person in a tenant, at home or as a guest.
create table member (
  tenant_id integer not null,
  person_id uuid not null,
  kind text not null,
  state text not null,
  number text not null,
  path text not null,
  name_sealed text not null,
  name_keys text[] not null,
  phone_sealed text,
  phone_hash text,
  doc_kind text,
  doc_sealed text,
  doc_hash text,
  birth_year integer,
  sex text,
  trade text not null,
  trades text[] not null,
  platforms text[] not null,
  cities text[] not null,
  employer_sealed text,
  silent boolean not null,
  source text not null,
  joined_on date not null,
  ended_on date,
  end_reason text,
  sample boolean not null,
  revision integer not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  constraint "member_pk" PRIMARY KEY (tenant_id, person_id),
  constraint "member_end_check" CHECK (((state = 'ended'::text) = (ended_on IS NOT NULL))),
  constraint "member_kind_check" CHECK ((kind = ANY (ARRAY['home'::text, 'guest'::text]))),
  constraint "member_state_check" CHECK ((state = ANY (ARRAY['active'::text, 'ended'::text])))
);
CREATE INDEX member_alike_idx ON public.member USING btree (tenant_id, (name_keys[1]), birth_year) WHERE (state = 'active'::text);
CREATE INDEX member_doc_idx ON public.member USING btree (tenant_id, doc_hash);
CREATE INDEX member_figures_idx ON public.member USING btree (tenant_id, path text_pattern_ops) INCLUDE (kind, trade, sex, joined_on, doc_kind) WHERE (state = 'active'::text);
CREATE INDEX member_joined_idx ON public.member USING btree (tenant_id, joined_on);
CREATE INDEX member_name_idx ON public.member USING gin (name_keys);
CREATE INDEX member_number_idx ON public.member USING btree (tenant_id, number);
CREATE INDEX member_path_idx ON public.member USING btree (tenant_id, path text_pattern_ops, person_id);
CREATE INDEX member_phone_idx ON public.member USING btree (tenant_id, phone_hash);

-- Two roster entries found to be one person, put together so that it can be taken back.
create table member_merge (
  tenant_id integer not null,
  merge_id uuid not null,
  kept uuid not null,
  dropped uuid not null,
  why text not null,
  before_sealed text not null,
  merged_by text not null,
  merged_at timestamp with time zone not null,
  undone_at timestamp with time zone,
  undone_by text,
  constraint "member_merge_pk" PRIMARY KEY (tenant_id, merge_id)
);

-- Numbers given, so that none is given twice.
create table member_number (
  key_hash text not null,
  person_id uuid not null,
  created_at timestamp with time zone not null,
  constraint "member_number_pk" PRIMARY KEY (key_hash)
);

-- What happened to a person's membership, over all unions.
create table membership_history (
  person_id uuid not null,
  entry_id uuid not null,
  at timestamp with time zone not null,
  tenant_id integer not null,
  path text not null,
  place text not null,
  event text not null,
  detail jsonb not null,
  constraint "membership_history_pk" PRIMARY KEY (person_id, entry_id)
);

-- Applied migrations; written by the program at start.
create table migration (
  number integer not null,
  name text not null,
  hash text not null,
  at timestamp with time zone not null,
  constraint "migration_pk" PRIMARY KEY (number)
);

-- Proposals a person made, wherever.
create table my_proposal (
  person_id uuid not null,
  tenant_id integer not null,
  proposal_id uuid not null,
  at timestamp with time zone not null,
  constraint "my_proposal_pk" PRIMARY KEY (person_id, tenant_id, proposal_id)
);

-- Members put forward, counted; who put forward whom is not kept.
create table nomination (
  tenant_id integer not null,
  election_id uuid not null,
  person_id uuid not null,
  count integer not null,
  constraint "nomination_pk" PRIMARY KEY (tenant_id, election_id, person_id)
);

-- People elected, with their terms.
create table office (
  tenant_id integer not null,
  office_id uuid not null,
  path text not null,
  kind text not null,
  person_id uuid,
  name text not null,
  from_on date not null,
  until_on date not null,
  election_id uuid,
  ended_on date,
  sample boolean not null,
  constraint "office_pk" PRIMARY KEY (tenant_id, office_id)
);
CREATE INDEX office_until_idx ON public.office USING btree (tenant_id, path text_pattern_ops, kind, until_on);

-- Keys of requests that succeeded, with their answers; swept after seven days.
create table once (
  tenant_id integer not null,
  key_hash text not null,
  body_hash text not null,
  answer jsonb,
  at timestamp with time zone not null,
  constraint "once_pk" PRIMARY KEY (tenant_id, key_hash)
);
CREATE INDEX once_at_idx ON public.once USING btree (tenant_id, at);

-- Unions from the nation to the county: the upper part of the tree, read everywhere.
create table organisation (
  organisation_id uuid not null,
  path text not null,
  name text not null,
  level text not null,
  kind text not null,
  division text not null,
  steward_tenant integer not null,
  sample boolean not null,
  created_at timestamp with time zone not null,
  constraint "organisations.path_taken" UNIQUE (path),
  constraint "organisation_pk" PRIMARY KEY (organisation_id),
  constraint "organisation_kind_check" CHECK ((kind = ANY (ARRAY['general'::text, 'single'::text, 'joint'::text, 'industry_federation'::text]))),
  constraint "organisation_level_check" CHECK ((level = ANY (ARRAY['nation'::text, 'province'::text, 'city'::text, 'county'::text])))
);

-- Messages written with the act that caused them; the clock delivers them.
create table outbox (
  tenant_id integer not null,
  message_id uuid not null,
  person_id uuid not null,
  channel text not null,
  code text not null,
  params jsonb not null,
  link text,
  state text not null,
  tries integer not null,
  next_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  constraint "outbox_pk" PRIMARY KEY (tenant_id, message_id),
  constraint "outbox_channel_check" CHECK ((channel = 'inbox'::text)),
  constraint "outbox_state_check" CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text])))
);
CREATE INDEX outbox_waiting_idx ON public.outbox USING btree (tenant_id, next_at) WHERE (state = 'waiting'::text);

-- Paper votes as counted by one person; two must say the same.
create table paper_count (
  tenant_id integer not null,
  election_id uuid not null,
  counted_by text not null,
  ballots integer not null,
  invalid integer not null,
  counts jsonb not null,
  at timestamp with time zone not null,
  constraint "paper_count_pk" PRIMARY KEY (tenant_id, election_id, counted_by)
);

-- WebAuthn credentials of staff.
create table passkey (
  person_id uuid not null,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  label text not null,
  created_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint "passkey_pk" PRIMARY KEY (person_id, credential_id)
);

-- One row a person.
create table person (
  person_id uuid not null,
  pseudonym uuid not null,
  name_sealed text,
  phone_sealed text not null,
  locale text not null,
  sample boolean not null,
  created_at timestamp with time zone not null,
  constraint "person_pk" PRIMARY KEY (person_id)
);

-- The identity document of a person.
create table person_document (
  person_id uuid not null,
  kind text not null,
  number_sealed text not null,
  key_hash text not null,
  birth_year integer,
  sex text,
  seen_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint "person_document_pk" PRIMARY KEY (person_id),
  constraint "person_document_sex_check" CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text])))
);

-- Tenants in which a person holds a role or a row.
create table person_tenant (
  person_id uuid not null,
  tenant_id integer not null,
  since timestamp with time zone not null,
  constraint "person_tenant_pk" PRIMARY KEY (person_id, tenant_id),
  constraint "person_tenant_person_fk" FOREIGN KEY (person_id) REFERENCES person(person_id)
);

-- Keyed hash of a phone number to its person: the only global uniqueness of phones.
create table phone (
  key_hash text not null,
  person_id uuid not null,
  created_at timestamp with time zone not null,
  constraint "phone_pk" PRIMARY KEY (key_hash)
);

-- A proposal of a worker, a delegate or a model worker.
create table proposal (
  tenant_id integer not null,
  proposal_id uuid not null,
  path text not null,
  topic text not null,
  title text not null,
  body text not null,
  person_id uuid not null,
  voice text not null,
  anonymous boolean not null,
  name_sealed text,
  state text not null,
  seconds integer not null,
  merged_into uuid,
  reason text,
  answer text,
  outcome text,
  outcome_link text,
  sample boolean not null,
  revision integer not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  constraint "proposal_pk" PRIMARY KEY (tenant_id, proposal_id),
  constraint "proposal_seconds_check" CHECK ((seconds >= 0))
);
CREATE INDEX proposal_list_idx ON public.proposal USING btree (tenant_id, path text_pattern_ops, state, seconds);

-- The way of a proposal, open to all.
create table proposal_event (
  tenant_id integer not null,
  proposal_id uuid not null,
  event_id uuid not null,
  at timestamp with time zone not null,
  event text not null,
  detail jsonb not null,
  constraint "proposal_event_pk" PRIMARY KEY (tenant_id, proposal_id, event_id)
);

-- Who seconds what: once.
create table proposal_second (
  tenant_id integer not null,
  proposal_id uuid not null,
  person_id uuid not null,
  at timestamp with time zone not null,
  constraint "proposal_second_pk" PRIMARY KEY (tenant_id, proposal_id, person_id)
);

-- Taken from limits of fixed windows; swept by the clock.
create table rate (
  key_hash text not null,
  window_start timestamp with time zone not null,
  count integer not null,
  constraint "rate_pk" PRIMARY KEY (key_hash, window_start)
);
CREATE INDEX rate_window_idx ON public.rate USING btree (window_start);

-- Each time staff opened a sensitive field in full; shown to its owner.
create table reading (
  person_id uuid not null,
  reading_id uuid not null,
  at timestamp with time zone not null,
  tenant_id integer not null,
  place text not null,
  role text not null,
  reader text not null,
  fields text[] not null,
  purpose text not null,
  constraint "reading_pk" PRIMARY KEY (person_id, reading_id)
);

-- A platform's list held against the roster by keyed hashes: the answer stays with the union.
create table reconciliation (
  tenant_id integer not null,
  reconciliation_id uuid not null,
  path text not null,
  platform text not null,
  key_sealed text not null,
  token_hash text not null,
  state text not null,
  received integer not null,
  matched integer not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  constraint "reconciliation_pk" PRIMARY KEY (tenant_id, reconciliation_id)
);

-- Members found on a platform's list.
create table reconciliation_match (
  tenant_id integer not null,
  reconciliation_id uuid not null,
  person_id uuid not null,
  constraint "reconciliation_match_pk" PRIMARY KEY (tenant_id, reconciliation_id, person_id)
);

-- Role x where: an organisation and all below, or one station.
create table role_grant (
  tenant_id integer not null,
  person_id uuid not null,
  role text not null,
  path text not null,
  granted_by text,
  granted_at timestamp with time zone not null,
  constraint "role_grant_pk" PRIMARY KEY (tenant_id, person_id, role, path)
);
CREATE INDEX role_grant_path_idx ON public.role_grant USING btree (tenant_id, path);

-- A sheet being taken over.
create table roster_import (
  tenant_id integer not null,
  import_id uuid not null,
  path text not null,
  file_name text not null,
  state text not null,
  rows integer not null,
  good integer not null,
  bad integer not null,
  twins integer not null,
  done integer not null,
  columns jsonb not null,
  fault text,
  created_by text not null,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  constraint "roster_import_pk" PRIMARY KEY (tenant_id, import_id)
);

-- A row of a sheet while it is looked at and taken over.
create table roster_row (
  import_id uuid not null,
  row_no integer not null,
  tenant_id integer not null,
  state text not null,
  fields_sealed text not null,
  name_keys text[] not null,
  phone_hash text,
  doc_hash text,
  birth_year integer,
  problems jsonb not null,
  twin_of jsonb,
  person_id uuid,
  constraint "roster_row_pk" PRIMARY KEY (import_id, row_no)
);
CREATE INDEX roster_row_doc_idx ON public.roster_row USING btree (tenant_id, import_id, doc_hash);
CREATE INDEX roster_row_state_idx ON public.roster_row USING btree (tenant_id, import_id, state, row_no);

-- Signed-in browsers and phones.
create table session (
  person_id uuid not null,
  session_id uuid not null,
  token_hash text not null,
  label text not null,
  created_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  constraint "session_pk" PRIMARY KEY (person_id, session_id)
);

-- The last one-time code of a phone.
create table sign_in_code (
  key_hash text not null,
  code_hash text not null,
  tries_left integer not null,
  sent_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint "sign_in_code_pk" PRIMARY KEY (key_hash),
  constraint "sign_in_code_tries_check" CHECK ((tries_left >= 0))
);

-- The directory of stations: read everywhere, written by its steward.
create table station (
  station_id uuid not null,
  code text not null,
  steward_tenant integer not null,
  name text not null,
  name_en text,
  kind text not null,
  path text not null,
  operator text,
  chief_name text,
  chief_duties text,
  hotline text,
  division text not null,
  address text,
  lon double precision not null,
  lat double precision not null,
  accuracy_m integer not null,
  floor text,
  entrance_note text,
  area_m2 integer,
  seats integer,
  access text not null,
  hours text,
  facilities jsonb not null,
  parking jsonb,
  step_free boolean,
  note text,
  source text,
  sample boolean not null,
  status text not null,
  revision integer not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  search_text text not null,
  search tsvector not null,
  constraint "stations.code_taken" UNIQUE (code),
  constraint "station_pk" PRIMARY KEY (station_id),
  constraint "station_access_check" CHECK ((access = ANY (ARRAY['open'::text, 'code'::text, 'key'::text, 'unknown'::text]))),
  constraint "station_accuracy_check" CHECK ((accuracy_m >= 0)),
  constraint "station_status_check" CHECK ((status = ANY (ARRAY['open'::text, 'paused'::text, 'withdrawn'::text]))),
  constraint "station_withdrawn_check" CHECK (((status = 'withdrawn'::text) = (withdrawn_at IS NOT NULL))),
  constraint "stations.outside_world" CHECK ((((lon >= ('-180'::integer)::double precision) AND (lon <= (180)::double precision)) AND ((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision))))
);
CREATE INDEX station_changed_idx ON public.station USING btree (changed_at, station_id);
CREATE INDEX station_division_idx ON public.station USING btree (division, code);
CREATE INDEX station_search_idx ON public.station USING gin (search);
CREATE INDEX station_steward_path_idx ON public.station USING btree (steward_tenant, path, code);

-- Visits a day, counted with each visit.
create table station_day (
  tenant_id integer not null,
  station_id uuid not null,
  day date not null,
  visits integer not null,
  constraint "station_day_pk" PRIMARY KEY (tenant_id, station_id, day)
);
CREATE INDEX station_day_day_idx ON public.station_day USING btree (tenant_id, day);

-- Devices that said "locked"; swept after a day. One device counts once.
create table station_doubt (
  tenant_id integer not null,
  station_id uuid not null,
  device_hash text not null,
  at timestamp with time zone not null,
  counts boolean not null,
  spent_at timestamp with time zone,
  constraint "station_doubt_pk" PRIMARY KEY (tenant_id, station_id, device_hash)
);
CREATE INDEX station_doubt_at_idx ON public.station_doubt USING btree (tenant_id, at);

-- What happened at stations: append-only but for the answer.
create table station_event (
  tenant_id integer not null,
  event_id uuid not null,
  station_id uuid not null,
  kind text not null,
  source text not null,
  at timestamp with time zone not null,
  actor text,
  near boolean,
  facility text,
  note text,
  answer text,
  answer_note text,
  answered_by text,
  answered_at timestamp with time zone,
  constraint "station_event_pk" PRIMARY KEY (tenant_id, event_id),
  constraint "station_event_answer_check" CHECK (((answer IS NULL) OR (answer = ANY (ARRAY['fixed'::text, 'not_so'::text, 'in_work'::text])))),
  constraint "station_event_kind_check" CHECK ((kind = ANY (ARRAY['opened'::text, 'closed'::text, 'locked'::text, 'seen_open'::text, 'broken'::text, 'out_of_stock'::text, 'fixed'::text, 'other'::text, 'inspected'::text, 'expired'::text]))),
  constraint "station_event_source_check" CHECK ((source = ANY (ARRAY['chief'::text, 'scan'::text, 'report'::text, 'inspection'::text, 'clock'::text])))
);
CREATE INDEX station_event_open_idx ON public.station_event USING btree (tenant_id, station_id) WHERE ((answer IS NULL) AND (source = 'report'::text));
CREATE INDEX station_event_station_idx ON public.station_event USING btree (tenant_id, station_id, at);

-- Last known state of each facility of each station.
create table station_facility_live (
  tenant_id integer not null,
  station_id uuid not null,
  facility text not null,
  state text not null,
  source text not null,
  at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  constraint "station_facility_live_pk" PRIMARY KEY (tenant_id, station_id, facility),
  constraint "station_facility_live_state_check" CHECK ((state = ANY (ARRAY['ok'::text, 'out_of_order'::text, 'out_of_stock'::text, 'unknown'::text])))
);
CREATE INDEX station_facility_live_changed_idx ON public.station_facility_live USING btree (changed_at);

-- Last known live state of each station; its confidence is computed from source and age.
create table station_live (
  tenant_id integer not null,
  station_id uuid not null,
  state text not null,
  source text not null,
  at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  constraint "station_live_pk" PRIMARY KEY (tenant_id, station_id),
  constraint "station_live_source_check" CHECK ((source = ANY (ARRAY['chief'::text, 'scan'::text, 'report'::text, 'inspection'::text, 'clock'::text]))),
  constraint "station_live_state_check" CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text, 'reported_locked'::text, 'unknown'::text])))
);
CREATE INDEX station_live_changed_idx ON public.station_live USING btree (changed_at);

-- Photos of stations, re-encoded, without EXIF.
create table station_photo (
  station_id uuid not null,
  photo_id uuid not null,
  steward_tenant integer not null,
  role text not null,
  caption text,
  width integer not null,
  height integer not null,
  bytes integer not null,
  file text not null,
  taken_on date,
  created_at timestamp with time zone not null,
  constraint "station_photo_pk" PRIMARY KEY (station_id, photo_id),
  constraint "station_photo_station_fk" FOREIGN KEY (station_id) REFERENCES station(station_id),
  constraint "station_photo_role_check" CHECK ((role = ANY (ARRAY['entrance'::text, 'inside'::text])))
);

-- A union that runs its own budget; 0 is the platform itself.
create table tenant (
  tenant_id integer not null,
  code text not null,
  name text not null,
  path text not null,
  division text,
  sample boolean not null,
  created_at timestamp with time zone not null,
  constraint "organisations.tenant_code_taken" UNIQUE (code),
  constraint "tenant_pk" PRIMARY KEY (tenant_id)
);

-- A transfer between unions, seen from one of its two sides.
create table transfer (
  tenant_id integer not null,
  transfer_id uuid not null,
  side text not null,
  other_tenant integer not null,
  person_id uuid not null,
  from_path text not null,
  to_path text not null,
  state text not null,
  reason text,
  note text,
  asked_at timestamp with time zone not null,
  due_on date,
  decided_by text,
  done_at timestamp with time zone,
  name_sealed text not null,
  trade text not null,
  sample boolean not null,
  changed_at timestamp with time zone not null,
  constraint "transfer_pk" PRIMARY KEY (tenant_id, transfer_id, side),
  constraint "transfer_side_check" CHECK ((side = ANY (ARRAY['in'::text, 'out'::text]))),
  constraint "transfer_state_check" CHECK ((state = ANY (ARRAY['asked'::text, 'accepted'::text, 'objected'::text, 'done'::text, 'withdrawn'::text])))
);
CREATE INDEX transfer_open_idx ON public.transfer USING btree (tenant_id, side, state, due_on);

-- Pairs of members that may be one person, waiting for a look.
create table twin (
  tenant_id integer not null,
  a uuid not null,
  b uuid not null,
  why text not null,
  state text not null,
  found_at timestamp with time zone not null,
  decided_by text,
  constraint "twin_pk" PRIMARY KEY (tenant_id, a, b)
);

-- One anonymous visit a row: no person, no device.
create table visit (
  tenant_id integer not null,
  visit_id uuid not null,
  station_id uuid not null,
  at timestamp with time zone not null,
  constraint "visit_pk" PRIMARY KEY (tenant_id, visit_id)
);
CREATE INDEX visit_station_idx ON public.visit USING btree (tenant_id, station_id, at);

-- Last visit of a device at a station, so that it counts once in 30 minutes; swept after that.
create table visit_gate (
  tenant_id integer not null,
  station_id uuid not null,
  device_hash text not null,
  at timestamp with time zone not null,
  constraint "visit_gate_pk" PRIMARY KEY (tenant_id, station_id, device_hash)
);
CREATE INDEX visit_gate_at_idx ON public.visit_gate USING btree (tenant_id, at);
