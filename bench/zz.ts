import autocannon from 'autocannon'
import { heard, startChild, stopChildren } from './children.ts'
import { country, stationOf, searchers, FACILITIES } from './country.ts'
import { generateKeyFile } from '#kernel/cipher.ts'
import type { Addresses } from './server.ts'
const stations = [...country()].map(stationOf)
const url='postgres://postgres@127.0.0.1:54999/bench_dev'
const child = startChild('server.ts', { DATABASE_URL: url, BENCH_KEYS: JSON.stringify(generateKeyFile()), HZJ_LOG: process.env['LOG'] ?? 'info' }, process.env['SEMI'] ? ['--max-semi-space-size=' + process.env['SEMI']] : process.env['PROF'] ? ['--cpu-prof', '--cpu-prof-dir=' + process.env['PROF']] : [])
const { api, bare } = await heard<Addresses>(child)
const qs = searchers(stations, 2000).map(({lon,lat}) => `lon=${lon}&lat=${lat}&open=now&facilities=${FACILITIES.join(',')}&limit=20`)
const text = await (await fetch(`${api}/api/v1/stations/nearest?${qs[7]}`)).text()
await fetch(bare, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: text })
console.log(Buffer.byteLength(text))
for (let r = 0; r < +(process.env["R"] ?? 4); r++) for (const [name, u, paths] of [['ours', api, qs.map((q) => `/api/v1/stations/nearest?${q}`)], ['bare', bare, ['/']], ['gist', api, qs.map((q) => `/bench/gist?${q}`)]] as const) {
  if (process.env['PROF'] && name !== "ours") continue; if (process.env["NOGIST"] && name === "gist") continue
  const stat = () => { const s = require_('/proc/' + child.pid + '/stat'); return s }
  const c0 = stat()
  const res = await autocannon({ url: u, connections: 32, duration: 3, requests: paths.map((path) => ({ method: 'GET', path })) })
  const c1 = stat(); const n = res.requests.total
  console.log(name, Math.round(res.requests.average), 'user', Math.round((c1[0] - c0[0]) * 1e4 / n), 'sys', Math.round((c1[1] - c0[1]) * 1e4 / n), 'errors', res.errors, res.non2xx)
}
import { readFileSync } from 'node:fs'
function require_(f: string) { const p = readFileSync(f, 'utf8').split(') ')[1]!.split(' '); return [Number(p[11]), Number(p[12])] as const }
child.kill('SIGTERM')
await stopChildren()
