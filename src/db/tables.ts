// Generated from the migrations by scripts/schema.ts; do not edit.
import type { ColumnType } from 'kysely'

/** Comes back parsed, goes in as text. */
export type Json = ColumnType<unknown, string, string>

export interface ApplicationTable {
  tenant_id: number
  application_id: string
  echo_of: string | null
  state: string
  path: string
  routed: Json
  level: number
  chosen: boolean
  name_sealed: string
  name_keys: string[]
  phone_sealed: string
  phone_hash: string
  doc_kind: string
  doc_sealed: string
  doc_hash: string
  birth_year: number | null
  sex: string | null
  trade: string
  division: string
  employer_sealed: string | null
  source: string
  station: string | null
  ceremony_id: string | null
  client_id: string | null
  secret_hash: string
  person_id: string | null
  clock_on: string
  due_on: string
  raise_on: string
  provisional_clock: boolean
  submitted_at: Date
  decided_at: Date | null
  decided_by: string | null
  reason: string | null
  returned: Json | null
  list_id: string | null
  revision: number
  sample: boolean
  changed_at: Date
}

export interface ApplicationClaimTable {
  key_hash: string
  tenant_id: number
  application_id: string
  at: Date
}

export interface ApplicationEventTable {
  tenant_id: number
  application_id: string
  event_id: string
  at: Date
  event: string
  path: string
  detail: Json
}

export interface ApplicationGateTable {
  tenant_id: number
  doc_hash: string
  application_id: string
}

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

export interface BallotTable {
  tenant_id: number
  election_id: string
  ballot_id: string
  choices: number[]
  receipt_hash: string
}

export interface CardTable {
  person_id: string
  card_id: string
  tenant_id: number
  provisional: boolean
  issued_at: Date
  expires_at: Date
  revoked_at: Date | null
}

export interface CardKeyTable {
  key_id: string
  public_jwk: Json
  private_sealed: string
  signs_from: Date
  signs_until: Date
  published_until: Date
  created_at: Date
}

export interface CardRevocationTable {
  card_id: string
  revoked_at: Date
  expires_at: Date
}

export interface CeremonyTable {
  tenant_id: number
  ceremony_id: string
  code: string
  path: string
  name: string
  oath: string
  starts_at: Date
  ends_at: Date
  joined: number
  sample: boolean
  created_at: Date
}

export interface CeremonyListTable {
  tenant_id: number
  list_id: string
  ceremony_id: string
  people: number
  hash: string
  signature: string
  key_id: string
  signed_by: string
  signed_name_sealed: string
  at: Date
}

export interface ChallengeTable {
  key_hash: string
  expires_at: Date
}

export interface ClientTable {
  tenant_id: number
  client_id: string
  name: string
  path: string
  secret_hash: string
  pseudonym: string
  created_at: Date
  revoked_at: Date | null
}

export interface ConsentTable {
  person_id: string
  consent_id: string
  purpose: string
  version: string
  party: string | null
  given_at: Date
  withdrawn_at: Date | null
}

