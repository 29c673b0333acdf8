import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import type { Db } from '#db/open.ts'
import { grantDirect, personOfPhone } from '#domain/identity/people.ts'
import { newId } from '#kernel/ids.ts'

interface DemoOrganisation {
  readonly path: string
  readonly name: string
  readonly level: 'nation' | 'province' | 'city' | 'county' | 'town' | 'grassroots'
  readonly type: string
  readonly division: string
  /** Code of the union with a budget of its own that it belongs to. */
  readonly tenant: string | null
  readonly runsOwnBudget?: boolean
  readonly formedOn?: string
  readonly sample?: boolean
}

interface DemoRole {
  readonly role: string
  readonly tenant?: string
  /** Node of the tree; a chief's stands in `cluster` and `station` instead. */
  readonly path?: string
  readonly cluster?: string
  readonly station?: number
}

export interface DemoPerson {
  readonly phone: string
  readonly name: string
  readonly roles: readonly DemoRole[]
}

function readDemo<T>(name: string): T[] {
  return JSON.parse(readFileSync(new URL(`../../data/demo/${name}.json`, import.meta.url), 'utf8')) as T[]
}

export function demoPeople(): DemoPerson[] {
  return readDemo<DemoPerson>('people')
}

/** Enters the unions of the demonstration and the people who may sign in to it. What is there already is left as it is. */
export async function loadDemoPeople(db: Db, log: (line: string) => void): Promise<void> {
  const now = new Date()
  const organisations = readDemo<DemoOrganisation>('organisations')
  const tenants = await loadTenants(db, organisations, now)
  await loadOrganisations(db, organisations, tenants, now)
  const people = demoPeople()
  for (const { phone, name, roles } of people) {
    await db.transaction().execute(async (trx) => {
      const person = await personOfPhone(trx, phone, { locale: 'zh-CN', now, name, sample: true })
      for (const { role, tenant, path } of roles) {
        if (role === 'operator') await grantDirect(trx, { tenant: 0, person, role, path: '', by: null, now })
        else if (path !== undefined) await grantDirect(trx, { tenant: tenants.get(tenant ?? '')!, person, role, path, by: null, now })
      }
    })
  }
  log(`${tenants.size - 1} unions with a budget of their own, ${organisations.length} unions in the tree, ${people.length} people`)
}

/** Gives the chiefs of the demonstration their stations, once these are there; `stationAt` finds a made-up station by cluster and number. */
export async function grantDemoChiefs(db: Db, stationAt: (cluster: string, index: number) => Promise<{ tenant: number; path: string } | null>): Promise<void> {
  const now = new Date()
  for (const { phone, roles } of demoPeople()) {
    for (const { role, cluster, station } of roles) {
      if (cluster === undefined || station === undefined) continue
      const place = await stationAt(cluster, station)
      if (!place) continue
      await db.transaction().execute(async (trx) => {
        const person = await personOfPhone(trx, phone, { locale: 'zh-CN', now, sample: true })
        await grantDirect(trx, { ...place, person, role, by: null, now })
      })
    }
  }
}

/** Numbers of the tenants by code; 0 is the platform. */
async function loadTenants(db: Db, organisations: readonly DemoOrganisation[], now: Date): Promise<Map<string, number>> {
  await sql`insert into tenant (tenant_id, code, name, path, division, sample, created_at)
    values (0, 'platform', '会站家平台（示例）', '', null, true, ${now}) on conflict on constraint tenant_pk do nothing`.execute(db)
  for (const { path, name, division, tenant, runsOwnBudget } of organisations) {
    if (!runsOwnBudget || tenant === null) continue
    await sql`insert into tenant (tenant_id, code, name, path, division, sample, created_at)
      select max(tenant_id) + 1, ${tenant}::text, ${name}::text, ${path}::text, ${division}::text, true, ${now}::timestamptz from tenant
      on conflict on constraint "organisations.tenant_code_taken" do nothing`.execute(db)
  }
  const rows = await sql<{ code: string; tenant_id: number }>`select code, tenant_id from tenant`.execute(db)
  return new Map(rows.rows.map((row) => [row.code, row.tenant_id]))
}

async function loadOrganisations(db: Db, organisations: readonly DemoOrganisation[], tenants: ReadonlyMap<string, number>, now: Date): Promise<void> {
  for (const one of organisations) {
    const tenant = one.tenant === null ? 0 : tenants.get(one.tenant)!
    const sample = one.sample ?? false
    if (one.level === 'town' || one.level === 'grassroots') {
      await sql`insert into local_union (tenant_id, union_id, path, name, level, kind, division, formed_on, sample, created_at)
        values (${tenant}, ${newId()}, ${one.path}, ${one.name}, ${one.level}, ${one.type}, ${one.division}, ${one.formedOn ?? null}, ${sample}, ${now})
        on conflict on constraint "organisations.local_path_taken" do nothing`.execute(db)
    } else {
      await sql`insert into organisation (organisation_id, path, name, level, kind, division, steward_tenant, sample, created_at)
        values (${newId()}, ${one.path}, ${one.name}, ${one.level}, ${one.type}, ${one.division}, ${tenant}, ${sample}, ${now})
        on conflict on constraint "organisations.path_taken" do nothing`.execute(db)
    }
  }
}
