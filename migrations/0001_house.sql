-- The house: tenants, divisions, organisations, people, sign-in, roles, limits, keys, audit, notices.

create table tenant (
  tenant_id integer not null,
  code text not null,
  name text not null,
  path text not null,
  division text,
  sample boolean not null,
  created_at timestamptz not null,
  constraint tenant_pk primary key (tenant_id),
  constraint "organisations.tenant_code_taken" unique (code)
);
comment on table tenant is 'A union that runs its own budget; 0 is the platform itself.';
comment on column tenant.tenant_id is 'Small surrogate number, first in every key of a tenant table.';
comment on column tenant.code is 'Short stable word for links and settings.';
comment on column tenant.name is 'Name of the union.';
comment on column tenant.path is 'Its node of the tree; its grants reach no further up.';
comment on column tenant.division is 'Its administrative division.';
comment on column tenant.sample is 'Made for demonstration; production refuses to start with one.';
comment on column tenant.created_at is 'When it was set up.';

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
  constraint division_pk primary key (code),
  constraint division_level_check check (level in ('province', 'prefecture', 'county'))
);
comment on table division is 'Administrative divisions (34 / 333 / 2,846) and abolished codes; loaded from data/divisions.json.';
comment on column division.code is 'Six-digit national code.';
comment on column division.name is 'Chinese name.';
comment on column division.level is 'province, prefecture or county.';
comment on column division.parent is 'Code of the division above.';
comment on column division.pinyin is 'Pinyin without tones, for typing.';
comment on column division.initials is 'First letters of the pinyin.';
comment on column division.lon is 'WGS-84 longitude of its seat.';
comment on column division.lat is 'WGS-84 latitude of its seat.';
comment on column division.point_approximate is 'The point is that of the division above.';
comment on column division.valid_from is 'First day of the code; null: before the records begin.';
comment on column division.valid_to is 'Last day of the code; null: in force.';
comment on column division.replaced_by is 'Code that follows an abolished one.';
create index division_parent_idx on division (parent);

create table organisation (
  organisation_id uuid not null,
  path text not null,
  name text not null,
  level text not null,
  kind text not null,
  division text not null,
  steward_tenant integer not null,
  sample boolean not null,
  created_at timestamptz not null,
  constraint organisation_pk primary key (organisation_id),
  constraint "organisations.path_taken" unique (path),
  constraint organisation_level_check check (level in ('nation', 'province', 'city', 'county')),
  constraint organisation_kind_check check (kind in ('general', 'single', 'joint', 'industry_federation'))
);
comment on table organisation is 'Unions from the nation to the county: the upper part of the tree, read everywhere.';
comment on column organisation.organisation_id is 'UUID v7.';
comment on column organisation.path is 'Node of the tree, /cn/33/3301/330106: what grants compare.';
comment on column organisation.name is 'Full name.';
comment on column organisation.level is 'nation, province, city or county.';
comment on column organisation.kind is 'general union, or a federation of an industry.';
comment on column organisation.division is 'Division it serves; 100000 is the nation.';
comment on column organisation.steward_tenant is 'Tenant that may change the row.';
comment on column organisation.sample is 'Made up for demonstration.';
comment on column organisation.created_at is 'When entered.';

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
  created_at timestamptz not null,
  constraint local_union_pk primary key (tenant_id, union_id),
  constraint "organisations.local_path_taken" unique (tenant_id, path),
  constraint local_union_level_check check (level in ('town', 'grassroots')),
  constraint local_union_kind_check check (kind in ('general', 'single', 'joint', 'industry_federation'))
);
comment on table local_union is 'Town and grass-roots unions: the lower part of the tree, rows of their tenant.';
comment on column local_union.tenant_id is 'Tenant whose tree it stands in.';
comment on column local_union.union_id is 'UUID v7.';
comment on column local_union.path is 'Node of the tree below its county.';
comment on column local_union.name is 'Full name.';
comment on column local_union.level is 'town or grassroots.';
comment on column local_union.kind is 'general, single enterprise, joint, or industry federation.';
comment on column local_union.division is 'County it lies in.';
comment on column local_union.formed_on is 'Year, month or day of founding as far as known.';
comment on column local_union.sample is 'Made up for demonstration.';
comment on column local_union.created_at is 'When entered.';

