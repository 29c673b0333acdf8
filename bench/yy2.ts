import { readFileSync } from 'node:fs'
import { startStationIndex, stopStationIndex } from '#domain/nearby/follow.ts'
import { openDatabase } from '#db/open.ts'
const m = (w: string) => { const x = process.memoryUsage(); console.log(w, 'rss', Math.round(x.rss/1e6), 'heap', Math.round(x.heapUsed/1e6), '/', Math.round(x.heapTotal/1e6), 'ext', Math.round(x.external/1e6)) }
function smaps() { const by = new Map<string, number>(); let cur = ''; let size = 0
 for (const l of readFileSync('/proc/self/smaps', 'utf8').split('\n')) { const h = /^[0-9a-f]+-[0-9a-f]+ (\S+) \S+ \S+ \S+\s*(.*)$/.exec(l); if (h) cur = h[1] + ' ' + (h[2]?.split('/').pop() || 'anon'); const s = /^Rss:\s+(\d+)/.exec(l); if (s) by.set(cur, (by.get(cur) ?? 0) + Number(s[1]) / 1000) ; }
 console.log([...by].sort((a, b) => b[1] - a[1]).slice(0, 9).map(([k, v]) => k + ' ' + Math.round(v)).join(' | ')) }
m('start'); smaps()
const database = openDatabase({ url: 'postgres://postgres@127.0.0.1:54999/bench_dev', connections: 2 })
const index = await startStationIndex(database.db)
console.log(index.size())
m('loaded'); smaps()
globalThis.gc?.(); globalThis.gc?.(); await new Promise((r) => setTimeout(r, 1000)); m('gc2'); smaps()
stopStationIndex(); await database.close()
