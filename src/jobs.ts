import { sql } from 'kysely'
import { PgBoss } from 'pg-boss'
import { openDatabase, type Db } from '#db/open.ts'
import { rotateKeys } from '#domain/cards/keys.ts'
import { sweepRevocations } from '#domain/cards/revoke.ts'
import { closeDue } from '#domain/elections/counting.ts'
import { alarmTerms } from '#domain/elections/terms.ts'
import { sweepSignIn } from '#domain/identity/sweep.ts'
import { raiseLate } from '#domain/joining/raise.ts'
import { carryIn, carryOut } from '#domain/moves/carry.ts'
import { endGuests } from '#domain/moves/guests.ts'
import { deliverDue } from '#domain/notices/deliver.ts'
import { expireStale, sweepDevices } from '#domain/presence/expiry.ts'
import { PERMISSIONS } from '#domain/roles.ts'
import { findTwins } from '#domain/rosters/twins.ts'
import { sweepRosters, workOnRosters } from '#domain/rosters/work.ts'
import { sealAudit } from '#kernel/audit.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { sweepLimits } from '#kernel/limits.ts'
import { jobLastRun, jobRunsTotal } from '#kernel/metrics.ts'
import { sweepKeys } from '#kernel/once.ts'

type Work = (db: Db) => Promise<void>

/** Ticks of seconds: a timer in every process, and a lock that lets one of them work (docs/decisions/0001). */
const TICKS: readonly { name: string; everyMs: number; work: Work }[] = [
  { name: 'deliver-notices', everyMs: 1_000, work: (db) => forEach(db, tenantsWithMessages, deliverDue) },
  { name: 'work-on-rosters', everyMs: 1_000, work: (db) => workOnRosters(db, clockContext) },
  { name: 'seal-audit', everyMs: 5_000, work: (db) => forEach(db, allTenants, sealAudit) },
]

/** Ticks of minutes and more: pg-boss gives each one to one process. */
const SCHEDULES: readonly { name: string; cron: string; work: Work }[] = [
  { name: 'expire-stale-live', cron: '* * * * *', work: (db) => forEach(db, allTenants, expireStale) },
  { name: 'rotate-card-keys', cron: '23 * * * *', work: async (db) => void (await rotateKeys(clockContext(db, 0))) },
  { name: 'carry-transfers', cron: '* * * * *', work: carryTransfers },
  { name: 'end-guests', cron: '41 3 * * *', work: (db) => forEach(db, allTenants, endGuests) },
  { name: 'close-elections', cron: '* * * * *', work: (db) => forEach(db, allTenants, closeDue) },
  { name: 'alarm-terms', cron: '11 7 * * *', work: (db) => forEach(db, allTenants, alarmTerms) },
  { name: 'raise-applications', cron: '*/10 * * * *', work: (db) => forEach(db, unionTenants, raiseLate) },
  { name: 'find-twins', cron: '51 2 * * *', work: (db) => forEach(db, unionTenants, findTwins) },
  { name: 'sweep', cron: '17 * * * *', work: sweep },
]

export interface Jobs {
  stop(): Promise<void>
}

export interface JobsOptions {
  readonly db: Db
  /** Connection string of the owner: pg-boss keeps its own schema. */
  readonly ownerUrl: string
  readonly onFault: (error: unknown, job: string) => void
}

/** Door 3: the clock. Every process may run it; all work waits in tenant tables and may be done twice without harm. */
export async function startJobs({ db, ownerUrl, onFault }: JobsOptions): Promise<Jobs> {
  // Our own pool: it lives through the loss of a connection that is checked out.
  const owner = openDatabase({ url: ownerUrl, connections: 3, as: 'owner' })
  const boss = new PgBoss({ db: { executeSql: (text, values) => owner.pool.query(text, values) }, schema: 'pgboss' })
  boss.on('error', (error) => onFault(error, 'pg-boss'))
  await boss.start()
  for (const { name, cron, work } of SCHEDULES) {
    // One waiting and one running at most; one that failed comes again with the next tick.
    await boss.createQueue(name, { policy: 'stately', retryLimit: 0, expireInSeconds: 300, retentionSeconds: 3600, deleteAfterSeconds: 3600 })
    await boss.work(name, { pollingIntervalSeconds: 5 }, () => run(name, () => work(db), onFault))
    await boss.schedule(name, cron, null, { tz: 'Asia/Shanghai' })
  }
  // Whoever opens the verify page before the first card was signed finds a key there.
  await run('rotate-card-keys', async () => void (await rotateKeys(clockContext(db, 0))), onFault)
  const ticks = TICKS.map((tick) => startTick(db, tick, onFault))
  return {
    stop: async () => {
      await Promise.all(ticks.map((stop) => stop()))
      await boss.stop({ graceful: true, timeout: 5_000 })
      await owner.close()
    },
  }
}

