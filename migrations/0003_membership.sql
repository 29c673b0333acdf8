-- Membership: homes and documents of people, members, joining, cards, transfers, rosters, elections, founding, proposals, privacy.

create table home (
  person_id uuid not null,
  number text not null,
  state text not null,
  tenant_id integer,
  path text,
  since timestamptz,
  transfer_id uuid,
  changed_at timestamptz not null,
  constraint home_pk primary key (person_id),
  constraint home_state_check check (state in ('none', 'active', 'transferring')),
  constraint home_union_check check ((state = 'none') = (tenant_id is null) and (tenant_id is null) = (path is null))
);
comment on table home is 'The home membership of a person: one row, the truth of "never two"; it keeps the number for life after leaving.';
comment on column home.person_id is 'Who.';
comment on column home.number is 'Membership number for life: 12 digits, the last a check digit.';
comment on column home.state is 'none: no home now; active; transferring: another union has asked and the old one may still object.';
comment on column home.tenant_id is 'Tenant of the home union; null: none.';
comment on column home.path is 'Node of the home union; null: none.';
comment on column home.since is 'When this home began.';
comment on column home.transfer_id is 'The transfer under way.';
comment on column home.changed_at is 'Last change.';

create table member_number (
  key_hash text not null,
  person_id uuid not null,
  created_at timestamptz not null,
  constraint member_number_pk primary key (key_hash)
);
comment on table member_number is 'Numbers given, so that none is given twice.';
comment on column member_number.key_hash is 'Keyed hash of the number.';
comment on column member_number.person_id is 'Whose.';
comment on column member_number.created_at is 'When given.';

create table person_document (
  person_id uuid not null,
  kind text not null,
  number_sealed text not null,
  key_hash text not null,
  birth_year integer,
  sex text,
  seen_at timestamptz,
  created_at timestamptz not null,
  constraint person_document_pk primary key (person_id),
  constraint person_document_sex_check check (sex in ('female', 'male'))
);
comment on table person_document is 'The identity document of a person.';
comment on column person_document.person_id is 'Whose.';
comment on column person_document.kind is 'resident_id, hkm_permit, taiwan_permit, hkmt_residence, permanent_residence or passport.';
comment on column person_document.number_sealed is 'Number, encrypted.';
comment on column person_document.key_hash is 'Keyed hash of kind and number, as in document.';
comment on column person_document.birth_year is 'From a resident number; null: not known.';
comment on column person_document.sex is 'female or male, from a resident number; null: not known.';
comment on column person_document.seen_at is 'When union staff checked it; null: as told.';
comment on column person_document.created_at is 'When given.';

create table document (
  key_hash text not null,
  person_id uuid not null,
  created_at timestamptz not null,
  constraint document_pk primary key (key_hash)
);
comment on table document is 'Keyed hash of an identity document to its person: the only global uniqueness of documents.';
comment on column document.key_hash is 'Keyed hash of kind and number.';
comment on column document.person_id is 'Whose.';
comment on column document.created_at is 'When bound.';

create table consent (
  person_id uuid not null,
  consent_id uuid not null,
  purpose text not null,
  version text not null,
  party text,
  given_at timestamptz not null,
  withdrawn_at timestamptz,
  constraint consent_pk primary key (person_id, consent_id)
);
comment on table consent is 'What a person agreed to (R-P2).';
comment on column consent.person_id is 'Who.';
comment on column consent.consent_id is 'UUID v7.';
comment on column consent.purpose is 'Code of the purpose.';
comment on column consent.version is 'Version of the text agreed to.';
comment on column consent.party is 'Who is allowed by it beside the union (a partner''s name); null: nobody.';
comment on column consent.given_at is 'When.';
comment on column consent.withdrawn_at is 'When taken back.';

create table reading (
  person_id uuid not null,
  reading_id uuid not null,
  at timestamptz not null,
  tenant_id integer not null,
  place text not null,
  role text not null,
  reader text not null,
  fields text[] not null,
  purpose text not null,
  constraint reading_pk primary key (person_id, reading_id)
);
comment on table reading is 'Each time staff opened a sensitive field in full; shown to its owner.';
comment on column reading.person_id is 'Whose field.';
comment on column reading.reading_id is 'UUID v7.';
comment on column reading.at is 'When.';
comment on column reading.tenant_id is 'Union of the reader.';
comment on column reading.place is 'Name of the union.';
comment on column reading.role is 'Role of the reader.';
comment on column reading.reader is 'Pseudonym of the reader.';
comment on column reading.fields is 'What was opened.';
comment on column reading.purpose is 'Why, a code.';

create table erasure (
  person_id uuid not null,
  erasure_id uuid not null,
  asked_at timestamptz not null,
  done_at timestamptz,
  outcome jsonb,
  constraint erasure_pk primary key (person_id, erasure_id)
);
comment on table erasure is 'A wish to be erased, and what came of it.';
comment on column erasure.person_id is 'Who.';
comment on column erasure.erasure_id is 'UUID v7.';
comment on column erasure.asked_at is 'When.';
comment on column erasure.done_at is 'When carried out.';
comment on column erasure.outcome is 'What was erased and what had to stay: with reason and date.';

