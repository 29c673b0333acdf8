// Makes a person the operator of the platform: DATABASE_URL=... HZJ_KEYS=keys.json node scripts/operator.ts <phone>
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { openDatabase } from '#db/open.ts'
import { normalisePhone } from '#domain/identity/model.ts'
import { grantDirect, personOfPhone } from '#domain/identity/people.ts'
import { writeAudit } from '#kernel/audit.ts'
import { createKeyring, parseKeyFile } from '#kernel/cipher.ts'
import { setKeys } from '#kernel/keys.ts'
import { clockContext } from '../src/jobs.ts'

const [url, keyFile, phone] = [process.env['DATABASE_URL'], process.env['HZJ_KEYS'], normalisePhone(process.argv[2] ?? '')]
if (!url || !keyFile || !phone) {
  console.error('Usage: DATABASE_URL=postgres://... HZJ_KEYS=keys.json node scripts/operator.ts <phone of eleven digits>')
  process.exit(2)
}
setKeys(createKeyring(parseKeyFile(await readFile(keyFile, 'utf8'))))
const database = openDatabase({ url, connections: 1 })
try {
  const given = await database.db.transaction().execute(async (trx) => {
    const ctx = clockContext(trx, 0)
    await sql`insert into tenant (tenant_id, code, name, path, division, sample, created_at)
      values (0, 'platform', '会站家平台', '', null, false, ${ctx.now}) on conflict on constraint tenant_pk do nothing`.execute(trx)
    const person = await personOfPhone(trx, phone, { locale: 'zh-CN', now: ctx.now })
    const made = await grantDirect(trx, { tenant: 0, person, role: 'operator', path: '', by: null, now: ctx.now })
    if (made) await writeAudit(ctx, { act: 'operator.appointed', outcome: 'done', code: null, subjects: [person], actor: null })
    return made
  })
  console.log(given ? 'Done: sign in with this phone.' : 'This phone is the operator\'s already.')
} finally {
  await database.close()
}