export interface CoveredEmployerTable {
  tenant_id: number
  employer_id: string
  path: string
  name: string
  name_key: string
  credit_code: string | null
  since_on: string | null
  until_on: string | null
  sample: boolean
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

export interface DocumentTable {
  key_hash: string
  person_id: string
  created_at: Date
}

export interface DuesTable {
  tenant_id: number
  person_id: string
  month: string
  amount_fen: number
  paid_on: string
  recorded_by: string
}

export interface ElectionTable {
  tenant_id: number
  election_id: string
  path: string
  title: string
  kind: string
  secret: boolean
  seats: number
  term_years: number | null
  quorum: string
  majority: string
  nominates_from: Date | null
  opens_at: Date
  closes_at: Date
  state: string
  electors: number
  voted: number
  paper_voted: number
  result: Json | null
  list_hash: string | null
  seal: string | null
  key_id: string | null
  sample: boolean
  revision: number
  created_by: string
  created_at: Date
  sealed_at: Date | null
}

export interface ElectionChoiceTable {
  tenant_id: number
  election_id: string
  choice_no: number
  person_id: string | null
  label: string
  about: string | null
  nominations: number
}

export interface ElectorTable {
  tenant_id: number
  election_id: string
  person_id: string
  voted: string | null
  nominated: boolean
}

export interface ErasureTable {
  person_id: string
  erasure_id: string
  asked_at: Date
  done_at: Date | null
  outcome: Json | null
}

export interface FoundingTable {
  tenant_id: number
  founding_id: string
  parent: string
  name: string
  kind: string
  area: boolean
  division: string
  trade: string | null
  state: string
  assembly_at: Date | null
  invited: number | null
  present: number | null
  election_id: string | null
  path: string | null
  credit_code: string | null
  reason: string | null
  asked_by: string | null
  sample: boolean
  revision: number
  created_at: Date
  changed_at: Date
}

export interface FoundingEventTable {
  tenant_id: number
  founding_id: string
  event_id: string
  at: Date
  event: string
  detail: Json
  actor: string | null
}

export interface FoundingPersonTable {
  tenant_id: number
  founding_id: string
  person_id: string
  part: string
  present: boolean
  name_sealed: string
  joined_at: Date
}

export interface HomeTable {
  person_id: string
  number: string
  state: string
  tenant_id: number | null
  path: string | null
  since: Date | null
  transfer_id: string | null
  changed_at: Date
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
  trade: string | null
  credit_code: string | null
  registered_on: string | null
  account_sealed: string | null
  claimed_members: number | null
  area: boolean
  ended_on: string | null
}

export interface MemberTable {
  tenant_id: number
  person_id: string
  kind: string
  state: string
  number: string
  path: string
  name_sealed: string
  name_keys: string[]
  phone_sealed: string | null
  phone_hash: string | null
  doc_kind: string | null
  doc_sealed: string | null
  doc_hash: string | null
  birth_year: number | null
  sex: string | null
  trade: string
  trades: string[]
  platforms: string[]
  cities: string[]
  employer_sealed: string | null
  silent: boolean
  source: string
  joined_on: string
  ended_on: string | null
  end_reason: string | null
  sample: boolean
  revision: number
  created_at: Date
  changed_at: Date
}

export interface MemberMergeTable {
  tenant_id: number
  merge_id: string
  kept: string
  dropped: string
  why: string
  before_sealed: string
  merged_by: string
  merged_at: Date
  undone_at: Date | null
  undone_by: string | null
}

export interface MemberNumberTable {
  key_hash: string
  person_id: string
  created_at: Date
}

export interface MembershipHistoryTable {
  person_id: string
  entry_id: string
  at: Date
  tenant_id: number
  path: string
  place: string
  event: string
  detail: Json
}

export interface MigrationTable {
  number: number
  name: string
  hash: string
  at: Date
}

export interface MyProposalTable {
  person_id: string
  tenant_id: number
  proposal_id: string
  at: Date
}

export interface NominationTable {
  tenant_id: number
  election_id: string
  person_id: string
  count: number
}

export interface OfficeTable {
  tenant_id: number
  office_id: string
  path: string
  kind: string
  person_id: string | null
  name: string
  from_on: string
  until_on: string
  election_id: string | null
  ended_on: string | null
  sample: boolean
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

export interface PaperCountTable {
  tenant_id: number
  election_id: string
  counted_by: string
  ballots: number
  invalid: number
  counts: Json
  at: Date
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

export interface PersonDocumentTable {
  person_id: string
  kind: string
  number_sealed: string
  key_hash: string
  birth_year: number | null
  sex: string | null
  seen_at: Date | null
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

export interface ProposalTable {
  tenant_id: number
  proposal_id: string
  path: string
  topic: string
  title: string
  body: string
  person_id: string
  voice: string
  anonymous: boolean
  name_sealed: string | null
  state: string
  seconds: number
  merged_into: string | null
  reason: string | null
  answer: string | null
  outcome: string | null
  outcome_link: string | null
  sample: boolean
  revision: number
  created_at: Date
  changed_at: Date
}

export interface ProposalEventTable {
  tenant_id: number
  proposal_id: string
  event_id: string
  at: Date
  event: string
  detail: Json
}

export interface ProposalSecondTable {
  tenant_id: number
  proposal_id: string
  person_id: string
  at: Date
}

export interface RateTable {
  key_hash: string
  window_start: Date
  count: number
}

export interface ReadingTable {
  person_id: string
  reading_id: string
  at: Date
  tenant_id: number
  place: string
  role: string
  reader: string
  fields: string[]
  purpose: string
}

export interface ReconciliationTable {
  tenant_id: number
  reconciliation_id: string
  path: string
  platform: string
  key_sealed: string
  token_hash: string
  state: string
  received: number
  matched: number
  created_at: Date
  expires_at: Date
  finished_at: Date | null
}

export interface ReconciliationMatchTable {
  tenant_id: number
  reconciliation_id: string
  person_id: string
}

export interface RoleGrantTable {
  tenant_id: number
  person_id: string
  role: string
  path: string
  granted_by: string | null
  granted_at: Date
}

export interface RosterImportTable {
  tenant_id: number
  import_id: string
  path: string
  file_name: string
  state: string
  rows: number
  good: number
  bad: number
  twins: number
  done: number
  columns: Json
  fault: string | null
  created_by: string
  created_at: Date
  finished_at: Date | null
}

export interface RosterRowTable {
  import_id: string
  row_no: number
  tenant_id: number
  state: string
  fields_sealed: string
  name_keys: string[]
  phone_hash: string | null
  doc_hash: string | null
  birth_year: number | null
  problems: Json
  twin_of: Json | null
  person_id: string | null
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

export interface TransferTable {
  tenant_id: number
  transfer_id: string
  side: string
  other_tenant: number
  person_id: string
  from_path: string
  to_path: string
  state: string
  reason: string | null
  note: string | null
  asked_at: Date
  due_on: string | null
  decided_by: string | null
  done_at: Date | null
  name_sealed: string
  trade: string
  sample: boolean
  changed_at: Date
}

export interface TwinTable {
  tenant_id: number
  a: string
  b: string
  why: string
  state: string
  found_at: Date
  decided_by: string | null
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
  application: ApplicationTable
  application_claim: ApplicationClaimTable
  application_event: ApplicationEventTable
  application_gate: ApplicationGateTable
  audit: AuditTable
  audit_link: AuditLinkTable
  ballot: BallotTable
  card: CardTable
  card_key: CardKeyTable
  card_revocation: CardRevocationTable
  ceremony: CeremonyTable
  ceremony_list: CeremonyListTable
  challenge: ChallengeTable
  client: ClientTable
  consent: ConsentTable
  covered_employer: CoveredEmployerTable
  division: DivisionTable
  document: DocumentTable
  dues: DuesTable
  election: ElectionTable
  election_choice: ElectionChoiceTable
  elector: ElectorTable
  erasure: ErasureTable
  founding: FoundingTable
  founding_event: FoundingEventTable
  founding_person: FoundingPersonTable
  home: HomeTable
  inbox: InboxTable
  local_union: LocalUnionTable
  member: MemberTable
  member_merge: MemberMergeTable
  member_number: MemberNumberTable
  membership_history: MembershipHistoryTable
  migration: MigrationTable
  my_proposal: MyProposalTable
  nomination: NominationTable
  office: OfficeTable
  once: OnceTable
  organisation: OrganisationTable
  outbox: OutboxTable
  paper_count: PaperCountTable
  passkey: PasskeyTable
  person: PersonTable
  person_document: PersonDocumentTable
  person_tenant: PersonTenantTable
  phone: PhoneTable
  proposal: ProposalTable
  proposal_event: ProposalEventTable
  proposal_second: ProposalSecondTable
  rate: RateTable
  reading: ReadingTable
  reconciliation: ReconciliationTable
  reconciliation_match: ReconciliationMatchTable
  role_grant: RoleGrantTable
  roster_import: RosterImportTable
  roster_row: RosterRowTable
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
  transfer: TransferTable
  twin: TwinTable
  visit: VisitTable
  visit_gate: VisitGateTable
}
