import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { setHandle, type Db } from '#db/open.ts'
import { mintDevice } from '#domain/identity/device.ts'
import { personOfPhone } from '#domain/identity/people.ts'
import { openSession } from '#domain/identity/sessions.ts'
import type { GrantedRole } from '#domain/roles.ts'
import { startStationIndex, stationIndexAgeMs, stopStationIndex } from '#domain/nearby/follow.ts'
import { folderStore, setFiles } from '#kernel/files.ts'
import { openApi } from '../src/api/api.ts'
import { openTestDatabase } from './database.ts'
import { anyone, buildWorld, useTestSettings } from './world.ts'

export interface TestApp {
  readonly app: FastifyInstance
  readonly db: Db
  /** A device of an hour's age. */
  readonly deviceToken: string
  /** Bearer token of a person with this phone, holding the roles given. */
  signIn(phone: string, ...roles: { role: GrantedRole; tenant: number; path: string }[]): Promise<string>
  close(): Promise<void>
}

/** Door 1 on a scratch database with the small union in it; `app.inject` needs no port. */
export async function openTestApp(env: Record<string, string> = {}): Promise<TestApp> {
  useTestSettings(env)
  const database = await openTestDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'huizhanjia-files-'))
  setHandle(database)
  setFiles(folderStore(folder))
  await buildWorld(database.db)
  await startStationIndex(database.db)
  const app = await openApi([{ name: 'stations', run: () => (stationIndexAgeMs() < 5_000 ? null : 'stale') }])
  await app.ready()
  return {
    app,
    db: database.db,
    deviceToken: mintDevice(new Date(Date.now() - 3_600_000)).token,
    signIn: (phone, ...roles) => signIn(database.db, phone, roles),
    close: async () => {
      stopStationIndex()
      await app.close()
      setHandle(null)
      await rm(folder, { recursive: true, force: true })
      await database.close()
    },
  }
}

async function signIn(db: Db, phone: string, roles: { role: GrantedRole; tenant: number; path: string }[]): Promise<string> {
  const now = new Date()
  const person = await personOfPhone(db, phone, { locale: 'zh-CN', now, name: '示例', sample: true })
  for (const { role, tenant, path } of roles) {
    await db.insertInto('person_tenant').values({ person_id: person, tenant_id: tenant, since: now }).onConflict((conflict) => conflict.constraint('person_tenant_pk').doNothing()).execute()
    await db.insertInto('role_grant').values({ tenant_id: tenant, person_id: person, role, path, granted_by: null, granted_at: now }).execute()
  }
  const { token } = await openSession(anyone(db, { now }), person, 'test')
  return token
}
