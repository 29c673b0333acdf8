import { sql } from 'kysely'
import type { Db } from '#db/open.ts'
import { loadDemoLife } from './life.ts'
import { loadDemoMembers } from './members.ts'
import { demoPeople, loadDemoPeople } from './people.ts'
import { loadDemoStations } from './stations.ts'

export interface SignIn {
  readonly role: string
  readonly phone: string
  readonly name: string
}

/** Fills an empty database with the demonstration; a database that has it is left as it is. */
export async function loadDemo(db: Db, log: (line: string) => void): Promise<{ signIns: readonly SignIn[] }> {
  const signIns = demoPeople().map(({ phone, name, roles }) => ({ role: roles[0]?.role ?? 'worker', phone, name }))
  const there = await sql`select 1 from station limit 1`.execute(db)
  if (there.rows.length === 0) {
    await loadDemoPeople(db, log)
    await db.transaction().execute((trx) => loadDemoStations(trx, log))
  }
  await loadDemoMembers(db, log)
  await loadDemoLife(db, log)
  return { signIns }
}