create table person (
  person_id uuid not null,
  pseudonym uuid not null,
  name_sealed text,
  phone_sealed text not null,
  locale text not null,
  sample boolean not null,
  created_at timestamptz not null,
  constraint person_pk primary key (person_id)
);
comment on table person is 'One row a person.';
comment on column person.person_id is 'UUID v7.';
comment on column person.pseudonym is 'Stands for the person in the audit; random, so that erasing this row cuts the link.';
comment on column person.name_sealed is 'Name, encrypted; null until given.';
comment on column person.phone_sealed is 'Phone, encrypted.';
comment on column person.locale is 'Language of messages.';
comment on column person.sample is 'Made for demonstration.';
comment on column person.created_at is 'When first seen.';

create table phone (
  key_hash text not null,
  person_id uuid not null,
  created_at timestamptz not null,
  constraint phone_pk primary key (key_hash)
);
comment on table phone is 'Keyed hash of a phone number to its person: the only global uniqueness of phones.';
comment on column phone.key_hash is 'Keyed hash of the number.';
comment on column phone.person_id is 'Whose it is.';
comment on column phone.created_at is 'When it was bound.';

create table sign_in_code (
  key_hash text not null,
  code_hash text not null,
  tries_left integer not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  constraint sign_in_code_pk primary key (key_hash),
  constraint sign_in_code_tries_check check (tries_left >= 0)
);
comment on table sign_in_code is 'The last one-time code of a phone.';
comment on column sign_in_code.key_hash is 'Keyed hash of the phone.';
comment on column sign_in_code.code_hash is 'Keyed hash of phone and code.';
comment on column sign_in_code.tries_left is 'Wrong codes still allowed.';
comment on column sign_in_code.sent_at is 'When sent.';
comment on column sign_in_code.expires_at is 'Five minutes after.';

create table session (
  person_id uuid not null,
  session_id uuid not null,
  token_hash text not null,
  label text not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  constraint session_pk primary key (person_id, session_id)
);
comment on table session is 'Signed-in browsers and phones.';
comment on column session.person_id is 'Whose.';
comment on column session.session_id is 'UUID v7; the bearer token carries person and session.';
comment on column session.token_hash is 'SHA-256 of the secret part of the token.';
comment on column session.label is 'What it signed in with, in a word or two.';
comment on column session.created_at is 'When signed in.';
comment on column session.seen_at is 'Last use, to the hour.';
comment on column session.expires_at is 'When it ends by itself.';
comment on column session.revoked_at is 'When its owner ended it.';

create table passkey (
  person_id uuid not null,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  label text not null,
  created_at timestamptz not null,
  used_at timestamptz,
  constraint passkey_pk primary key (person_id, credential_id)
);
comment on table passkey is 'WebAuthn credentials of staff.';
comment on column passkey.person_id is 'Whose; the authenticator hands it back as user handle.';
comment on column passkey.credential_id is 'base64url.';
comment on column passkey.public_key is 'COSE key.';
comment on column passkey.counter is 'Signature counter; going back means a copy.';
comment on column passkey.transports is 'How the authenticator is reached.';
comment on column passkey.label is 'Name its owner gave it.';
comment on column passkey.created_at is 'When added.';
comment on column passkey.used_at is 'Last sign-in with it.';

create table challenge (
  key_hash text not null,
  expires_at timestamptz not null,
  constraint challenge_pk primary key (key_hash)
);
comment on table challenge is 'Open WebAuthn challenges; each is taken once.';
comment on column challenge.key_hash is 'Hash of purpose, person and challenge.';
comment on column challenge.expires_at is 'Five minutes after it was made.';

create table person_tenant (
  person_id uuid not null,
  tenant_id integer not null,
  since timestamptz not null,
  constraint person_tenant_pk primary key (person_id, tenant_id),
  constraint person_tenant_person_fk foreign key (person_id) references person (person_id)
);
comment on table person_tenant is 'Tenants in which a person holds a role or a row.';
comment on column person_tenant.person_id is 'Who.';
comment on column person_tenant.tenant_id is 'Where.';
comment on column person_tenant.since is 'First time.';

create table role_grant (
  tenant_id integer not null,
  person_id uuid not null,
  role text not null,
  path text not null,
  granted_by text,
  granted_at timestamptz not null,
  constraint role_grant_pk primary key (tenant_id, person_id, role, path)
);
comment on table role_grant is 'Role x where: an organisation and all below, or one station.';
comment on column role_grant.tenant_id is 'Tenant it holds in.';
comment on column role_grant.person_id is 'Who holds it.';
comment on column role_grant.role is 'A role of domain/roles.ts.';
comment on column role_grant.path is 'Node of the tree.';
comment on column role_grant.granted_by is 'Pseudonym of who gave it; null: set up with the system.';
comment on column role_grant.granted_at is 'When.';
create index role_grant_path_idx on role_grant (tenant_id, path);

