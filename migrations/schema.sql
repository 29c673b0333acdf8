-- Generated from the migrations by scripts/schema.ts; do not edit.

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

-- Open WebAuthn challenges; each is taken once.
create table challenge (
  key_hash text not null,
  expires_at timestamp with time zone not null,
  constraint "challenge_pk" PRIMARY KEY (key_hash)
);

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
  constraint "organisations.local_path_taken" UNIQUE (tenant_id, path),
  constraint "local_union_pk" PRIMARY KEY (tenant_id, union_id),
  constraint "local_union_kind_check" CHECK ((kind = ANY (ARRAY['general'::text, 'single'::text, 'joint'::text, 'industry_federation'::text]))),
  constraint "local_union_level_check" CHECK ((level = ANY (ARRAY['town'::text, 'grassroots'::text])))
);

-- Applied migrations; written by the program at start.
create table migration (
  number integer not null,
  name text not null,
  hash text not null,
  at timestamp with time zone not null,
  constraint "migration_pk" PRIMARY KEY (number)
);

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

-- Taken from limits of fixed windows; swept by the clock.
create table rate (
  key_hash text not null,
  window_start timestamp with time zone not null,
  count integer not null,
  constraint "rate_pk" PRIMARY KEY (key_hash, window_start)
);
CREATE INDEX rate_window_idx ON public.rate USING btree (window_start);

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