create table membership_history (
  person_id uuid not null,
  entry_id uuid not null,
  at timestamptz not null,
  tenant_id integer not null,
  path text not null,
  place text not null,
  event text not null,
  detail jsonb not null,
  constraint membership_history_pk primary key (person_id, entry_id)
);
comment on table membership_history is 'What happened to a person''s membership, over all unions.';
comment on column membership_history.person_id is 'Who.';
comment on column membership_history.entry_id is 'UUID v7.';
comment on column membership_history.at is 'When.';
comment on column membership_history.tenant_id is 'Tenant of the union.';
comment on column membership_history.path is 'Node of the union.';
comment on column membership_history.place is 'Name of the union then.';
comment on column membership_history.event is 'joined, guest, transferred_in, transferred_out, left, rejoined, died, corrected, merged or unmerged.';
comment on column membership_history.detail is 'Reason and related ids; no personal data.';

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
  created_at timestamptz not null,
  changed_at timestamptz not null,
  constraint member_pk primary key (tenant_id, person_id),
  constraint member_kind_check check (kind in ('home', 'guest')),
  constraint member_state_check check (state in ('active', 'ended')),
  constraint member_end_check check ((state = 'ended') = (ended_on is not null))
);
comment on table member is 'The roster: a person in a tenant, at home or as a guest.';
comment on column member.tenant_id is 'Tenant.';
comment on column member.person_id is 'Who.';
comment on column member.kind is 'home or guest.';
comment on column member.state is 'active or ended.';
comment on column member.number is 'Membership number for life.';
comment on column member.path is 'Node of the union.';
comment on column member.name_sealed is 'Name, encrypted.';
comment on column member.name_keys is 'Keyed hashes of the name and of its pairs of characters, for looking up.';
comment on column member.phone_sealed is 'Phone, encrypted; null: none known.';
comment on column member.phone_hash is 'Keyed hash of the phone.';
comment on column member.doc_kind is 'Kind of document; null: none known.';
comment on column member.doc_sealed is 'Number of the document, encrypted.';
comment on column member.doc_hash is 'Keyed hash of the document.';
comment on column member.birth_year is 'Year of birth; null: not known.';
comment on column member.sex is 'female or male; null: not known.';
comment on column member.trade is 'Code of the main trade.';
comment on column member.trades is 'Codes of all trades.';
comment on column member.platforms is 'Platforms worked for, as told.';
comment on column member.cities is 'Divisions worked in.';
comment on column member.employer_sealed is 'Employer, encrypted; null: not told.';
comment on column member.silent is 'Nothing about this member is ever sent to an employer.';
comment on column member.source is 'Where the membership came from: self, ceremony, roster, partner, transfer or founding.';
comment on column member.joined_on is 'First day.';
comment on column member.ended_on is 'Last day.';
comment on column member.end_reason is 'left, transferred, died or merged.';
comment on column member.sample is 'Made for demonstration.';
comment on column member.revision is 'Counts edits.';
comment on column member.created_at is 'When entered.';
comment on column member.changed_at is 'Last change.';
create index member_number_idx on member (tenant_id, number);
create index member_phone_idx on member (tenant_id, phone_hash);
create index member_doc_idx on member (tenant_id, doc_hash);
create index member_name_idx on member using gin (name_keys);
create index member_path_idx on member (tenant_id, path text_pattern_ops, person_id);
create index member_joined_idx on member (tenant_id, joined_on);

