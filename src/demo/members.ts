import { sql } from 'kysely'
import type { Db } from '#db/open.ts'
import { personByPhone } from '#domain/identity/people.ts'
import { enrol } from '#domain/membership/enrol.ts'
import { employerKey } from '#domain/organisations/cover.ts'
import { dayOf } from '#kernel/calendar.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { daysAgo, nobodyIn } from './act.ts'
import { loadDemoFounding } from './founding.ts'
import { loadSample, plan } from './roster.ts'

/**
 * Made-up members. In Wuxing the figures of the press come out: 86 unions, 65 single and 21 joint (20 of them made up, one real), and
 * 11,961 real-name members, all in made-up unions: nothing is invented about the real one.
 */
const WUXING = { code: '3305', county: '/cn/33/3305/330502', division: '330502', single: 65, joint: 20, members: 11_961 }
const RIDERS = { code: '3301', path: '/cn/33/3301/330106/riders', members: 320 }
/** Demo people who are members; 10000000001 is none, so that a newcomer can join. */
const MEMBERS = [
  { phone: '10000000002', tenant: '3301', path: '/cn/33/3301/330102/parcel', name: '李师傅（示例）', trade: 'courier' },
  { phone: '10000000003', tenant: '6201', path: '/cn/62/6201/620102/truckers', name: '马师傅（示例）', trade: 'truck-driver' },
] as const
const TRADES = ['delivery-rider', 'courier', 'ride-hailing-driver', 'truck-driver', 'domestic-worker', 'security-guard', 'sanitation-worker', 'streamer', 'estate-agent', 'hairdresser', 'care-worker', 'taxi-driver'] as const

/** Fills the rosters of the demonstration, once: a database that has the made-up unions is left as it is. */
export async function loadDemoMembers(db: Db, log: (line: string) => void): Promise<void> {
  const rows = await sql<{ code: string; tenant_id: number }>`select code, tenant_id from tenant`.execute(db)
  const tenants = new Map(rows.rows.map((row) => [row.code, row.tenant_id]))
  const wuxing = tenants.get(WUXING.code)
  if (wuxing === undefined) return
  const there = await sql`select 1 from local_union where tenant_id = ${wuxing} and path = ${sampleUnions()[0]!.path}`.execute(db)
  if (there.rows.length > 0) return
  const now = new Date()
  // Each tenant's rows in a transaction of their own; the made-up unions last, for they say that all is there.
  for (const one of MEMBERS) await db.transaction().execute((trx) => enrolOne(nobodyIn(trx, tenants.get(one.tenant)!, now), one))
  await db.transaction().execute(async (trx) => {
    const ctx = nobodyIn(trx, tenants.get(RIDERS.code)!, now)
    const people = await loadSample(ctx, plan([{ path: RIDERS.path, trades: ['delivery-rider'], members: RIDERS.members }], 20_000, now))
    await loadDemoFounding(ctx, people, (await personByPhone(trx, '10000000002'))!)
  })
  await db.transaction().execute(async (trx) => {
    const ctx = nobodyIn(trx, wuxing, now)
    const unions = sampleUnions()
    await enterUnions(ctx, unions)
    await loadSample(ctx, plan(unions, 0, now))
  })
  log(`${sampleUnions().length} made-up unions, ${(WUXING.members + RIDERS.members).toLocaleString('en')} made-up members`)
}

async function enrolOne(ctx: Context, { phone, path, name, trade }: (typeof MEMBERS)[number]): Promise<void> {
  const person = await personByPhone(ctx.db, phone)
  if (person === null) return
  const joined = daysAgo(ctx, 200)
  await enrol(joined, { person, path, name, phone, document: null, trade, source: 'self', joinedOn: dayOf(joined.now), sample: true })
}

interface SampleUnion {
  readonly path: string
  readonly trades: readonly string[]
  readonly members: number
}

/** The unions of Wuxing that are made up, with how many members each has: together exactly as many as there are to be. */
function sampleUnions(): (SampleUnion & { name: string; kind: 'single' | 'joint'; employer: string | null })[] {
  const all = Array.from({ length: WUXING.single + WUXING.joint }, (_, at) => ({ at, weight: 4 + ((at * 37) % 11) }))
  const weights = all.reduce((sum, one) => sum + one.weight, 0)
  let left = WUXING.members
  return all.map(({ at, weight }) => {
    const single = at < WUXING.single
    const number = String(single ? at + 1 : at - WUXING.single + 1).padStart(2, '0')
    const members = at === all.length - 1 ? left : Math.floor((WUXING.members * weight) / weights)
    left -= members
    const trades = single ? [TRADES[at % TRADES.length]!] : [0, 1, 2].map((more) => TRADES[(at + more) % 5]!)
    return {
      path: `${WUXING.county}/sample-${single ? 's' : 'j'}${number}`, kind: single ? ('single' as const) : ('joint' as const), trades, members,
      name: single ? `示例企业${number}工会委员会（示例）` : `示例片区${number}联合工会（示例）`, employer: single ? `示例企业${number}有限公司` : null,
    }
  })
}

async function enterUnions(ctx: Context, unions: ReturnType<typeof sampleUnions>): Promise<void> {
  const rows = unions.map(({ path, name, kind, employer }) => ({ id: newId(), employerId: newId(), path, name, kind, employer, key: employer && employerKey(employer) }))
  const list = JSON.stringify(rows)
  await sql`insert into local_union (tenant_id, union_id, path, name, level, kind, division, area, sample, created_at)
    select ${ctx.tenant}::integer, r.id, r.path, r.name, 'grassroots', r.kind, ${WUXING.division}, r.kind = 'joint', true, ${ctx.now}::timestamptz
    from jsonb_to_recordset(${list}::jsonb) as r(id uuid, path text, name text, kind text)`.execute(ctx.db)
  await sql`insert into covered_employer (tenant_id, employer_id, path, name, name_key, since_on, sample)
    select ${ctx.tenant}::integer, r."employerId", r.path, r.employer, r.key, ${dayOf(ctx.now)}::date, true
    from jsonb_to_recordset(${list}::jsonb) as r("employerId" uuid, path text, employer text, key text) where r.employer is not null`.execute(ctx.db)
}