create table rate (
  key_hash text not null,
  window_start timestamptz not null,
  count integer not null,
  constraint rate_pk primary key (key_hash, window_start)
);
comment on table rate is 'Taken from limits of fixed windows; swept by the clock.';
comment on column rate.key_hash is 'Limit and keyed hash of whom it is for.';
comment on column rate.window_start is 'Start of the window.';
comment on column rate.count is 'Taken so far.';
create index rate_window_idx on rate (window_start);

create table once (
  tenant_id integer not null,
  key_hash text not null,
  body_hash text not null,
  answer jsonb,
  at timestamptz not null,
  constraint once_pk primary key (tenant_id, key_hash)
);
comment on table once is 'Keys of requests that succeeded, with their answers; swept after seven days.';
comment on column once.tenant_id is 'Where the act happened.';
comment on column once.key_hash is 'Hash of act, person and client key.';
comment on column once.body_hash is 'Hash of the input: another body with the same key is refused.';
comment on column once.answer is 'What was answered.';
comment on column once.at is 'When.';
create index once_at_idx on once (tenant_id, at);

create table audit (
  tenant_id integer not null,
  audit_id uuid not null,
  at timestamptz not null,
  act text not null,
  actor text,
  subjects text[] not null,
  outcome text not null,
  code text,
  constraint audit_pk primary key (tenant_id, audit_id),
  constraint audit_outcome_check check (outcome in ('done', 'refused'))
);
comment on table audit is 'Every command: who did what to which ids with which outcome; never its input.';
comment on column audit.tenant_id is 'Where; 0: what belongs to no union.';
comment on column audit.audit_id is 'UUID v7.';
comment on column audit.at is 'When.';
comment on column audit.act is 'Name of the act.';
comment on column audit.actor is 'Pseudonym; null for anonymous acts and the clock.';
comment on column audit.subjects is 'Ids touched.';
comment on column audit.outcome is 'done or refused.';
comment on column audit.code is 'Code of the refusal.';

create table audit_link (
  tenant_id integer not null,
  seq bigint not null,
  audit_id uuid not null,
  hash text not null,
  at timestamptz not null,
  constraint audit_link_pk primary key (tenant_id, seq),
  constraint audit_link_line_key unique (tenant_id, audit_id)
);
comment on table audit_link is 'The sealed chain over the audit, one a tenant, written by the clock.';
comment on column audit_link.tenant_id is 'Whose chain.';
comment on column audit_link.seq is 'Place in the chain, from 1.';
comment on column audit_link.audit_id is 'Line sealed.';
comment on column audit_link.hash is 'SHA-256 over the hash before and the line.';
comment on column audit_link.at is 'When sealed.';

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
  next_at timestamptz not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  constraint outbox_pk primary key (tenant_id, message_id),
  constraint outbox_state_check check (state in ('waiting', 'sent', 'failed')),
  constraint outbox_channel_check check (channel in ('inbox'))
);
comment on table outbox is 'Messages written with the act that caused them; the clock delivers them.';
comment on column outbox.tenant_id is 'Where the cause lies.';
comment on column outbox.message_id is 'UUID v7; the inbox row has the same.';
comment on column outbox.person_id is 'To whom.';
comment on column outbox.channel is 'How.';
comment on column outbox.code is 'Key of its text in the catalogues.';
comment on column outbox.params is 'Figures of its text; no personal data.';
comment on column outbox.link is 'Page that it leads to.';
comment on column outbox.state is 'waiting, sent or failed.';
comment on column outbox.tries is 'Deliveries tried.';
comment on column outbox.next_at is 'Not before.';
comment on column outbox.created_at is 'When caused.';
comment on column outbox.sent_at is 'When delivered.';
create index outbox_waiting_idx on outbox (tenant_id, next_at) where state = 'waiting';

create table inbox (
  person_id uuid not null,
  message_id uuid not null,
  tenant_id integer not null,
  code text not null,
  params jsonb not null,
  link text,
  at timestamptz not null,
  read_at timestamptz,
  constraint inbox_pk primary key (person_id, message_id)
);
comment on table inbox is 'Messages in the app.';
comment on column inbox.person_id is 'Whose.';
comment on column inbox.message_id is 'The outbox message.';
comment on column inbox.tenant_id is 'Union it comes from.';
comment on column inbox.code is 'Key of its text.';
comment on column inbox.params is 'Figures of its text.';
comment on column inbox.link is 'Page that it leads to.';
comment on column inbox.at is 'When caused.';
comment on column inbox.read_at is 'When read.';