create table dues (
  tenant_id integer not null,
  person_id uuid not null,
  month text not null,
  amount_fen integer not null,
  paid_on date not null,
  recorded_by text not null,
  constraint dues_pk primary key (tenant_id, person_id, month),
  constraint "membership.dues_amount" check (amount_fen > 0)
);
comment on table dues is 'Dues of members, where a union collects them (R-O4); optional.';
comment on column dues.tenant_id is 'Tenant.';
comment on column dues.person_id is 'Who paid.';
comment on column dues.month is 'For which month, YYYY-MM.';
comment on column dues.amount_fen is 'How much, in fen.';
comment on column dues.paid_on is 'When.';
comment on column dues.recorded_by is 'Pseudonym of who entered it.';

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
  submitted_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  reason text,
  returned jsonb,
  list_id uuid,
  revision integer not null,
  sample boolean not null,
  changed_at timestamptz not null,
  constraint application_pk primary key (tenant_id, application_id),
  constraint application_state_check check (state in ('submitted', 'returned', 'approved', 'refused', 'withdrawn'))
);
comment on table application is 'A wish to join.';
comment on column application.tenant_id is 'Tenant of the union that should act.';
comment on column application.application_id is 'UUID v7.';
comment on column application.echo_of is 'The open application of the same document that came first: one decision settles all.';
comment on column application.state is 'submitted, returned, approved, refused or withdrawn.';
comment on column application.path is 'Union that should act now.';
comment on column application.routed is 'Why that one: the candidates with their reasons.';
comment on column application.level is '0: the union it was routed to; raised by each step up.';
comment on column application.chosen is 'The person chose the union.';
comment on column application.name_sealed is 'Name, encrypted.';
comment on column application.name_keys is 'Keyed hashes of the name, for finding like names.';
comment on column application.phone_sealed is 'Phone, encrypted.';
comment on column application.phone_hash is 'Keyed hash of the phone.';
comment on column application.doc_kind is 'Kind of document.';
comment on column application.doc_sealed is 'Number of the document, encrypted.';
comment on column application.doc_hash is 'Keyed hash of the document.';
comment on column application.birth_year is 'From a resident number.';
comment on column application.sex is 'From a resident number.';
comment on column application.trade is 'Code of the trade.';
comment on column application.division is 'Where the person works.';
comment on column application.employer_sealed is 'Employer, encrypted; null: not told.';
comment on column application.source is 'self, ceremony, partner or roster.';
comment on column application.station is 'Code of the station whose QR code was used.';
comment on column application.ceremony_id is 'Ceremony at which it came.';
comment on column application.client_id is 'Partner that handed it over.';
comment on column application.secret_hash is 'Hash of the secret of its progress page.';
comment on column application.person_id is 'Who sent it, where signed in; else known on approval.';
comment on column application.clock_on is 'Day on which the clock of the acting union began.';
comment on column application.due_on is 'Last working day by which the acting union should decide.';
comment on column application.raise_on is 'Last working day before it rises.';
comment on column application.provisional_clock is 'The days were counted beyond the known calendar.';
comment on column application.submitted_at is 'When sent.';
comment on column application.decided_at is 'When decided.';
comment on column application.decided_by is 'Pseudonym of who decided.';
comment on column application.reason is 'Coded reason of a refusal.';
comment on column application.returned is 'What to fix: fields and words.';
comment on column application.list_id is 'Signed list of a ceremony it was approved with.';
comment on column application.revision is 'Counts changes.';
comment on column application.sample is 'Made for demonstration.';
comment on column application.changed_at is 'Last change.';
create index application_open_idx on application (tenant_id, path text_pattern_ops, due_on) where state in ('submitted', 'returned') and echo_of is null;
create index application_doc_idx on application (tenant_id, doc_hash);
create index application_phone_idx on application (tenant_id, phone_hash);
create index application_ceremony_idx on application (tenant_id, ceremony_id, submitted_at) where ceremony_id is not null;
create index application_raise_idx on application (tenant_id, raise_on) where state = 'submitted' and echo_of is null;

create table application_gate (
  tenant_id integer not null,
  doc_hash text not null,
  application_id uuid not null,
  constraint application_gate_pk primary key (tenant_id, doc_hash)
);
comment on table application_gate is 'The first open application of a document: those that follow are its echoes.';
comment on column application_gate.tenant_id is 'Tenant.';
comment on column application_gate.doc_hash is 'Keyed hash of the document.';
comment on column application_gate.application_id is 'The first.';

create table application_event (
  tenant_id integer not null,
  application_id uuid not null,
  event_id uuid not null,
  at timestamptz not null,
  event text not null,
  path text not null,
  detail jsonb not null,
  constraint application_event_pk primary key (tenant_id, application_id, event_id)
);
comment on table application_event is 'What happened to an application, for its progress page.';
comment on column application_event.tenant_id is 'Tenant.';
comment on column application_event.application_id is 'Which.';
comment on column application_event.event_id is 'UUID v7.';
comment on column application_event.at is 'When.';
comment on column application_event.event is 'submitted, raised, returned, corrected, approved, refused or withdrawn.';
comment on column application_event.path is 'Union that acted or was to act.';
comment on column application_event.detail is 'Reason, days counted; no personal data.';

create table application_claim (
  key_hash text not null,
  tenant_id integer not null,
  application_id uuid not null,
  at timestamptz not null,
  constraint application_claim_pk primary key (key_hash, tenant_id, application_id)
);
comment on table application_claim is 'Applications by phone: whoever signs in with it finds his own.';
comment on column application_claim.key_hash is 'Keyed hash of the phone.';
comment on column application_claim.tenant_id is 'Tenant of the application.';
comment on column application_claim.application_id is 'Which.';
comment on column application_claim.at is 'When sent.';

