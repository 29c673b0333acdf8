import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'
import { ballotText } from './model.ts'

/** The box: ballots without voters. */

/** SHA-256, hex, over what only the voter knows whole. */
export function ballotHash(receipt: string, id: string, choices: readonly number[]): string {
  return sha256(ballotText(receipt, id, choices))
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

export interface Ballot {
  readonly choices: number[]
  readonly receiptHash: string
}

/** All ballots by hash: an order that says nothing. */
export async function ballotsOf(ctx: Context, election: string): Promise<Ballot[]> {
  const found = await sql<Ballot>`select choices, receipt_hash as "receiptHash" from ballot
    where tenant_id = ${ctx.tenant} and election_id = ${election} order by receipt_hash`.execute(ctx.db)
  return found.rows
}

const AT_ONCE = 5_000

/** Writes all ballots anew in random order: after this neither their place in the table nor their transaction leads to an elector. */
export async function shuffleBallots(ctx: Context, election: string): Promise<number> {
  const ballots = await ballotsOf(ctx, election)
  await sql`delete from ballot where tenant_id = ${ctx.tenant} and election_id = ${election}`.execute(ctx.db)
  const rows = ballots.map(({ choices, receiptHash }) => ({ id: randomUUID(), choices, hash: receiptHash })).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    await sql`insert into ballot (tenant_id, election_id, ballot_id, choices, receipt_hash)
      select ${ctx.tenant}::integer, ${election}::uuid, b.id, b.choices, b.hash
      from jsonb_to_recordset(${JSON.stringify(rows.slice(from, from + AT_ONCE))}::jsonb) as b(id uuid, choices integer[], hash text)`.execute(ctx.db)
  }
  return rows.length
}

/** The lines that are published: hash and numbers ("-": blank), sorted by hash. */
export function ballotLines(ballots: readonly Ballot[]): string[] {
  return ballots.map(({ receiptHash, choices }) => `${receiptHash} ${choices.length === 0 ? '-' : choices.join(',')}`)
}

/** SHA-256 over the published lines, each with its newline. */
export function listHash(lines: readonly string[]): string {
  return sha256(lines.map((line) => `${line}\n`).join(''))
}
