-- Stations: the directory (reference), what is true now (tenant), visits (tenant, without persons).

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
  created_at timestamptz not null,
  changed_at timestamptz not null,
  withdrawn_at timestamptz,
  search_text text not null,
  search tsvector not null,
  constraint station_pk primary key (station_id),
  constraint "stations.code_taken" unique (code),
  constraint "stations.outside_world" check (lon between -180 and 180 and lat between -90 and 90),
  constraint station_access_check check (access in ('open', 'code', 'key', 'unknown')),
  constraint station_status_check check (status in ('open', 'paused', 'withdrawn')),
  constraint station_withdrawn_check check ((status = 'withdrawn') = (withdrawn_at is not null)),
  constraint station_accuracy_check check (accuracy_m >= 0)
);
comment on table station is 'The directory of stations: read everywhere, written by its steward.';
comment on column station.station_id is 'UUID v7.';
comment on column station.code is 'Stable public code on the door and in links.';
comment on column station.steward_tenant is 'Tenant that may change the row.';
comment on column station.name is 'Name on the door.';
comment on column station.name_en is 'English name, where it has one.';
comment on column station.kind is 'Code of data/station-kinds.json.';
comment on column station.path is 'Node of the tree of the union that answers for it; the station itself is path/station:code.';
comment on column station.operator is 'Who runs it, where that is another than the union.';
comment on column station.chief_name is 'Chief as posted at the door.';
comment on column station.chief_duties is 'Duties as posted at the door.';
comment on column station.hotline is 'Telephone posted at the door.';
comment on column station.division is 'Division code.';
comment on column station.address is 'Postal address or way there.';
comment on column station.lon is 'WGS-84 longitude.';
comment on column station.lat is 'WGS-84 latitude.';
comment on column station.accuracy_m is 'Accuracy of the point in metres.';
comment on column station.floor is 'Floor.';
comment on column station.entrance_note is 'How one gets in.';
comment on column station.area_m2 is 'Area in square metres.';
comment on column station.seats is 'Seats.';
comment on column station.access is 'open, code or key at the desk, or unknown; face is not an option (R-P1).';
comment on column station.hours is 'Posted hours in OSM opening_hours syntax; null: unknown.';
comment on column station.facilities is 'Facility code to { count, where, reach }; absent: unknown.';
comment on column station.parking is '{ freeHours, classes, withinM, indoor, note }; null: unknown.';
comment on column station.step_free is 'Free of steps; null: unknown.';
comment on column station.note is 'What else is known.';
comment on column station.source is 'Where the facts come from.';
comment on column station.sample is 'Made up for demonstration.';
comment on column station.status is 'open, paused or withdrawn.';
comment on column station.revision is 'Counts changes; the ETag.';
comment on column station.created_at is 'When entered.';
comment on column station.changed_at is 'Change mark that read models follow.';
comment on column station.withdrawn_at is 'When withdrawn: a tombstone from then on.';
comment on column station.search_text is 'Name and address, NFKC, lower case.';
comment on column station.search is 'Bigrams of search_text.';
create index station_changed_idx on station (changed_at, station_id);
create index station_division_idx on station (division, code);
create index station_steward_path_idx on station (steward_tenant, path, code);
create index station_search_idx on station using gin (search);

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
  created_at timestamptz not null,
  constraint station_photo_pk primary key (station_id, photo_id),
  constraint station_photo_station_fk foreign key (station_id) references station (station_id),
  constraint station_photo_role_check check (role in ('entrance', 'inside'))
);
comment on table station_photo is 'Photos of stations, re-encoded, without EXIF.';
comment on column station_photo.station_id is 'Station.';
comment on column station_photo.photo_id is 'UUID v7.';
comment on column station_photo.steward_tenant is 'Tenant that may change the row.';
comment on column station_photo.role is 'entrance or inside.';
comment on column station_photo.caption is 'What it shows.';
comment on column station_photo.width is 'Pixels.';
comment on column station_photo.height is 'Pixels.';
comment on column station_photo.bytes is 'Size of the file.';
comment on column station_photo.file is 'Name in the file store: hash of its content.';
comment on column station_photo.taken_on is 'Day taken, as said by who sent it.';
comment on column station_photo.created_at is 'When added.';

create table station_live (
  tenant_id integer not null,
  station_id uuid not null,
  state text not null,
  source text not null,
  at timestamptz not null,
  changed_at timestamptz not null,
  constraint station_live_pk primary key (tenant_id, station_id),
  constraint station_live_state_check check (state in ('open', 'closed', 'reported_locked', 'unknown')),
  constraint station_live_source_check check (source in ('chief', 'scan', 'report', 'inspection', 'clock'))
);
comment on table station_live is 'Last known live state of each station; its confidence is computed from source and age.';
comment on column station_live.tenant_id is 'Steward.';
comment on column station_live.station_id is 'Station.';
comment on column station_live.state is 'open, closed, reported_locked or unknown.';
comment on column station_live.source is 'Who said so.';
comment on column station_live.at is 'When it was so.';
comment on column station_live.changed_at is 'Change mark that read models follow.';
create index station_live_changed_idx on station_live (changed_at);