create table ceremony (
  tenant_id integer not null,
  ceremony_id uuid not null,
  code text not null,
  path text not null,
  name text not null,
  oath text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  joined integer not null,
  sample boolean not null,
  created_at timestamptz not null,
  constraint ceremony_pk primary key (tenant_id, ceremony_id),
  constraint "joining.ceremony_code_taken" unique (tenant_id, code),
  constraint ceremony_joined_check check (joined >= 0)
);
comment on table ceremony is 'A joining ceremony.';
comment on column ceremony.tenant_id is 'Tenant.';
comment on column ceremony.ceremony_id is 'UUID v7.';
comment on column ceremony.code is 'Short code inside its QR code; unique over all as tenant and code go into the link.';
comment on column ceremony.path is 'Union that holds it.';
comment on column ceremony.name is 'Its name.';
comment on column ceremony.oath is 'Text of the oath.';
comment on column ceremony.starts_at is 'From when it takes joiners.';
comment on column ceremony.ends_at is 'Until when.';
comment on column ceremony.joined is 'Joiners so far, each document once.';
comment on column ceremony.sample is 'Made for demonstration.';
comment on column ceremony.created_at is 'When set up.';

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
  at timestamptz not null,
  constraint ceremony_list_pk primary key (tenant_id, list_id)
);
comment on table ceremony_list is 'A list approved at a ceremony, signed by the present official.';
comment on column ceremony_list.tenant_id is 'Tenant.';
comment on column ceremony_list.list_id is 'UUID v7.';
comment on column ceremony_list.ceremony_id is 'Which ceremony.';
comment on column ceremony_list.people is 'How many are on it.';
comment on column ceremony_list.hash is 'SHA-256 over the sorted ids of its applications.';
comment on column ceremony_list.signature is 'Ed25519 over hash, ceremony, official and time, base64url.';
comment on column ceremony_list.key_id is 'Key that signed.';
comment on column ceremony_list.signed_by is 'Pseudonym of the official.';
comment on column ceremony_list.signed_name_sealed is 'Name typed by the official, encrypted.';
comment on column ceremony_list.at is 'When.';

create table client (
  tenant_id integer not null,
  client_id uuid not null,
  name text not null,
  path text not null,
  secret_hash text not null,
  pseudonym text not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  constraint client_pk primary key (tenant_id, client_id)
);
comment on table client is 'Another system that may hand people over: a partner''s app.';
comment on column client.tenant_id is 'Tenant.';
comment on column client.client_id is 'UUID v7.';
comment on column client.name is 'Name of the partner.';
comment on column client.path is 'Union that it hands people over to, and all below.';
comment on column client.secret_hash is 'SHA-256 of the secret part of its token.';
comment on column client.pseudonym is 'Stands for it in the audit.';
comment on column client.created_at is 'When made.';
comment on column client.revoked_at is 'When ended.';

create table card_key (
  key_id text not null,
  public_jwk jsonb not null,
  private_sealed text not null,
  signs_from timestamptz not null,
  signs_until timestamptz not null,
  published_until timestamptz not null,
  created_at timestamptz not null,
  constraint card_key_pk primary key (key_id)
);
comment on table card_key is 'Keys that sign cards and lists; published while anything they signed may be valid.';
comment on column card_key.key_id is 'Key id (kid).';
comment on column card_key.public_jwk is 'Public key, OKP Ed25519.';
comment on column card_key.private_sealed is 'Private key, encrypted.';
comment on column card_key.signs_from is 'From when it signs: published a day before.';
comment on column card_key.signs_until is 'Until when it signs.';
comment on column card_key.published_until is 'Until when verifiers may need it.';
comment on column card_key.created_at is 'When made.';

create table card (
  person_id uuid not null,
  card_id uuid not null,
  tenant_id integer not null,
  provisional boolean not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  constraint card_pk primary key (person_id, card_id)
);
comment on table card is 'Cards issued, each valid for a day.';
comment on column card.person_id is 'Whose.';
comment on column card.card_id is 'Inside the card.';
comment on column card.tenant_id is 'Tenant of the union on it.';
comment on column card.provisional is 'Before the union has decided.';
comment on column card.issued_at is 'When.';
comment on column card.expires_at is 'A day later.';
comment on column card.revoked_at is 'When made worthless before that.';

