import { addDays, type Day, weekdayOf } from '#kernel/calendar.ts'
import type { CompiledHours, DayHours } from './hours.ts'
import { type HoursMistake, type HoursMistakeCode, MISTAKES } from './hoursMistake.ts'
import type { DaySaid, Span } from './hoursText.ts'

type Locale = 'zh-CN' | 'en'

interface Words {
  always: string
  never: string
  weekdays: readonly string[]
  everyDay: string
  to: string
  and: string
  /** 'Monday to Friday' and its hours. */
  line(days: string, hours: string): string
  closed(days: string): string
  closedDay: string
  wholeDay: string
  nextDay(clock: string): string
  unclear: string
  restUnclear(hours: string): string
  holidays: string
  holidaysOn(days: string): string
  holidaysAsUsual: string
  holidaysUnsaid: string
  makeupDays: string
  seasonal: string
  mistakeAt(place: number, fragment: string, what: string): string
  mistakes: Record<HoursMistakeCode, string>
}

/**
 * A posted text said back to people, one clause a line: ['周一至周五 08:30–17:30', '周六、周日休息',
 * '节假日休息', '调休上班日按工作日']. Of a text with seasons it says the hours of today's week.
 */
export function hoursInWords(hours: CompiledHours, locale: Locale, today: Day): string[] {
  const words = WORDS[locale]
  if (hours.always) return [words.always]
  const monday = addDays(today, -weekdayOf(today))
  const week = [0, 1, 2, 3, 4, 5, 6].map((days) => hours.says(addDays(monday, days), false))
  if (!hours.seasonal && !hours.saysHolidays && week.every(isClosed)) return [words.never]
  const lines = grouped(week).map(({ days, said }) => clause(daysInWords(days, words), said, words))
  lines.push(...holidayLines(hours, week, monday, words))
  if (!alike(week[4]!, week[5]!) || !alike(week[0]!, week[6]!)) lines.push(words.makeupDays)
  if (hours.seasonal) lines.push(words.seasonal)
  return lines
}

/** The hours of one day: '08:30–12:00、14:00–17:30', '休息', '20:00–次日 08:00'. */
export function dayInWords(day: DayHours, locale: Locale): string {
  return saidInWords({ spans: day.spans, unclear: day.unclear ?? false }, WORDS[locale])
}

/** '第 7 个字符“25:00”：时间写法不对……': for the person who typed the text. */
export function mistakeInWords(mistake: HoursMistake, locale: Locale): string {
  const words = WORDS[locale]
  const what = words.mistakes[mistake.code]
  return mistake.fragment.trim() === '' || mistake.fragment.length > 40 ? what : words.mistakeAt(mistake.position + 1, mistake.fragment, what)
}

function holidayLines(hours: CompiledHours, week: readonly DaySaid[], monday: Day, words: Words): string[] {
  if (!hours.saysHolidays) return [words.holidaysUnsaid]
  const holidays = week.map((_, days) => hours.says(addDays(monday, days), true))
  if (holidays.every((said, days) => alike(said, week[days]!))) return [words.holidaysAsUsual]
  const groups = grouped(holidays)
  return groups.map(({ days, said }) => clause(groups.length === 1 ? words.holidays : words.holidaysOn(daysInWords(days, words)), said, words))
}

function clause(days: string, said: DaySaid, words: Words): string {
  return isClosed(said) ? words.closed(days) : words.line(days, saidInWords(said, words))
}

function saidInWords(said: DaySaid, words: Words): string {
  if (isClosed(said)) return words.closedDay
  if (said.spans.length === 0) return words.unclear
  const hours = said.spans.map((span) => spanInWords(span, words)).join(words.and)
  return said.unclear ? words.restUnclear(hours) : hours
}

