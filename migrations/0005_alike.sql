-- Members of one name and year of birth are found side by side.

create index member_alike_idx on member (tenant_id, (name_keys[1]), birth_year) where state = 'active';

comment on column application_event.event is 'submitted, raised, returned, corrected, opened, approved, refused or withdrawn.';

comment on column membership_history.event is 'joined, guest, transfer_asked, transfer_ended, transferred_in, transferred_out, left, rejoined, died, corrected, merged or unmerged.';

comment on column transfer.reason is 'Coded reason of an objection or a decline; home_ended where the person left meanwhile.';

comment on column roster_import.state is 'reading, ready, running, done, failed, undoing or undone.';

comment on column roster_row.state is 'raw, good, bad, twin, taken, skipped, undone; listed: a hash of a reconciliation.';
