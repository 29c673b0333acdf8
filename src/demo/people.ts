import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import type { Db } from '#db/open.ts'
import { demoPeople } from '#domain/identity/demo.ts'
import { grantDirect, personOfPhone } from '#domain/identity/people.ts'
import { newId } from '#kernel/ids.ts'

export { demoPeople }

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

function readOrganisations(): DemoOrganisation[] {
  return JSON.parse(readFileSync(new URL('../../data/demo/organisations.json', import.meta.url), 'utf8')) as DemoOrganisation[]
}

/** Enters the unions of the demonstration and the people who may sign in to it. What is there already is left as it is. */
export async function loadDemoPeople(db: Db, log: (line: string) => void): Promise<void> {
  const now = new Date()
  const organisations = readOrganisations()
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
