import { sql } from 'kysely'
import type { Db } from '#db/open.ts'
import { personByPhone } from '#domain/identity/people.ts'
import { homeMembersAt } from '#domain/membership/electorate.ts'
import { accept, ask } from '#domain/moves/transfers.ts'
import type { Context } from '#kernel/context.ts'
import { asPerson, asPhone, daysAgo, nobodyIn } from './act.ts'
import { loadDemoElections, renewDemoElection } from './elections.ts'
import { loadDemoJoining, renewDemoCeremony } from './joining.ts'
import { loadDemoProposals } from './proposals.ts'
import { loadSample, plan } from './roster.ts'

const RIDERS = '/cn/33/3301/330106/riders'
/** Home of the demo courier, who votes there; big enough to have delegates (R-O3). */
const PARCEL = { path: '/cn/33/3301/330102/parcel', courier: '10000000002', members: 119 }
const AREA = 30
const LANZHOU = { code: '6201', union: '/cn/62/6201/620102/truckers', clerk: '10000000022' }

/** What goes on in the made-up unions: once; later starts only move its dates on. */
export async function loadDemoLife(db: Db, log: (line: string) => void): Promise<void> {
  const now = new Date()
  const rows = await sql<{ code: string; tenant_id: number }>`select code, tenant_id from tenant`.execute(db)
  const tenants = new Map(rows.rows.map((row) => [row.code, row.tenant_id]))
  const hangzhou = tenants.get('3301')
  if (hangzhou === undefined) return
  const there = await sql`select 1 from ceremony where tenant_id = ${hangzhou} and code = 'DEMO26'`.execute(db)
  const begun = there.rows.length > 0
  await db.transaction().execute((trx) => (begun ? renew : begin)(nobodyIn(trx, hangzhou, now)))
  if (begun) return
  // Another tenant's rows: a transaction of their own.
  await db.transaction().execute((trx) => beginTransfer(nobodyIn(trx, hangzhou, now), tenants.get(LANZHOU.code)!))
  log(`a ceremony at /c/${hangzhou}.DEMO26, applications, votes, proposals and a transfer`)
}

async function renew(ctx: Context): Promise<void> {
  await renewDemoCeremony(ctx)
  await renewDemoElection(ctx, PARCEL.path)
}

async function begin(ctx: Context): Promise<void> {
  const courier = (await personByPhone(ctx.db, PARCEL.courier))!
  const couriers = await loadSample(ctx, plan([{ path: PARCEL.path, trades: ['courier'], members: PARCEL.members }], 21_000, ctx.now))
  await loadDemoElections(
    ctx, PARCEL.path,
    { title: '湖滨片区会员代表选举（示例）', electors: [courier, ...couriers.slice(0, AREA - 1)], votes: 11 },
    { title: '城站片区会员代表选举（示例）', electors: couriers.slice(AREA, 2 * AREA), votes: 24 },
  )
  await loadDemoProposals(ctx, courier, couriers)
  await loadDemoJoining(ctx)
}

/** A rider on his way to a union of another tenant: its clerk has accepted, the ten days of the old union run. */
async function beginTransfer(ctx: Context, lanzhou: number): Promise<void> {
  const rider = (await homeMembersAt(ctx, RIDERS)).toSorted().at(-1)!
  const { transfer } = await ask(await asPerson(daysAgo(ctx, 3), rider, true), { union: LANZHOU.union, trade: 'truck-driver' })
  await accept(await asPhone({ ...daysAgo(ctx, 2), tenant: lanzhou }, LANZHOU.clerk), { transfer })
}
