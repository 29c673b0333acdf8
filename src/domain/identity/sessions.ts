import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { SESSION_MS, type SignedIn } from './model.ts'
import { opened, sealedPerson } from './people.ts'
import { mintToken } from './token.ts'

/** Opens a session of a person and answers its token, the only time that it is in clear. */
export async function openSession(ctx: Context, person: string, label: string | undefined): Promise<SignedIn> {
  const session = newId()
  const { token, secretHash } = mintToken(person, session)
  const expiresAt = new Date(ctx.now.getTime() + SESSION_MS)
  await sql`insert into session (person_id, session_id, token_hash, label, created_at, seen_at, expires_at)
    values (${person}, ${session}, ${secretHash}, ${label ?? ''}, ${ctx.now}, ${ctx.now}, ${expiresAt})`.execute(ctx.db)
  return { token, expiresAt: expiresAt.toISOString(), person: opened((await sealedPerson(ctx.db, person))!) }
}

/** Ends a session; false when it is not an open one of this person. */
export async function endSession(ctx: Context, person: string, session: string): Promise<boolean> {
  const ended = await sql`update session set revoked_at = ${ctx.now}
    where person_id = ${person} and session_id = ${session} and revoked_at is null and expires_at > ${ctx.now}`.execute(ctx.db)
  return ended.numAffectedRows === 1n
}