create table card_revocation (
  card_id text not null,
  revoked_at timestamptz not null,
  expires_at timestamptz not null,
  constraint card_revocation_pk primary key (card_id)
);
comment on table card_revocation is 'Cards made worthless before they expired: what verifiers fetch.';
comment on column card_revocation.card_id is 'Id inside the card, base64url of its first 9 bytes.';
comment on column card_revocation.revoked_at is 'When.';
comment on column card_revocation.expires_at is 'When the card itself expires: then the row goes.';
create index card_revocation_expires_idx on card_revocation (expires_at);

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
  asked_at timestamptz not null,
  due_on date,
  decided_by text,
  done_at timestamptz,
  name_sealed text not null,
  trade text not null,
  sample boolean not null,
  changed_at timestamptz not null,
  constraint transfer_pk primary key (tenant_id, transfer_id, side),
  constraint transfer_side_check check (side in ('in', 'out')),
  constraint transfer_state_check check (state in ('asked', 'accepted', 'objected', 'done', 'withdrawn'))
);
comment on table transfer is 'A transfer between unions, seen from one of its two sides.';
comment on column transfer.tenant_id is 'Tenant of this side.';
comment on column transfer.transfer_id is 'UUID v7, the same on both sides.';
comment on column transfer.side is 'in: the union that asks; out: the union that is left.';
comment on column transfer.other_tenant is 'Tenant of the other side.';
comment on column transfer.person_id is 'Who moves.';
comment on column transfer.from_path is 'Union left.';
comment on column transfer.to_path is 'Union asking.';
comment on column transfer.state is 'asked, accepted, objected, done or withdrawn.';
comment on column transfer.reason is 'Coded reason of the objection.';
comment on column transfer.note is 'Words to it.';
comment on column transfer.asked_at is 'When asked.';
comment on column transfer.due_on is 'Last day on which the old union may object; null: before the new union accepted.';
comment on column transfer.decided_by is 'Pseudonym of who accepted or objected on this side.';
comment on column transfer.done_at is 'When carried out.';
comment on column transfer.name_sealed is 'Name for the list of this side, encrypted.';
comment on column transfer.trade is 'Code of the trade.';
comment on column transfer.sample is 'Made for demonstration.';
comment on column transfer.changed_at is 'Last change.';
create index transfer_open_idx on transfer (tenant_id, side, state, due_on);

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
  created_at timestamptz not null,
  finished_at timestamptz,
  constraint roster_import_pk primary key (tenant_id, import_id)
);
comment on table roster_import is 'A sheet being taken over.';
comment on column roster_import.tenant_id is 'Tenant.';
comment on column roster_import.import_id is 'UUID v7.';
comment on column roster_import.path is 'Union whose members the sheet lists.';
comment on column roster_import.file_name is 'Name of the file.';
comment on column roster_import.state is 'reading, ready, running, done, failed or undone.';
comment on column roster_import.rows is 'Rows read.';
comment on column roster_import.good is 'Rows that can be taken over.';
comment on column roster_import.bad is 'Rows with a mistake.';
comment on column roster_import.twins is 'Rows that repeat another row or a member.';
comment on column roster_import.done is 'Rows taken over so far.';
comment on column roster_import.columns is 'Which column was read as which field.';
comment on column roster_import.fault is 'Why it failed.';
comment on column roster_import.created_by is 'Pseudonym.';
comment on column roster_import.created_at is 'When.';
comment on column roster_import.finished_at is 'When done.';

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
  constraint roster_row_pk primary key (import_id, row_no)
);
comment on table roster_row is 'A row of a sheet while it is looked at and taken over.';
comment on column roster_row.import_id is 'Which import.';
comment on column roster_row.row_no is 'Row number in the sheet, as its reader sees it.';
comment on column roster_row.tenant_id is 'Tenant, bound in every statement.';
comment on column roster_row.state is 'good, bad, twin, taken or skipped.';
comment on column roster_row.fields_sealed is 'What the row says, encrypted.';
comment on column roster_row.name_keys is 'Keyed hashes of the name.';
comment on column roster_row.phone_hash is 'Keyed hash of the phone.';
comment on column roster_row.doc_hash is 'Keyed hash of the document.';
comment on column roster_row.birth_year is 'Year of birth.';
comment on column roster_row.problems is 'What is wrong: field, rule, words.';
comment on column roster_row.twin_of is 'The row or member it repeats, and why.';
comment on column roster_row.person_id is 'The member made of it.';
create index roster_row_state_idx on roster_row (tenant_id, import_id, state, row_no);
create index roster_row_doc_idx on roster_row (tenant_id, import_id, doc_hash);

create table member_merge (
  tenant_id integer not null,
  merge_id uuid not null,
  kept uuid not null,
  dropped uuid not null,
  why text not null,
  before_sealed text not null,
  merged_by text not null,
  merged_at timestamptz not null,
  undone_at timestamptz,
  undone_by text,
  constraint member_merge_pk primary key (tenant_id, merge_id)
);
comment on table member_merge is 'Two roster entries found to be one person, put together so that it can be taken back.';
comment on column member_merge.tenant_id is 'Tenant.';
comment on column member_merge.merge_id is 'UUID v7.';
comment on column member_merge.kept is 'Person that stays.';
comment on column member_merge.dropped is 'Person whose entry was ended.';
comment on column member_merge.why is 'same_id, same_phone or like_name_and_birth.';
comment on column member_merge.before_sealed is 'Both entries as they were, encrypted.';
comment on column member_merge.merged_by is 'Pseudonym.';
comment on column member_merge.merged_at is 'When.';
comment on column member_merge.undone_at is 'When taken back.';
comment on column member_merge.undone_by is 'Pseudonym.';

create table twin (
  tenant_id integer not null,
  a uuid not null,
  b uuid not null,
  why text not null,
  state text not null,
  found_at timestamptz not null,
  decided_by text,
  constraint twin_pk primary key (tenant_id, a, b)
);
comment on table twin is 'Pairs of members that may be one person, waiting for a look.';
comment on column twin.tenant_id is 'Tenant.';
comment on column twin.a is 'Person.';
comment on column twin.b is 'Person; a < b.';
comment on column twin.why is 'same_id, same_phone or like_name_and_birth.';
comment on column twin.state is 'open, merged or apart.';
comment on column twin.found_at is 'When found.';
comment on column twin.decided_by is 'Pseudonym.';

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
  created_at timestamptz not null,
  expires_at timestamptz not null,
  finished_at timestamptz,
  constraint reconciliation_pk primary key (tenant_id, reconciliation_id)
);
comment on table reconciliation is 'A platform''s list held against the roster by keyed hashes: the answer stays with the union.';
comment on column reconciliation.tenant_id is 'Tenant.';
comment on column reconciliation.reconciliation_id is 'UUID v7.';
comment on column reconciliation.path is 'Union that asked.';
comment on column reconciliation.platform is 'Whose list.';
comment on column reconciliation.key_sealed is 'One-time key of the hashes, encrypted.';
comment on column reconciliation.token_hash is 'Hash of the token with which the platform sends its list.';
comment on column reconciliation.state is 'waiting, received, done or ended.';
comment on column reconciliation.received is 'Hashes received.';
comment on column reconciliation.matched is 'Members among them.';
comment on column reconciliation.created_at is 'When made.';
comment on column reconciliation.expires_at is 'Until when the list may come.';
comment on column reconciliation.finished_at is 'When compared.';

