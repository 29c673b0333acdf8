/** Kind of every table (docs: scale.md): what its key begins with, and what it may refer to. The catalogue test holds list and schema together. */
export type TableKind = 'reference' | 'tenant' | 'person' | 'identity' | 'local'

export const KEY_OF: Readonly<Record<TableKind, string | null>> = {
  reference: null,
  tenant: 'tenant_id',
  person: 'person_id',
  identity: 'key_hash',
  local: null,
}

export const TABLE_KINDS: Readonly<Record<string, TableKind>> = {
  tenant: 'reference',
  division: 'reference',
  organisation: 'reference',
  station: 'reference',
  station_photo: 'reference',

  local_union: 'tenant',
  role_grant: 'tenant',
  once: 'tenant',
  audit: 'tenant',
  audit_link: 'tenant',
  outbox: 'tenant',
  station_live: 'tenant',
  station_facility_live: 'tenant',
  station_event: 'tenant',
  station_doubt: 'tenant',
  visit: 'tenant',
  visit_gate: 'tenant',
  station_day: 'tenant',

  person: 'person',
  session: 'person',
  passkey: 'person',
  person_tenant: 'person',
  inbox: 'person',

  phone: 'identity',
  sign_in_code: 'identity',
  challenge: 'identity',
  rate: 'identity',

  migration: 'local',
}