create table station_facility_live (
  tenant_id integer not null,
  station_id uuid not null,
  facility text not null,
  state text not null,
  source text not null,
  at timestamptz not null,
  changed_at timestamptz not null,
  constraint station_facility_live_pk primary key (tenant_id, station_id, facility),
  constraint station_facility_live_state_check check (state in ('ok', 'out_of_order', 'out_of_stock', 'unknown'))
);
comment on table station_facility_live is 'Last known state of each facility of each station.';
comment on column station_facility_live.tenant_id is 'Steward.';
comment on column station_facility_live.station_id is 'Station.';
comment on column station_facility_live.facility is 'Facility code.';
comment on column station_facility_live.state is 'ok, out_of_order, out_of_stock or unknown.';
comment on column station_facility_live.source is 'Who said so.';
comment on column station_facility_live.at is 'When it was so.';
comment on column station_facility_live.changed_at is 'Change mark that read models follow.';
create index station_facility_live_changed_idx on station_facility_live (changed_at);

create table station_event (
  tenant_id integer not null,
  event_id uuid not null,
  station_id uuid not null,
  kind text not null,
  source text not null,
  at timestamptz not null,
  actor text,
  near boolean,
  facility text,
  note text,
  answer text,
  answer_note text,
  answered_by text,
  answered_at timestamptz,
  constraint station_event_pk primary key (tenant_id, event_id),
  constraint station_event_kind_check check (kind in ('opened', 'closed', 'locked', 'seen_open', 'broken', 'out_of_stock', 'fixed', 'other', 'inspected', 'expired')),
  constraint station_event_source_check check (source in ('chief', 'scan', 'report', 'inspection', 'clock')),
  constraint station_event_answer_check check (answer is null or answer in ('fixed', 'not_so', 'in_work'))
);
comment on table station_event is 'What happened at stations: append-only but for the answer.';
comment on column station_event.tenant_id is 'Steward.';
comment on column station_event.event_id is 'UUID v7.';
comment on column station_event.station_id is 'Station.';
comment on column station_event.kind is 'What was said or done.';
comment on column station_event.source is 'Who said so.';
comment on column station_event.at is 'When.';
comment on column station_event.actor is 'Pseudonym of staff; null for the anonymous.';
comment on column station_event.near is 'Said within 150 m of the door; null: no position given. The position is not kept.';
comment on column station_event.facility is 'Facility meant.';
comment on column station_event.note is 'Words of who reported.';
comment on column station_event.answer is 'How the chief answered.';
comment on column station_event.answer_note is 'Words of the chief.';
comment on column station_event.answered_by is 'Pseudonym.';
comment on column station_event.answered_at is 'When.';
create index station_event_station_idx on station_event (tenant_id, station_id, at);
create index station_event_open_idx on station_event (tenant_id, station_id) where answer is null and source = 'report';

create table station_doubt (
  tenant_id integer not null,
  station_id uuid not null,
  device_hash text not null,
  at timestamptz not null,
  counts boolean not null,
  spent_at timestamptz,
  constraint station_doubt_pk primary key (tenant_id, station_id, device_hash)
);
comment on table station_doubt is 'Devices that said "locked"; swept after a day. One device counts once.';
comment on column station_doubt.tenant_id is 'Steward.';
comment on column station_doubt.station_id is 'Station.';
comment on column station_doubt.device_hash is 'Keyed hash of the device token.';
comment on column station_doubt.at is 'Last time said.';
comment on column station_doubt.counts is 'Weighs in the two that are needed: its token was older than ten minutes.';
comment on column station_doubt.spent_at is 'Has turned the station once; does not weigh again for a day.';
create index station_doubt_at_idx on station_doubt (tenant_id, at);

create table visit (
  tenant_id integer not null,
  visit_id uuid not null,
  station_id uuid not null,
  at timestamptz not null,
  constraint visit_pk primary key (tenant_id, visit_id)
);
comment on table visit is 'One anonymous visit a row: no person, no device.';
comment on column visit.tenant_id is 'Steward.';
comment on column visit.visit_id is 'UUID v7.';
comment on column visit.station_id is 'Station.';
comment on column visit.at is 'When.';
create index visit_station_idx on visit (tenant_id, station_id, at);

create table visit_gate (
  tenant_id integer not null,
  station_id uuid not null,
  device_hash text not null,
  at timestamptz not null,
  constraint visit_gate_pk primary key (tenant_id, station_id, device_hash)
);
comment on table visit_gate is 'Last visit of a device at a station, so that it counts once in 30 minutes; swept after that.';
comment on column visit_gate.tenant_id is 'Steward.';
comment on column visit_gate.station_id is 'Station.';
comment on column visit_gate.device_hash is 'Keyed hash of the device token.';
comment on column visit_gate.at is 'When last counted.';
create index visit_gate_at_idx on visit_gate (tenant_id, at);

create table station_day (
  tenant_id integer not null,
  station_id uuid not null,
  day date not null,
  visits integer not null,
  constraint station_day_pk primary key (tenant_id, station_id, day)
);
comment on table station_day is 'Visits a day, counted with each visit.';
comment on column station_day.tenant_id is 'Steward.';
comment on column station_day.station_id is 'Station.';
comment on column station_day.day is 'Day in the union''s zone.';
comment on column station_day.visits is 'Visits: person-times, not persons.';
create index station_day_day_idx on station_day (tenant_id, day);