create table reconciliation_match (
  tenant_id integer not null,
  reconciliation_id uuid not null,
  person_id uuid not null,
  constraint reconciliation_match_pk primary key (tenant_id, reconciliation_id, person_id)
);
comment on table reconciliation_match is 'Members found on a platform''s list.';
comment on column reconciliation_match.tenant_id is 'Tenant.';
comment on column reconciliation_match.reconciliation_id is 'Which.';
comment on column reconciliation_match.person_id is 'Member.';

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
  nominates_from timestamptz,
  opens_at timestamptz not null,
  closes_at timestamptz not null,
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
  created_at timestamptz not null,
  sealed_at timestamptz,
  constraint election_pk primary key (tenant_id, election_id),
  constraint "elections.voted_too_many" check (voted <= electors and paper_voted <= voted),
  constraint election_terms_check check (term_years in (3, 5))
);
comment on table election is 'An election or a vote.';
comment on column election.tenant_id is 'Tenant.';
comment on column election.election_id is 'UUID v7.';
comment on column election.path is 'Union whose members vote.';
comment on column election.title is 'What about.';
comment on column election.kind is 'delegates, committee, chair, recall, founding or resolution.';
comment on column election.secret is 'Ballots carry no voter; must be so for people.';
comment on column election.seats is 'How many may be elected; 1 for a resolution.';
comment on column election.term_years is 'Term of whoever is elected; null: none.';
comment on column election.quorum is 'Share of electors that must take part, as a fraction such as 2/3.';
comment on column election.majority is 'Share of those present that must agree, more than a fraction such as 1/2.';
comment on column election.nominates_from is 'From when electors may nominate; null: no nominations.';
comment on column election.opens_at is 'From when votes are taken.';
comment on column election.closes_at is 'Until when.';
comment on column election.state is 'draft, open, counting, sealed or cancelled.';
comment on column election.electors is 'People on the list.';
comment on column election.voted is 'Of them voted, on screen or on paper.';
comment on column election.paper_voted is 'Of them on paper.';
comment on column election.result is 'Counts, quorum and majority worked out step by step.';
comment on column election.list_hash is 'SHA-256 over the published list of ballot hashes.';
comment on column election.seal is 'Signature over result and list, base64url.';
comment on column election.key_id is 'Key that sealed.';
comment on column election.sample is 'Made for demonstration.';
comment on column election.revision is 'Counts edits.';
comment on column election.created_by is 'Pseudonym.';
comment on column election.created_at is 'When.';
comment on column election.sealed_at is 'When.';

create table election_choice (
  tenant_id integer not null,
  election_id uuid not null,
  choice_no integer not null,
  person_id uuid,
  label text not null,
  about text,
  nominations integer not null,
  constraint election_choice_pk primary key (tenant_id, election_id, choice_no)
);
comment on table election_choice is 'A candidate, or yes, no and abstain.';
comment on column election_choice.tenant_id is 'Tenant.';
comment on column election_choice.election_id is 'Which.';
comment on column election_choice.choice_no is 'Number on the ballot, from 1.';
comment on column election_choice.person_id is 'Candidate, where a member.';
comment on column election_choice.label is 'Name as it stands on the ballot.';
comment on column election_choice.about is 'A few words.';
comment on column election_choice.nominations is 'Electors who put it forward.';

create table elector (
  tenant_id integer not null,
  election_id uuid not null,
  person_id uuid not null,
  voted text,
  nominated boolean not null,
  constraint elector_pk primary key (tenant_id, election_id, person_id)
);
comment on table elector is 'Who may vote, and whether he has; never how.';
comment on column elector.tenant_id is 'Tenant.';
comment on column elector.election_id is 'Which.';
comment on column elector.person_id is 'Who.';
comment on column elector.voted is 'screen or paper; null: not yet.';
comment on column elector.nominated is 'Has put somebody forward.';

create table ballot (
  tenant_id integer not null,
  election_id uuid not null,
  ballot_id uuid not null,
  choices integer[] not null,
  receipt_hash text not null,
  constraint ballot_pk primary key (tenant_id, election_id, ballot_id),
  constraint ballot_receipt_key unique (tenant_id, election_id, receipt_hash)
);
comment on table ballot is 'A vote without its voter: no person, no time; put in new order when the vote ends.';
comment on column ballot.tenant_id is 'Tenant.';
comment on column ballot.election_id is 'Which.';
comment on column ballot.ballot_id is 'Random (v4): says nothing about order.';
comment on column ballot.choices is 'Numbers chosen; empty: blank.';
comment on column ballot.receipt_hash is 'SHA-256 over the voter''s receipt and his choices: published when sealed.';

