import autocannon, { type Options, type Result } from 'autocannon'
import { FACILITIES, searchers, type Point } from './country.ts'
import { median, type Figure } from './figure.ts'
import type { Addresses } from './server.ts'

const CONNECTIONS = 32
const ROUNDS = 5
const SECONDS = 4
/** Until the server's code is compiled for speed. */
const WARM_SECONDS = 5
/** At half load: autocannon's own usual number of connections. */
const HALF_LOAD = { connections: 10, duration: 3, ignoreCoordinatedOmission: true } as const

/** Requests a second over HTTP: our answer against a bare route of its size, and against PostgreSQL's GiST index. */
export async function measureHttp({ api, bare }: Addresses, stations: readonly Point[]): Promise<Figure[]> {
  const query = ({ lon, lat }: Point) => `lon=${lon}&lat=${lat}&open=now&facilities=${FACILITIES.join(',')}&limit=20`
  const queries = searchers(stations, 2_000).map(query)
  const ours: Load = (extra) => load(api, queries.map((each) => `/api/v1/stations/nearest?${each}`), extra)
  const plain: Load = (extra) => load(bare, ['/'], extra)
  const gist: Load = (extra) => load(api, queries.map((each) => `/bench/gist?${each}`), extra)

  const bytes = await sameSize(api, bare, queries)
  for (const warm of [ours, plain, gist]) await warm({ duration: WARM_SECONDS })
  const rounds: { ours: number; plain: number; gist: number }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({ ours: perSecond(await ours()), plain: perSecond(await plain()), gist: perSecond(await gist()) })
  }
  const oursMedian = median(rounds.map((round) => round.ours))
  const half = await atHalfLoad(ours, plain, Math.round(oursMedian / 2))
  return [
    { name: 'nearest over HTTP', value: oursMedian, unit: 'requests a second' },
    { name: `  a bare JSON route of the same ${Math.round(bytes / 1000)} kB`, value: median(rounds.map((round) => round.plain)), unit: 'requests a second' },
    { name: '  ours against the bare one', value: median(rounds.map((round) => round.ours / round.plain)), unit: 'times', least: 0.5 },
    { name: '  99 of 100 at half load are answered within', value: half.ours, unit: 'ms', most: 10 },
    { name: '  the bare route at the same pace', value: half.plain, unit: 'ms' },
    { name: '  PostgreSQL GiST through the same route', value: median(rounds.map((round) => round.gist)), unit: 'requests a second' },
    { name: '  ours against GiST', value: median(rounds.map((round) => round.ours / round.gist)), unit: 'times', least: 5 },
  ]
}

/**
 * The time within which 99 of 100 are answered at half the rate just measured, as autocannon reports it: the middle one of several
 * rounds, the bare route by turns with it. Autocannon keeps its rate by the second: each of ten connections sends its share one request
 * after the other and then rests, so for about half of each second the server has all it can do, and for the other half nothing. Times are
 * taken as measured: the correction for requests held back by a late answer takes 1 ms for the time between two of a connection, where it is several.
 */
async function atHalfLoad(ours: Load, plain: Load, overallRate: number): Promise<{ ours: number; plain: number }> {
  const rounds: { ours: number; plain: number }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const [mine, bare] = [await ours({ ...HALF_LOAD, overallRate }), await plain({ ...HALF_LOAD, overallRate })]
    rounds.push({ ours: mine.latency.p99, plain: bare.latency.p99 })
  }
  return { ours: median(rounds.map((round) => round.ours)), plain: median(rounds.map((round) => round.plain)) }
}

type Load = (extra?: Partial<Options>) => Promise<Result>

/** Each connection asks its own share of the paths: autocannon makes every request ready for every connection while the clock already runs. */
async function load(url: string, paths: readonly string[], extra: Partial<Options> = {}): Promise<Result> {
  const share = Math.ceil(paths.length / CONNECTIONS)
  let made = 0
  const setupClient: Options['setupClient'] = (client) => {
    const first = (made++ * share) % paths.length
    client.setRequests(paths.slice(first, first + share).map((path) => ({ method: 'GET', path })))
  }
  const result = await autocannon({ url, connections: CONNECTIONS, duration: SECONDS, setupClient, ...extra })
  if (result.non2xx + result.errors + result.timeouts > 0) throw new Error(`${url}: ${result.non2xx} refusals, ${result.errors} errors, ${result.timeouts} timeouts`)
  return result
}

function perSecond(result: Result): number {
  return result.requests.average
}

/** Hands the bare route one of our answers, of the middle size. */
async function sameSize(api: string, bare: string, queries: readonly string[]): Promise<number> {
  const answers = await Promise.all(queries.slice(0, 101).map((each) => fetch(`${api}/api/v1/stations/nearest?${each}`).then((response) => response.text())))
  const middle = answers.sort((a, b) => a.length - b.length)[50]!
  await fetch(bare, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: middle })
  return Buffer.byteLength(middle)
}