function startTick(db: Db, { name, everyMs, work }: (typeof TICKS)[number], onFault: JobsOptions['onFault']): () => Promise<void> {
  let stopped = false
  let running = Promise.resolve()
  let timer = setTimeout(tick, everyMs)
  function tick(): void {
    running = run(name, () => alone(db, name, work), onFault).then(() => {
      if (!stopped) timer = setTimeout(tick, everyMs)
    })
  }
  return () => {
    stopped = true
    clearTimeout(timer)
    return running
  }
}

async function run(job: string, work: () => Promise<void>, onFault: JobsOptions['onFault']): Promise<void> {
  try {
    await work()
    jobRunsTotal.inc({ job, outcome: 'done' })
    jobLastRun.setToCurrentTime({ job })
  } catch (error) {
    jobRunsTotal.inc({ job, outcome: 'fault' })
    onFault(error, job)
  }
}

/** Works unless another process is at it: only to save work, for on a distributed database the lock holds on one node. */
async function alone(db: Db, name: string, work: Work): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const got = await sql<{ got: boolean }>`select pg_try_advisory_xact_lock(hashtext(${'huizhanjia ' + name})) as got`.execute(trx)
    if (got.rows[0]?.got) await work(db)
  })
}

/** Who acts when the clock does: no person, every right in the one tenant. */
export function clockContext(db: Db, tenant: number): Context {
  const clock = { role: 'clock', tenant, path: '', permissions: new Set(Object.keys(PERMISSIONS)) }
  return {
    db,
    actor: { person: null, pseudonym: null, session: null, grants: [clock] },
    tenant,
    locale: 'zh-CN',
    now: new Date(),
    key: null,
    device: null,
    addressHash: '',
    requestId: newId(),
  }
}

async function forEach(db: Db, tenants: (db: Db) => Promise<number[]>, work: (ctx: Context) => Promise<unknown>): Promise<void> {
  for (const tenant of await tenants(db)) await work(clockContext(db, tenant))
}

/** With 0, where what belongs to no union is written. */
export async function allTenants(db: Db): Promise<number[]> {
  const found = await sql<{ tenant_id: number }>`select tenant_id from tenant where tenant_id > 0 order by tenant_id`.execute(db)
  return [0, ...found.rows.map((row) => row.tenant_id)]
}

/** Those with a union of their own. */
async function unionTenants(db: Db): Promise<number[]> {
  return (await allTenants(db)).filter((tenant) => tenant > 0)
}

async function tenantsWithMessages(db: Db): Promise<number[]> {
  const found = await sql<{ tenant_id: number }>`/* across tenants: the clock looks which of them has messages to deliver */
    select distinct tenant_id from outbox where state = 'waiting' and next_at <= ${new Date()}`.execute(db)
  return found.rows.map((row) => row.tenant_id)
}

// All new unions first: what they have finished, the old ones then follow. A fault in one union holds up no other.
async function carryTransfers(db: Db): Promise<void> {
  const faults: unknown[] = []
  for (const carry of [carryIn, carryOut]) await forEach(db, allTenants, (ctx) => carry(ctx).catch((fault: unknown) => faults.push(fault)))
  if (faults.length > 0) throw new AggregateError(faults, 'transfers of some unions are tried again')
}

async function sweep(db: Db): Promise<void> {
  await sweepLimits(clockContext(db, 0))
  await sweepSignIn(clockContext(db, 0))
  await sweepRevocations(clockContext(db, 0))
  await forEach(db, allTenants, async (ctx) => {
    await sweepKeys(ctx)
    await sweepDevices(ctx)
    await sweepRosters(ctx)
  })
}
