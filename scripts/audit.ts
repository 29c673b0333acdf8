// Recomputes the sealed chain of every tenant: DATABASE_URL=... node scripts/audit.ts verify
import { openDatabase } from '#db/open.ts'
import { verifyAudit } from '#kernel/audit.ts'
import { allTenants, clockContext } from '../src/jobs.ts'

const url = process.env['DATABASE_URL']
if (process.argv[2] !== 'verify' || !url) {
  console.error('Usage: DATABASE_URL=postgres://... node scripts/audit.ts verify')
  process.exit(2)
}
const database = openDatabase({ url, connections: 1 })
try {
  for (const tenant of await allTenants(database.db)) {
    const { links, brokenAt, unsealed } = await verifyAudit(clockContext(database.db, tenant))
    console.log(`tenant ${tenant}: ${links} links, ${brokenAt === null ? 'whole' : `BROKEN at ${brokenAt}`}, ${unsealed} not sealed yet`)
    if (brokenAt !== null) process.exitCode = 1
  }
} finally {
  await database.close()
}
