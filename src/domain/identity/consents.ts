import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'

/** What a person may agree to separately (R-P2): the use of the identity number; being handed over by a partner. */
export const CONSENT_PURPOSES = ['identity_document', 'hand_over'] as const
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number]

/** Writes that a person agrees to a purpose by a version of its text; a consent that stands already is not given twice. */
export async function giveConsent(ctx: Context, person: string, purpose: ConsentPurpose, version: string, party: string | null = null): Promise<void> {
  await sql`insert into consent (person_id, consent_id, purpose, version, party, given_at)
    select ${person}::uuid, ${newId()}::uuid, ${purpose}, ${version}, ${party}, ${ctx.now}::timestamptz where not exists (
      select 1 from consent where person_id = ${person} and purpose = ${purpose} and version = ${version} and party is not distinct from ${party} and withdrawn_at is null)`.execute(ctx.db)
}

export interface GivenConsent {
  readonly id: string
  readonly purpose: string
  /** Version of the text agreed to. */
  readonly version: string
  readonly party: string | null
  readonly givenAt: string
  readonly withdrawnAt: string | null
}

/** What a person agreed to, the latest first. */
export async function consentsOf(ctx: Context, person: string): Promise<GivenConsent[]> {
  const found = await sql<{ consent_id: string; purpose: string; version: string; party: string | null; given_at: Date; withdrawn_at: Date | null }>`
    select consent_id, purpose, version, party, given_at, withdrawn_at from consent where person_id = ${person} order by consent_id desc limit 500`.execute(ctx.db)
  return found.rows.map((row) => ({ id: row.consent_id, purpose: row.purpose, version: row.version, party: row.party, givenAt: row.given_at.toISOString(), withdrawnAt: row.withdrawn_at?.toISOString() ?? null }))
}

/** Takes a consent back; false where there is none that stands. */
export async function withdrawConsent(ctx: Context, person: string, consent: string): Promise<boolean> {
  const withdrawn = await sql`update consent set withdrawn_at = ${ctx.now} where person_id = ${person} and consent_id = ${consent} and withdrawn_at is null`.execute(ctx.db)
  return withdrawn.numAffectedRows === 1n
}
