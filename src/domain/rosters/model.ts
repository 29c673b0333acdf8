/** Words of rosters that come as sheets, for pages too. */

/** What a column of a sheet may be about; `number` is read and left out: the house gives the number for life itself. */
export const ROSTER_FIELDS = ['name', 'phone', 'document', 'documentKind', 'trade', 'sex', 'joinedOn', 'employer', 'platform', 'number'] as const
export type RosterField = (typeof ROSTER_FIELDS)[number]

export const IMPORT_STATES = ['reading', 'ready', 'running', 'done', 'failed', 'undoing', 'undone'] as const
export type ImportState = (typeof IMPORT_STATES)[number]

/** The clock is at work on it. */
export function isMoving(state: ImportState): boolean {
  return state === 'reading' || state === 'running' || state === 'undoing'
}

/** raw: not looked at yet; twin: repeats a row or a member and waits for a word; taken, skipped and undone are the end. */
export const ROW_STATES = ['raw', 'good', 'bad', 'twin', 'taken', 'skipped', 'undone'] as const
export type RowState = (typeof ROW_STATES)[number]

/** Why two are thought to be one person. */
export const TWIN_REASONS = ['same_id', 'same_phone', 'like_name_and_birth'] as const
export type TwinReason = (typeof TWIN_REASONS)[number]

/** Why a row was left out on taking over. */
export type SkipReason = 'same_id' | 'already_member' | 'home_elsewhere' | 'left_out' | 'changed_since'

/** What is wrong with a cell. */
export const CELL_RULES = [
  'missing', 'too_long', 'not_a_name', 'phone_form', 'form', 'birth', 'check_digit', 'excel_number', 'kind_unknown', 'kind_needed', 'trade_unknown', 'date_unread', 'date_future', 'date_early',
  'sex_unread', 'phone_or_document',
] as const
export type CellRule = (typeof CELL_RULES)[number]

export interface CellProblem {
  readonly field: RosterField
  readonly rule: CellRule
}

/** Which column was read as what. Numbers count from 0. */
export interface SheetColumns {
  /** Row of the headings, as the reader of the sheet counts; null: none was found. */
  readonly headingRow: number | null
  /** Heading of each column; '' where there is none. */
  readonly titles: readonly string[]
  readonly fields: Readonly<Partial<Record<RosterField, number>>>
  /** Trade of all rows that name none. */
  readonly trade: string | null
  /** What a word or number in the trade column stands for, where the house does not know it. */
  readonly trades: Readonly<Record<string, string>>
}

/** The most that a sheet may have. */
export const SHEET_LIMITS = { bytes: 50 * 1024 * 1024, rows: 200_000, columns: 60, cellLetters: 300 } as const

/** What a row repeats. */
export interface TwinOf {
  readonly why: TwinReason
  /** A row of the same sheet, or null where it is a member. */
  readonly row: number | null
  readonly member: string | null
}

/** A platform's list: the most hashes of all its pages, and of one. */
export const LIST_LIMITS = { hashes: 500_000, page: 10_000, days: 14 } as const

export const RECONCILIATION_STATES = ['waiting', 'received', 'done', 'ended'] as const
export type ReconciliationState = (typeof RECONCILIATION_STATES)[number]
