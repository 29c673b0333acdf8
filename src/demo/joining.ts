import { sql } from 'kysely'
import { checkDigit } from '#domain/identity/idNumber.ts'
import { decide } from '#domain/joining/decide.ts'
import { submit, type Submission } from '#domain/joining/submit.ts'
import { addWorkdays, dayOf, startMinute, type Day } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { asPhone } from './act.ts'
import { sampleName } from './roster.ts'

const DISTRICT = { path: '/cn/33/3301/330106', division: '330106', clerk: '10000000021' }
const RIDERS = `${DISTRICT.path}/riders`
const CEREMONY = 'DEMO26'
const OATH = '我志愿加入中国工会，\n遵守工会章程，\n执行工会决议。\n（示例）'
const JOINERS = 6
const DAY_MS = 86_400_000

/** No place of China has a code that begins with 10: like the phones, such a number is nobody's. */
export function sampleDocument(serial: number): Submission['document'] {
  const digits = `1000001990${String(1 + (serial % 12)).padStart(2, '0')}15${String(serial % 1_000).padStart(3, '0')}`
  return { kind: 'resident_id', number: digits + checkDigit(digits) }
}

function applicant(serial: number): Submission {
  return {
    name: sampleName(30_000 + serial), phone: `10000001${String(serial).padStart(3, '0')}`, document: sampleDocument(serial),
    trade: 'delivery-rider', division: DISTRICT.division, union: RIDERS, sample: true,
  }
}

/** What lies on a clerk's desk: fresh, late, sent back, sent twice; and a ceremony that has begun. */
export async function loadDemoJoining(ctx: Context): Promise<void> {
  const today = dayOf(ctx.now)
  const on = (day: Day) => ({ ...ctx, now: new Date((startMinute(day) + 9 * 60) * 60_000) })
  const back = (workdays: number) => on(addWorkdays(today, -workdays).day)
  await submit(ctx, applicant(1))
  // Two working days late is the last day before it rises to the union above.
  await submit(back(3), applicant(2))
  const returned = await submit(back(2), applicant(3))
  await decide(await asPhone(back(1), DISTRICT.clerk), { id: returned.application, decision: 'return', fields: ['document'], words: '证件号和照片上的对不上，请再看一遍最后四位。' })
  const twice = applicant(4)
  await submit(back(1), twice)
  await submit(ctx, { ...twice, phone: '10000001904' })
  await openCeremony(ctx, today)
  for (let serial = 11; serial < 11 + JOINERS; serial++) {
    const { union: _union, division: _division, ...person } = applicant(serial)
    await submit(ctx, { ...person, ceremony: `${ctx.tenant}.${CEREMONY}` })
  }
}

/** The act gives every ceremony a random code; this one's stands in the README. */
async function openCeremony(ctx: Context, today: Day): Promise<void> {
  const { startsAt, endsAt } = todayAndTomorrow(today)
  await sql`insert into ceremony (tenant_id, ceremony_id, code, path, name, oath, starts_at, ends_at, joined, sample, created_at)
    values (${ctx.tenant}, ${newId()}, ${CEREMONY}, ${DISTRICT.path}, '西湖骑手入会（示例）', ${OATH}, ${startsAt}, ${endsAt}, 0, true, ${ctx.now})
    on conflict on constraint "joining.ceremony_code_taken" do nothing`.execute(ctx.db)
}

/** On a later day the ceremony is held again, so that it can always be tried. */
export async function renewDemoCeremony(ctx: Context): Promise<void> {
  const { startsAt, endsAt } = todayAndTomorrow(dayOf(ctx.now))
  await sql`update ceremony set starts_at = ${startsAt}, ends_at = ${endsAt}
    where tenant_id = ${ctx.tenant} and code = ${CEREMONY} and sample and ends_at < ${endsAt}`.execute(ctx.db)
}

function todayAndTomorrow(today: Day): { startsAt: Date; endsAt: Date } {
  const start = startMinute(today) * 60_000
  return { startsAt: new Date(start), endsAt: new Date(start + 2 * DAY_MS - 60_000) }
}