create table paper_count (
  tenant_id integer not null,
  election_id uuid not null,
  counted_by text not null,
  ballots integer not null,
  invalid integer not null,
  counts jsonb not null,
  at timestamptz not null,
  constraint paper_count_pk primary key (tenant_id, election_id, counted_by)
);
comment on table paper_count is 'Paper votes as counted by one person; two must say the same.';
comment on column paper_count.tenant_id is 'Tenant.';
comment on column paper_count.election_id is 'Which.';
comment on column paper_count.counted_by is 'Pseudonym.';
comment on column paper_count.ballots is 'Papers in the urn.';
comment on column paper_count.invalid is 'Of them invalid.';
comment on column paper_count.counts is 'Votes by number of the choice.';
comment on column paper_count.at is 'When.';

create table nomination (
  tenant_id integer not null,
  election_id uuid not null,
  person_id uuid not null,
  count integer not null,
  constraint nomination_pk primary key (tenant_id, election_id, person_id)
);
comment on table nomination is 'Members put forward, counted; who put forward whom is not kept.';
comment on column nomination.tenant_id is 'Tenant.';
comment on column nomination.election_id is 'Which.';
comment on column nomination.person_id is 'Member put forward.';
comment on column nomination.count is 'By how many.';

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
  constraint office_pk primary key (tenant_id, office_id)
);
comment on table office is 'People elected, with their terms.';
comment on column office.tenant_id is 'Tenant.';
comment on column office.office_id is 'UUID v7.';
comment on column office.path is 'Union.';
comment on column office.kind is 'delegate, committee, chair, auditor or women.';
comment on column office.person_id is 'Who; null: named only.';
comment on column office.name is 'Name as elected: an office of the union is public among its members.';
comment on column office.from_on is 'First day.';
comment on column office.until_on is 'Last day.';
comment on column office.election_id is 'Election it came from.';
comment on column office.ended_on is 'Ended before its time.';
comment on column office.sample is 'Made for demonstration.';
create index office_until_idx on office (tenant_id, path text_pattern_ops, kind, until_on);

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
  assembly_at timestamptz,
  invited integer,
  present integer,
  election_id uuid,
  path text,
  credit_code text,
  reason text,
  asked_by uuid,
  sample boolean not null,
  revision integer not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  constraint founding_pk primary key (tenant_id, founding_id)
);
comment on table founding is 'A union being founded.';
comment on column founding.tenant_id is 'Tenant.';
comment on column founding.founding_id is 'UUID v7.';
comment on column founding.parent is 'Union above that will approve.';
comment on column founding.name is 'Name it is to have.';
comment on column founding.kind is 'single, joint or industry_federation.';
comment on column founding.area is 'Joint by area rather than by employers.';
comment on column founding.division is 'County.';
comment on column founding.trade is 'Trade of a federation; null: any.';
comment on column founding.state is 'need, preparing, recruiting, assembly, elected, submitted, approved, registered, open, refused or given_up.';
comment on column founding.assembly_at is 'When the founding assembly is.';
comment on column founding.invited is 'Members entitled to come.';
comment on column founding.present is 'Members who came.';
comment on column founding.election_id is 'Election of the committee.';
comment on column founding.path is 'Node given on approval.';
comment on column founding.credit_code is 'Credit code, beginning with 81.';
comment on column founding.reason is 'Coded reason of a refusal.';
comment on column founding.asked_by is 'Person who asked.';
comment on column founding.sample is 'Made for demonstration.';
comment on column founding.revision is 'Counts changes.';
comment on column founding.created_at is 'When asked.';
comment on column founding.changed_at is 'Last change.';
create index founding_open_idx on founding (tenant_id, parent text_pattern_ops, state);

create table founding_person (
  tenant_id integer not null,
  founding_id uuid not null,
  person_id uuid not null,
  part text not null,
  present boolean not null,
  name_sealed text not null,
  joined_at timestamptz not null,
  constraint founding_person_pk primary key (tenant_id, founding_id, person_id)
);
comment on table founding_person is 'People of a founding: the preparatory group and those recruited.';
comment on column founding_person.tenant_id is 'Tenant.';
comment on column founding_person.founding_id is 'Which.';
comment on column founding_person.person_id is 'Who.';
comment on column founding_person.part is 'lead, group or recruit.';
comment on column founding_person.present is 'Came to the assembly.';
comment on column founding_person.name_sealed is 'Name, encrypted.';
comment on column founding_person.joined_at is 'When.';

