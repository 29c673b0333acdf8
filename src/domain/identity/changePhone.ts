import { sql } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import type { Context } from '#kernel/context.ts'
import { keys } from '#kernel/keys.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { useCode } from './codes.ts'
import { fullPhone, personByPhone, phoneHash, readPhoneNumber } from './people.ts'

export interface ChangedPhone {
  readonly phone: string
  /** Keyed hashes of the old and the new number. */
  readonly from: string
  readonly to: string
}

/**
 * Gives a person another phone, proven by the code sent to it; every other session ends, the old number leads nowhere.
 * Answers a refusal where the code does not fit, to be returned so that the try counts. Refuses `privacy.phone_same` and,
 * once the code has proved whose the number is, `privacy.phone_taken`. Of two who want one number at once, its row lets one win.
 */
export async function changePhone(ctx: Context, person: string, typed: string, code: string): Promise<ChangedPhone | Refusal> {
  const phone = readPhoneNumber(typed)
  const held = await sql<{ person_id: string; phone_sealed: string }>`select person_id, phone_sealed from person where person_id = ${person} for update`.execute(ctx.db)
  const old = fullPhone(held.rows[0]!)
  if (old === phone) throw refuse('privacy.phone_same')
  const refused = await useCode(ctx, phone, code)
  if (refused) return refused
  const [from, to] = [phoneHash(old), phoneHash(phone)]
  await sql`insert into phone (key_hash, person_id, created_at) values (${to}, ${person}, ${ctx.now}) on conflict on constraint phone_pk do nothing`.execute(ctx.db)
  // Returned, so that the code is used up: nobody tries it again.
  if ((await personByPhone(ctx.db, phone)) !== person) return refuse('privacy.phone_taken')
  await sql`delete from phone where key_hash = ${from} and person_id = ${person}`.execute(ctx.db)
  await sql`update person set phone_sealed = ${keys().seal(phone, `person.phone:${person}`)} where person_id = ${person}`.execute(ctx.db)
  await sql`update session set revoked_at = ${ctx.now} where person_id = ${person} and revoked_at is null and session_id is distinct from ${ctx.actor.session}::uuid`.execute(ctx.db)
  return { phone, from, to }
}
