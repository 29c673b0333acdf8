// Generated from the migrations by scripts/schema.ts; do not edit.
import type { ColumnType } from 'kysely'

/** Comes back parsed, goes in as text. */
export type Json = ColumnType<unknown, string, string>

export interface AuditTable {
  tenant_id: number
  audit_id: string
  at: Date
  act: string
  actor: string | null
  subjects: string[]
  outcome: string
  code: string | null
}

export interface AuditLinkTable {
  tenant_id: number
  seq: number
  audit_id: string
  hash: string
  at: Date
}

export interface ChallengeTable {
  key_hash: string
  expires_at: Date
}

export interface DivisionTable {
  code: string
  name: string
  level: string
  parent: string | null
  pinyin: string
  initials: string
  lon: number | null
  lat: number | null
  point_approximate: boolean
  valid_from: string | null
  valid_to: string | null
  replaced_by: string | null
}

export interface InboxTable {
  person_id: string
  message_id: string
  tenant_id: number
  code: string
  params: Json
  link: string | null
  at: Date
  read_at: Date | null
}

export interface LocalUnionTable {
  tenant_id: number
  union_id: string
  path: string
  name: string
  level: string
  kind: string
  division: string
  formed_on: string | null
  sample: boolean
  created_at: Date
}

export interface MigrationTable {
  number: number
  name: string
  hash: string
  at: Date
}

export interface OnceTable {
  tenant_id: number
  key_hash: string
  body_hash: string
  answer: Json | null
  at: Date
}

export interface OrganisationTable {
  organisation_id: string
  path: string
  name: string
  level: string
  kind: string
  division: string
  steward_tenant: number
  sample: boolean
  created_at: Date
}

export interface OutboxTable {
  tenant_id: number
  message_id: string
  person_id: string
  channel: string
  code: string
  params: Json
  link: string | null
  state: string
  tries: number
  next_at: Date
  created_at: Date
  sent_at: Date | null
}

export interface PasskeyTable {
  person_id: string
  credential_id: string
  public_key: Uint8Array
  counter: number
  transports: string[]
  label: string
  created_at: Date
  used_at: Date | null
}

export interface PersonTable {
  person_id: string
  pseudonym: string
  name_sealed: string | null
  phone_sealed: string
  locale: string
  sample: boolean
  created_at: Date
}

export interface PersonTenantTable {
  person_id: string
  tenant_id: number
  since: Date
}

export interface PhoneTable {
  key_hash: string
  person_id: string
  created_at: Date
}

export interface RateTable {
  key_hash: string
  window_start: Date
  count: number
}

export interface RoleGrantTable {
  tenant_id: number
  person_id: string
  role: string
  path: string
  granted_by: string | null
  granted_at: Date
}

export interface SessionTable {
  person_id: string
  session_id: string
  token_hash: string
  label: string
  created_at: Date
  seen_at: Date
  expires_at: Date
  revoked_at: Date | null
}

export interface SignInCodeTable {
  key_hash: string
  code_hash: string
  tries_left: number
  sent_at: Date
  expires_at: Date
}

export interface StationTable {
  station_id: string
  code: string
  steward_tenant: number
  name: string
  name_en: string | null
  kind: string
  path: string
  operator: string | null
  chief_name: string | null
  chief_duties: string | null
  hotline: string | null
  division: string
  address: string | null
  lon: number
  lat: number
  accuracy_m: number
  floor: string | null
  entrance_note: string | null
  area_m2: number | null
  seats: number | null
  access: string
  hours: string | null
  facilities: Json
  parking: Json | null
  step_free: boolean | null
  note: string | null
  source: string | null
  sample: boolean
  status: string
  revision: number
  created_at: Date
  changed_at: Date
  withdrawn_at: Date | null
  search_text: string
  search: string
}

export interface StationDayTable {
  tenant_id: number
  station_id: string
  day: string
  visits: number
}

export interface StationDoubtTable {
  tenant_id: number
  station_id: string
  device_hash: string
  at: Date
  counts: boolean
  spent_at: Date | null
}

export interface StationEventTable {
  tenant_id: number
  event_id: string
  station_id: string
  kind: string
  source: string
  at: Date
  actor: string | null
  near: boolean | null
  facility: string | null
  note: string | null
  answer: string | null
  answer_note: string | null
  answered_by: string | null
  answered_at: Date | null
}

export interface StationFacilityLiveTable {
  tenant_id: number
  station_id: string
  facility: string
  state: string
  source: string
  at: Date
  changed_at: Date
}

export interface StationLiveTable {
  tenant_id: number
  station_id: string
  state: string
  source: string
  at: Date
  changed_at: Date
}

export interface StationPhotoTable {
  station_id: string
  photo_id: string
  steward_tenant: number
  role: string
  caption: string | null
  width: number
  height: number
  bytes: number
  file: string
  taken_on: string | null
  created_at: Date
}

export interface TenantTable {
  tenant_id: number
  code: string
  name: string
  path: string
  division: string | null
  sample: boolean
  created_at: Date
}

export interface VisitTable {
  tenant_id: number
  visit_id: string
  station_id: string
  at: Date
}

export interface VisitGateTable {
  tenant_id: number
  station_id: string
  device_hash: string
  at: Date
}

export interface Tables {
  audit: AuditTable
  audit_link: AuditLinkTable
  challenge: ChallengeTable
  division: DivisionTable
  inbox: InboxTable
  local_union: LocalUnionTable
  migration: MigrationTable
  once: OnceTable
  organisation: OrganisationTable
  outbox: OutboxTable
  passkey: PasskeyTable
  person: PersonTable
  person_tenant: PersonTenantTable
  phone: PhoneTable
  rate: RateTable
  role_grant: RoleGrantTable
  session: SessionTable
  sign_in_code: SignInCodeTable
  station: StationTable
  station_day: StationDayTable
  station_doubt: StationDoubtTable
  station_event: StationEventTable
  station_facility_live: StationFacilityLiveTable
  station_live: StationLiveTable
  station_photo: StationPhotoTable
  tenant: TenantTable
  visit: VisitTable
  visit_gate: VisitGateTable
}
