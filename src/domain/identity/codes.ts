import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import { PUBLIC } from '#kernel/access.ts'
import { command, type Act } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import { keys } from '#kernel/keys.ts'
import { takeFrom } from '#kernel/limits.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { settings } from '#kernel/settings.ts'
import { sendCodeInput, sentCodeOutput } from './inputs.ts'
import { CODE_MINUTES, CODE_PAUSE_SECONDS, CODE_TRIES, maskPhone, type SentCode } from './model.ts'
import { phoneHash, readPhoneNumber } from './people.ts'
import { sendSms } from './sms.ts'

const HOUR = 3_600
const DAY = 86_400

interface Outgoing {
  readonly phone: string
  readonly code: string
}

// The code leaves the transaction beside the answer, never in it: an answer may be kept for a resent request.
const outgoing = new WeakMap<SentCode, Outgoing>()

const issue = command({
  name: 'identity.send_code',
  permission: 'identity.sign_in',
  summary: 'Sends a one-time code to a phone; it holds for five minutes and five tries, and ends the code before.',
  input: sendCodeInput,
  output: sentCodeOutput,
  refusals: ['identity.phone_invalid', 'identity.code_too_soon', 'access.too_many', 'identity.sms_failed'],
  at: () => PUBLIC,
  async run(ctx, input) {
    const phone = readPhoneNumber(input.phone)
    const hash = phoneHash(phone)
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    const expiresAt = new Date(ctx.now.getTime() + CODE_MINUTES * 60_000)
    const written = await sql`insert into sign_in_code (key_hash, code_hash, tries_left, sent_at, expires_at)
      values (${hash}, ${codeHash(phone, code)}, ${CODE_TRIES}, ${ctx.now}, ${expiresAt})
      on conflict on constraint sign_in_code_pk do update set code_hash = excluded.code_hash, tries_left = excluded.tries_left,
        sent_at = excluded.sent_at, expires_at = excluded.expires_at
      where sign_in_code.sent_at <= ${new Date(ctx.now.getTime() - CODE_PAUSE_SECONDS * 1000)}`.execute(ctx.db)
    if (written.numAffectedRows !== 1n) throw await tooSoon(ctx, hash)
    await takeLimits(ctx, hash)
    const sent: SentCode = { sentTo: maskPhone(phone), expiresAt: expiresAt.toISOString(), resendAt: later(ctx, CODE_PAUSE_SECONDS) }
    outgoing.set(sent, { phone, code })
    return sent
  },
})

/**
 * Sends a code. The message goes out after the transaction: no transaction waits for the network. When the gateway fails, the
 * code stays good (the message may have gone out although its answer was lost) and the pause runs as usual: another in a minute.
 */
export const sendCode: Act<typeof sendCodeInput, SentCode> = Object.assign(
  async (ctx: Context, raw: { phone: string }): Promise<SentCode> => {
    const sent = await issue({ ...ctx, key: null }, raw)
    const { phone, code } = outgoing.get(sent)!
    const { mode, sms } = settings()
    if (mode === 'demo') return { ...sent, demoCode: code }
    try {
      if (!sms) throw new Error('no SMS gateway is set')
      await sendSms(sms, { to: `+86${phone}`, template: 'sign_in_code', locale: ctx.locale, params: { code, minutes: CODE_MINUTES } })
    } catch (cause) {
      throw Object.assign(refuse('identity.sms_failed', { retryAt: sent.resendAt, seconds: CODE_PAUSE_SECONDS }), { cause })
    }
    return sent
  },
  { card: issue.card },
)

/** Keyed hash of a code, bound to its phone. */
export function codeHash(phone: string, code: string): string {
  return keys().lookup('sign_in_code', `${phone}:${code}`)
}

/**
 * Uses up the code of a phone. Of two at once one wins. A wrong code costs a try: that refusal is answered, to be returned
 * so that it counts; `identity.code_expired` where no code is good any more.
 */
export async function useCode(ctx: Context, phone: string, code: string): Promise<Refusal | null> {
  const hash = phoneHash(phone)
  const given = codeHash(phone, code)
  const used = await sql`update sign_in_code set tries_left = 0
    where key_hash = ${hash} and code_hash = ${given} and tries_left > 0 and expires_at > ${ctx.now}`.execute(ctx.db)
  if (used.numAffectedRows === 1n) return null
  const wrong = await sql<{ tries_left: number }>`update sign_in_code set tries_left = tries_left - 1
    where key_hash = ${hash} and code_hash <> ${given} and tries_left > 0 and expires_at > ${ctx.now} returning tries_left`.execute(ctx.db)
  return wrong.rows[0] ? refuse('identity.code_wrong', { triesLeft: wrong.rows[0].tries_left }) : refuse('identity.code_expired')
}

/** Only codes that go out count: a refused try throws and takes nothing. */
async function takeLimits(ctx: Context, phone: string): Promise<void> {
  await take(ctx, 'codes.phone_hour', phone, 5, HOUR)
  await take(ctx, 'codes.phone_day', phone, 10, DAY)
  if (ctx.device) await take(ctx, 'codes.device', ctx.device.hash, 10, HOUR)
  // A carrier puts thousands of phones behind one address: the device's limit is the tight one.
  await take(ctx, 'codes.address', ctx.addressHash, 200, HOUR)
}

/** Takes one from an hourly or daily limit. Refuses `access.too_many` with the moment it frees. */
export async function take(ctx: Context, name: string, who: string, most: number, windowSeconds: number): Promise<void> {
  const full = await takeFrom(ctx, { name, who, most, windowSeconds })
  if (full) throw refuse('access.too_many', { retryAt: full.freeAt.toISOString(), seconds: secondsUntil(ctx, full.freeAt) })
}

async function tooSoon(ctx: Context, hash: string): Promise<Refusal> {
  const last = await sql<{ sent_at: Date }>`select sent_at from sign_in_code where key_hash = ${hash}`.execute(ctx.db)
  const retryAt = new Date((last.rows[0]?.sent_at ?? ctx.now).getTime() + CODE_PAUSE_SECONDS * 1000)
  return refuse('identity.code_too_soon', { retryAt: retryAt.toISOString(), seconds: secondsUntil(ctx, retryAt) })
}

function secondsUntil(ctx: Context, moment: Date): number {
  return Math.max(1, Math.ceil((moment.getTime() - ctx.now.getTime()) / 1000))
}

function later(ctx: Context, seconds: number): string {
  return new Date(ctx.now.getTime() + seconds * 1000).toISOString()
}