function spanInWords([start, end]: Span, words: Words): string {
  if (start === 0 && end === 1440) return words.wholeDay
  return `${clock(start)}–${end > 1440 ? words.nextDay(clock(end - 1440)) : clock(end)}`
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

/** Three days or more in a row as a range, others listed: '周一至周五', '周六、周日'. */
function daysInWords(days: readonly number[], words: Words): string {
  if (days.length === 7) return words.everyDay
  const runs: number[][] = []
  for (const day of days) {
    const run = runs.at(-1)
    if (run?.at(-1) === day - 1) run.push(day)
    else runs.push([day])
  }
  const name = (day: number) => words.weekdays[day]!
  return runs.flatMap((run) => (run.length > 2 ? [`${name(run[0]!)}${words.to}${name(run.at(-1)!)}`] : run.map(name))).join(words.and)
}

/** The days of a week that are alike, in the order of their first. */
function grouped(week: readonly DaySaid[]): { days: number[]; said: DaySaid }[] {
  const groups: { days: number[]; said: DaySaid }[] = []
  for (const [day, said] of week.entries()) {
    const group = groups.find((each) => alike(each.said, said))
    if (group) group.days.push(day)
    else groups.push({ days: [day], said })
  }
  return groups
}

function alike(a: DaySaid, b: DaySaid): boolean {
  return a.unclear === b.unclear && String(a.spans) === String(b.spans)
}

function isClosed(said: DaySaid): boolean {
  return said.spans.length === 0 && !said.unclear
}

const WORDS: Record<Locale, Words> = {
  'zh-CN': {
    always: '24 小时开放',
    never: '不开放',
    weekdays: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
    everyDay: '每天',
    to: '至',
    and: '、',
    line: (days, hours) => `${days} ${hours}`,
    closed: (days) => `${days}休息`,
    closedDay: '休息',
    wholeDay: '24 小时',
    nextDay: (at) => `次日 ${at}`,
    unclear: '时间不定，请先询问',
    restUnclear: (hours) => `${hours}（其余时间请先询问）`,
    holidays: '节假日',
    holidaysOn: (days) => `节假日逢${days}`,
    holidaysAsUsual: '节假日照常',
    holidaysUnsaid: '节假日未说明',
    makeupDays: '调休上班日按工作日',
    seasonal: '按季节不同，以上为本周时间',
    mistakeAt: (place, fragment, what) => `第 ${place} 个字符“${fragment}”：${what}`,
    mistakes: {
      empty: '没有填写开放时间。',
      too_long: '开放时间超过 255 个字符，请写短些。',
      control_character: '含有看不见的控制字符，请删掉后重新输入。',
      school_holidays: '各校寒暑假不同，不能写 SH，请写具体日期。',
      movable_time: '日出日落、复活节的时间不固定，请写钟点和日期。',
      holiday_offset: '不支持节假日前一天、后一天的写法，请写具体日期。',
      holiday_and_weekday: 'PH 挨着星期表示“既是节假日又是这一天”：表示“或”请写 PH,Sa，否则给 PH 单独一条，用分号隔开。',
      no_time: '这一条没有写时间：请写 08:30-17:30，全天请写 00:00-24:00。',
      ambiguous_hour: '分不清早上还是晚上：小时请写两位，如 08:00 或 20:00。',
      ambiguous_word: '这个词有几种意思：请用英文缩写（Mo、Tu、Jan），时间写成 12:00。',
      two_rules_in_one: '两条规则写在了一起：请用分号 ; 隔开。',
      use_comma: '后面的时间会盖掉前面的：请用逗号 , 连接。',
      overrides_all: '这一条会盖掉前面所有规则：请放到最前面，或写明适用的日子。',
      time_range: '时间写法不对：请写起止时间，如 08:30-17:30，开始时间早于 24:00。',
      no_such_date: '没有这一天。',
      not_understood: '看不懂：请参照 Mo-Fr 08:30-17:30; PH off 的写法。',
    },
  },
  en: {
    always: 'Open 24 hours',
    never: 'Not open',
    weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    everyDay: 'Every day',
    to: '–',
    and: ', ',
    line: (days, hours) => `${days} ${hours}`,
    closed: (days) => `${days} closed`,
    closedDay: 'Closed',
    wholeDay: '24 hours',
    nextDay: (at) => `${at} next day`,
    unclear: 'hours vary, ask first',
    restUnclear: (hours) => `${hours} (other times: ask first)`,
    holidays: 'Public holidays',
    holidaysOn: (days) => `Public holidays on ${days}`,
    holidaysAsUsual: 'Public holidays as usual',
    holidaysUnsaid: 'Public holidays not stated',
    makeupDays: 'Make-up workdays as on workdays',
    seasonal: 'Varies by season; these are the hours of this week',
    mistakeAt: (place, fragment, what) => `Character ${place}, “${fragment}”: ${what}`,
    mistakes: MISTAKES,
  },
}
