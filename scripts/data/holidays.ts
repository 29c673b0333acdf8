/** Builds data/holidays.json from npm chinese-days: node scripts/data/holidays.ts */
import { createRequire } from 'node:module'
import { writeFileSync } from 'node:fs'

interface Source {
  holidays: Record<string, string>
  workdays: Record<string, string>
  inLieuDays: Record<string, string>
}

const source = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json') as Source

/** Holidays of every year since the State Council's calendar has its present shape; Qingming, Duanwu and Zhongqiu since 2008. */
const ALWAYS = ['元旦', '春节', '劳动节', '国庆节']
const SINCE_2008 = ['清明', '端午', '中秋']
/** In 2020 Zhongqiu fell on National Day and is listed under that name. */
const COINCIDING: Record<string, string[]> = { 2020: ['中秋'] }

/** 'Spring Festival,春节,3' → 春节 */
function daysOf(year: string, days: Record<string, string>): Record<string, string> {
  const own = Object.entries(days).filter(([day]) => day.startsWith(year))
  return Object.fromEntries(own.sort().map(([day, names]) => [day, names.split(',')[1] ?? names]))
}

function isComplete(year: string, holidays: Record<string, string>): boolean {
  const named = new Set(Object.values(holidays))
  const expected = Number(year) < 2008 ? ALWAYS : [...ALWAYS, ...SINCE_2008]
  const listed = expected.filter((name) => !COINCIDING[year]?.includes(name))
  return listed.every((name) => [...named].some((known) => known.startsWith(name)))
}

const years = [...new Set(Object.keys(source.holidays).map((day) => day.slice(0, 4)))].sort()
const lines = years.map((year) => {
  const holidays = daysOf(year, source.holidays)
  const complete = isComplete(year, holidays)
  const record = { complete, holidays, workdays: daysOf(year, source.workdays), inLieu: Object.keys(daysOf(year, source.inLieuDays)) }
  console.log(year, complete ? 'complete' : 'incomplete', Object.keys(holidays).length, Object.keys(record.workdays).length)
  return `${JSON.stringify(year)}:${JSON.stringify(record)}`
})
writeFileSync(new URL('../../data/holidays.json', import.meta.url), `{"years":{\n${lines.join(',\n')}\n}}\n`)