create table founding_event (
  tenant_id integer not null,
  founding_id uuid not null,
  event_id uuid not null,
  at timestamptz not null,
  event text not null,
  detail jsonb not null,
  actor text,
  constraint founding_event_pk primary key (tenant_id, founding_id, event_id)
);
comment on table founding_event is 'What happened to a founding.';
comment on column founding_event.tenant_id is 'Tenant.';
comment on column founding_event.founding_id is 'Which.';
comment on column founding_event.event_id is 'UUID v7.';
comment on column founding_event.at is 'When.';
comment on column founding_event.event is 'The state reached or what was written.';
comment on column founding_event.detail is 'Figures; no personal data.';
comment on column founding_event.actor is 'Pseudonym.';

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
  constraint covered_employer_pk primary key (tenant_id, employer_id),
  constraint "organisations.employer_covered" unique (tenant_id, path, name_key)
);
comment on table covered_employer is 'Employers that a union covers: how an applicant finds his own.';
comment on column covered_employer.tenant_id is 'Tenant.';
comment on column covered_employer.employer_id is 'UUID v7.';
comment on column covered_employer.path is 'Union.';
comment on column covered_employer.name is 'Name.';
comment on column covered_employer.name_key is 'Name without spaces, brackets and legal form, in lower case, for finding.';
comment on column covered_employer.credit_code is 'Credit code of the employer.';
comment on column covered_employer.since_on is 'Covered since.';
comment on column covered_employer.until_on is 'Until.';
comment on column covered_employer.sample is 'Made for demonstration.';
create index covered_employer_name_idx on covered_employer (tenant_id, name_key text_pattern_ops);

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
  created_at timestamptz not null,
  changed_at timestamptz not null,
  constraint proposal_pk primary key (tenant_id, proposal_id),
  constraint proposal_seconds_check check (seconds >= 0)
);
comment on table proposal is 'A proposal of a worker, a delegate or a model worker.';
comment on column proposal.tenant_id is 'Tenant.';
comment on column proposal.proposal_id is 'UUID v7.';
comment on column proposal.path is 'Union it is made to.';
comment on column proposal.topic is 'Code.';
comment on column proposal.title is 'In a line.';
comment on column proposal.body is 'What and why.';
comment on column proposal.person_id is 'Who made it.';
comment on column proposal.voice is 'worker, delegate or model_worker.';
comment on column proposal.anonymous is 'Others do not see the name.';
comment on column proposal.name_sealed is 'Name shown where not anonymous, encrypted.';
comment on column proposal.state is 'open, accepted, in_work, adopted, refused, merged or withdrawn.';
comment on column proposal.seconds is 'How many second it.';
comment on column proposal.merged_into is 'The proposal that carries on.';
comment on column proposal.reason is 'Coded reason of a refusal.';
comment on column proposal.answer is 'What the union says.';
comment on column proposal.outcome is 'What came of it.';
comment on column proposal.outcome_link is 'Page that shows it.';
comment on column proposal.sample is 'Made for demonstration.';
comment on column proposal.revision is 'Counts changes.';
comment on column proposal.created_at is 'When made.';
comment on column proposal.changed_at is 'Last change.';
create index proposal_list_idx on proposal (tenant_id, path text_pattern_ops, state, seconds);

create table proposal_second (
  tenant_id integer not null,
  proposal_id uuid not null,
  person_id uuid not null,
  at timestamptz not null,
  constraint proposal_second_pk primary key (tenant_id, proposal_id, person_id)
);
comment on table proposal_second is 'Who seconds what: once.';
comment on column proposal_second.tenant_id is 'Tenant.';
comment on column proposal_second.proposal_id is 'Which.';
comment on column proposal_second.person_id is 'Who.';
comment on column proposal_second.at is 'When.';

create table proposal_event (
  tenant_id integer not null,
  proposal_id uuid not null,
  event_id uuid not null,
  at timestamptz not null,
  event text not null,
  detail jsonb not null,
  constraint proposal_event_pk primary key (tenant_id, proposal_id, event_id)
);
comment on table proposal_event is 'The way of a proposal, open to all.';
comment on column proposal_event.tenant_id is 'Tenant.';
comment on column proposal_event.proposal_id is 'Which.';
comment on column proposal_event.event_id is 'UUID v7.';
comment on column proposal_event.at is 'When.';
comment on column proposal_event.event is 'The state reached, merged_in or answered.';
comment on column proposal_event.detail is 'Words and figures; no personal data.';

create table my_proposal (
  person_id uuid not null,
  tenant_id integer not null,
  proposal_id uuid not null,
  at timestamptz not null,
  constraint my_proposal_pk primary key (person_id, tenant_id, proposal_id)
);
comment on table my_proposal is 'Proposals a person made, wherever.';
comment on column my_proposal.person_id is 'Who.';
comment on column my_proposal.tenant_id is 'Tenant.';
comment on column my_proposal.proposal_id is 'Which.';
comment on column my_proposal.at is 'When.';

alter table local_union add column trade text;

alter table local_union add column credit_code text;

alter table local_union add column registered_on date;

alter table local_union add column account_sealed text;

alter table local_union add column claimed_members integer;

alter table local_union add column area boolean not null default false;

alter table local_union add column ended_on date;

comment on column local_union.trade is 'Trade of an industry federation; null: any.';

comment on column local_union.credit_code is 'Credit code, beginning with 81; null: not registered yet or not known.';

comment on column local_union.registered_on is 'When registered as a legal person.';

comment on column local_union.account_sealed is 'Bank account, encrypted.';

comment on column local_union.claimed_members is 'Members as reported elsewhere, shown beside our own count; null: not reported.';

comment on column local_union.area is 'Joint union of an area rather than of employers.';

comment on column local_union.ended_on is 'When dissolved.';
