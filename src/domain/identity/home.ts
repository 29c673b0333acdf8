import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'
import { keys } from '#kernel/keys.ts'

/** The home membership of a person: one row, taken, moved and left by conditional statements only. Higher rooms write the roster beside it. */

export interface Union {
  readonly tenant: number
  readonly path: string
}

export interface Home {
  /** Membership number for life. */
  readonly number: string
  readonly state: 'none' | 'active' | 'transferring'
  /** null: none now. */
  readonly union: Union | null
  readonly since: Date | null
  readonly transfer: string | null
}

interface HomeRow {
  readonly number: string
  readonly state: Home['state']
  readonly tenant_id: number | null
  readonly path: string | null
  readonly since: Date | null
  readonly transfer_id: string | null
}

const COLUMNS = sql`number, state, tenant_id, path, since, transfer_id`

function read({ number, state, tenant_id, path, since, transfer_id }: HomeRow): Home {
  return { number, state, union: tenant_id === null ? null : { tenant: tenant_id, path: path! }, since, transfer: transfer_id }
}

/** null: never a member anywhere. */
export async function homeOf(ctx: Context, person: string): Promise<Home | null> {
  const found = await sql<HomeRow>`select ${COLUMNS} from home where person_id = ${person}`.execute(ctx.db)
  return found.rows[0] ? read(found.rows[0]) : null
}

/** The home of a person, held until the transaction ends: whoever would end or move it meanwhile waits. */
export async function holdHome(ctx: Context, person: string): Promise<Home | null> {
  const found = await sql<HomeRow>`select ${COLUMNS} from home where person_id = ${person} for update`.execute(ctx.db)
  return found.rows[0] ? read(found.rows[0]) : null
}

/** Takes the home of a person who has none; null where there is one already, whoever asks first wins. */
export async function takeHome(ctx: Context, person: string, { tenant, path }: Union): Promise<Home | null> {
  const again = await sql<HomeRow>`update home set state = 'active', tenant_id = ${tenant}, path = ${path}, since = ${ctx.now}, transfer_id = null, changed_at = ${ctx.now}
    where person_id = ${person} and state = 'none' returning ${COLUMNS}`.execute(ctx.db)
  if (again.rows[0]) return read(again.rows[0])
  const first = await sql<HomeRow>`insert into home (person_id, number, state, tenant_id, path, since, changed_at)
    values (${person}, ${await newNumber(ctx, person)}, 'active', ${tenant}, ${path}, ${ctx.now}, ${ctx.now}) on conflict on constraint home_pk do nothing returning ${COLUMNS}`.execute(ctx.db)
  return first.rows[0] ? read(first.rows[0]) : null
}

/** Marks a home as wanted by another union; false where it is not active at `from`. */
export async function askHome(ctx: Context, person: string, from: Union, transfer: string): Promise<boolean> {
  const asked = await sql`update home set state = 'transferring', transfer_id = ${transfer}, changed_at = ${ctx.now}
    where person_id = ${person} and state = 'active' and tenant_id = ${from.tenant} and path = ${from.path}`.execute(ctx.db)
  return asked.numAffectedRows === 1n
}

/** Ends a transfer without moving; false where that transfer is not under way. */
export async function keepHome(ctx: Context, person: string, transfer: string): Promise<boolean> {
  const kept = await sql`update home set state = 'active', transfer_id = null, changed_at = ${ctx.now}
    where person_id = ${person} and state = 'transferring' and transfer_id = ${transfer}`.execute(ctx.db)
  return kept.numAffectedRows === 1n
}

/** Moves a home as its transfer says, without a moment between two homes; false where that transfer is not under way. */
export async function moveHome(ctx: Context, person: string, transfer: string, to: Union): Promise<boolean> {
  const moved = await sql`update home set state = 'active', tenant_id = ${to.tenant}, path = ${to.path}, since = ${ctx.now}, transfer_id = null, changed_at = ${ctx.now}
    where person_id = ${person} and state = 'transferring' and transfer_id = ${transfer}`.execute(ctx.db)
  return moved.numAffectedRows === 1n
}

/** Ends a home at a union, whatever transfer is under way; false where it is not there. The number stays for life. */
export async function leaveHome(ctx: Context, person: string, tenant: number): Promise<boolean> {
  const left = await sql`update home set state = 'none', tenant_id = null, path = null, since = null, transfer_id = null, changed_at = ${ctx.now}
    where person_id = ${person} and tenant_id = ${tenant}`.execute(ctx.db)
  return left.numAffectedRows === 1n
}

/** 11 random digits and a check digit (ISO 7064 MOD 11,10), given once. */
async function newNumber(ctx: Context, person: string): Promise<string> {
  for (;;) {
    const digits = `${randomInt(1, 10)}${String(randomInt(10_000_000_000)).padStart(10, '0')}`
    const number = digits + memberCheckDigit(digits)
    const given = await sql`insert into member_number (key_hash, person_id, created_at) values (${keys().lookup('member_number', number)}, ${person}, ${ctx.now})
      on conflict on constraint member_number_pk do nothing`.execute(ctx.db)
    if (given.numAffectedRows === 1n) return number
  }
}

/** ISO 7064 MOD 11,10 over digits. */
export function memberCheckDigit(digits: string): string {
  let product = 10
  for (const digit of digits) {
    const sum = (Number(digit) + product) % 10 || 10
    product = (sum * 2) % 11
  }
  return String((11 - product) % 10)
}

/** Id of the person with a membership number; null for an unknown one. */
export async function personByNumber(ctx: Context, number: string): Promise<string | null> {
  const found = await sql<{ person_id: string }>`select person_id from member_number where key_hash = ${keys().lookup('member_number', number)}`.execute(ctx.db)
  return found.rows[0]?.person_id ?? null
}
