// Writes a new key file: node scripts/keys.ts <file>
import { writeKeys } from '../src/start.ts'

const file = process.argv[2]
if (!file) {
  console.error('Say where: node scripts/keys.ts keys.json')
  process.exit(2)
}
try {
  await writeKeys(file)
  console.log(`${file}: new keys. Keep a copy apart from the database: without them sealed fields cannot be read.`)
} catch (error) {
  const exists = (error as NodeJS.ErrnoException).code === 'EEXIST'
  console.error(exists ? `${file} exists already: keys are never overwritten.` : `${file} could not be written: ${(error as Error).message}`)
  process.exit(1)
}
