import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbedded } from '#db/embedded.ts'

/**
 * One PostgreSQL for the whole run, its superuser's address in HZJ_TEST_DATABASE_URL. `npm test` brings
 * one for all stages; whoever runs vitest alone gets one here. Nothing of it is kept.
 */
export default async function setUpDatabase(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.HZJ_TEST_DATABASE_URL) return
  const dir = await mkdtemp(join(tmpdir(), 'huizhanjia-test-'))
  // Root hands the database to another user, who has to enter.
  await chmod(dir, 0o711)
  const { url, stop } = await openEmbedded({ dir, fsync: false })
  process.env.HZJ_TEST_DATABASE_URL = url
  return async () => {
    await stop()
    await rm(dir, { recursive: true, force: true })
  }
}
