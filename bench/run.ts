// `npm run bench`: measures what the product demands of itself and prints one table.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbedded } from '#db/embedded.ts'
import { migrate } from '#db/migrate.ts'
import { postedAt } from '#domain/stations/posted.ts'
import { generateKeyFile } from '#kernel/cipher.ts'
import { heard, measure, startChild, stopChildren } from './children.ts'
import { country, liveOf, MORNING, STATIONS, stationOf } from './country.ts'
import { fillDatabase } from './database.ts'
import { isMet, table, type Figure } from './figure.ts'
import { measureFollowers } from './followers.ts'
import { fillGist } from './gist.ts'
import { measureHttp } from './http.ts'
import { measurePages } from './pages.ts'
import type { Addresses } from './server.ts'

const folder = await mkdtemp(join(process.getuid?.() === 0 ? '/tmp' : tmpdir(), 'huizhanjia-bench-'))
// Root hands the database to another user, who has to enter.
await chmod(folder, 0o711)
const embedded = await openEmbedded({ dir: folder, fsync: false })
const figures: Figure[] = []
/** `npm run bench -- stations` measures one part. */
const PARTS = {
  stations: measureStations,
  pages: async (url: string) => {
    say('measuring the pages')
    figures.push(...(await measurePages(url, join(folder, 'pages'))))
  },
  members: measureMembers,
}
try {
  await measureAll(embedded.url)
} finally {
  console.log(`\n${table(figures)}`)
  if (!figures.every(isMet)) process.exitCode = 1
  await stopChildren()
  await embedded.stop()
  await rm(folder, { recursive: true, force: true })
}

async function measureAll(url: string): Promise<void> {
  const wanted = process.argv.slice(2)
  await migrate(url)
  for (const [name, part] of Object.entries(PARTS)) if (wanted.length === 0 || wanted.includes(name)) await part(url)
}

async function measureStations(url: string): Promise<void> {
  say(`filling a database with ${STATIONS.toLocaleString('en')} made-up stations`)
  await fillDatabase(url)
  say('measuring the index')
  figures.push(...(await measure('inProcess.ts', { DATABASE_URL: url })))
  say('measuring over HTTP')
  const stations = [...country()].map(stationOf)
  await fillGist(url, stations.filter((station, number) => isOpen(station, number)).map((station) => station.stationId))
  const env = { DATABASE_URL: url, BENCH_KEYS: JSON.stringify(generateKeyFile()), HZJ_LOG: 'info' }
  const [here, there] = [startChild('server.ts', env), startChild('server.ts', env)]
  const [first, second] = [await heard<Addresses>(here), await heard<Addresses>(there)]
  figures.push(...(await measureHttp(first, stations)))
  say('measuring how changes travel')
  figures.push(...(await measureFollowers(first.api, second.api, stations)))
  await stopChildren()
}

async function measureMembers(url: string): Promise<void> {
  say('measuring a sheet of members')
  figures.push(...(await measure('roster.ts', { DATABASE_URL: url })))
  say('measuring the search of a roster')
  figures.push(...(await measure('members.ts', { DATABASE_URL: url })))
}

function isOpen(station: ReturnType<typeof stationOf>, number: number): boolean {
  return postedAt(station.hours, MORNING).open === true && liveOf(station, number, MORNING)?.state !== 'reported_locked'
}

function say(what: string): void {
  console.log(`[${Math.round(performance.now() / 1000)} s] ${what} …`)
}
