import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import OpeningHours from 'opening_hours'
import { describe, expect, test } from 'vitest'
import { addDays, classify, type Day, startMinute, weekdayOf } from '#kernel/calendar.ts'
import { type CompiledHours, compileHours, hoursToday, hoursWeek, nextOpen, openAt, openTable, openUntil } from './hours.ts'
import { HOLIDAYS, ORDINARY_DAYS, PLACE } from './hoursText.ts'

function compiled(text: string): CompiledHours {
  const hours = compileHours(text)
  if (!hours.ok) throw new Error(`${text}: ${hours.message}`)
  return hours
}

function spansOn(text: string, day: Day): string {
  return hoursToday(compiled(text), day).spans.map(([start, end]) => `${clock(start)}-${clock(end)}`).join(',')
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

/** Open at 'YYYY-MM-DD HH:MM' of the union's zone, by a table of nine days from the day on. */
function isOpen(text: string, at: string): boolean {
  const [day, time] = at.split(' ') as [Day, string]
  return openAt(openTable(compiled(text), day, 9), startMinute(day) + Number(time.slice(0, 2)) * 60 + Number(time.slice(3)))
}

describe('the Chinese calendar', () => {
  const office = 'Mo-Fr 08:30-17:30; PH off'

  test('National Day 2026: closed for seven days by "PH off", whatever the weekday', () => {
    expect(spansOn(office, '2026-09-30')).toBe('08:30-17:30')
    for (let days = 0; days < 7; days++) expect(spansOn(office, addDays('2026-10-01', days))).toBe('')
    expect(spansOn(office, '2026-10-08')).toBe('08:30-17:30')
    expect(hoursToday(compiled(office), '2026-10-01')).toEqual({ day: '2026-10-01', class: 'holiday', name: expect.stringContaining('国庆'), spans: [] })
  })

  test('make-up workdays take the hours of the workday beside them', () => {
    expect(hoursToday(compiled(office), '2026-09-20')).toEqual({ day: '2026-09-20', class: 'makeup', name: expect.stringContaining('国庆'), spans: [[510, 1050]] })
    expect(spansOn(office, '2026-10-10')).toBe('08:30-17:30')
    expect(spansOn(office, '2026-10-11')).toBe('')
    const uneven = 'Mo 09:00-18:00; Tu-Th 08:00-17:00; Fr 08:00-16:00; Sa,Su 10:00-12:00'
    expect(spansOn(uneven, '2026-09-20'), 'a Sunday as Monday').toBe('09:00-18:00')
    expect(spansOn(uneven, '2026-10-10'), 'a Saturday as Friday').toBe('08:00-16:00')
    expect(spansOn('Sa,Su 09:00-12:00', '2026-10-10')).toBe('')
  })

  test('Spring Festival 2026: its own hours by a PH rule, make-up Saturdays on both sides', () => {
    const text = 'Mo-Fr 08:30-17:30; PH 10:00-15:00'
    expect(spansOn(text, '2026-02-14')).toBe('08:30-17:30')
    for (let days = 0; days < 9; days++) expect(spansOn(text, addDays('2026-02-15', days))).toBe('10:00-15:00')
    expect(spansOn(text, '2026-02-24')).toBe('08:30-17:30')
    expect(spansOn(text, '2026-02-28')).toBe('08:30-17:30')
  })

  test('without a PH rule the weekday rule holds, and the day says that nothing was said', () => {
    const hours = compiled('Mo-Fr 08:30-17:30')
    expect(hoursToday(hours, '2026-10-01')).toMatchObject({ class: 'holiday', spans: [[510, 1050]], unsaid: true })
    expect(hoursToday(hours, '2026-10-08')).not.toHaveProperty('unsaid')
    expect(hoursToday(compiled('24/7'), '2026-10-01')).not.toHaveProperty('unsaid')
  })

  test('the days that the library calls holidays are ordinary days here', () => {
    for (const day of ['2026-03-08', '2025-03-08', '2026-06-01']) expect([classify(day).kind, spansOn('09:00-10:00; PH off', day)]).not.toContain('')
  })

  test('PH stands with weekdays, and in texts with seasons', () => {
    expect(spansOn('Mo-Fr 08:00-17:00; Sa,Su,PH 10:00-16:00', '2026-10-01')).toBe('10:00-16:00')
    const seasons = 'Apr-Sep 07:00-22:00; Oct-Mar 08:00-20:00; PH 09:00-17:00'
    expect(compiled(seasons).seasonal).toBe(true)
    expect(['2026-09-28', '2026-10-01', '2026-10-08', '2026-10-10'].map((day) => spansOn(seasons, day))).toEqual(['07:00-22:00', '09:00-17:00', '08:00-20:00', '08:00-20:00'])
    expect(spansOn('Oct-Mar Mo-Fr 08:00-20:00; PH off', '2026-10-01')).toBe('')
  })

  test('beyond the known years days go by weekday, marked provisional', () => {
    expect(hoursToday(compiled(office), '2099-10-01')).toEqual({ day: '2099-10-01', class: 'workday', provisional: true, spans: [[510, 1050]] })
  })

  test('a week for the page', () => {
    const week = hoursWeek(compiled(office), '2026-09-28')
    expect(week.map((day) => [day.day.slice(8), day.class, day.spans.length])).toEqual([
      ['28', 'workday', 1], ['29', 'workday', 1], ['30', 'workday', 1], ['01', 'holiday', 0], ['02', 'holiday', 0], ['03', 'holiday', 0], ['04', 'holiday', 0],
    ])
  })

  test('the stand-in days are what they stand for', () => {
    const library = new OpeningHours('PH off', PLACE)
    const isHoliday = (day: Day) => library.getPublicHolidayContext(localMinute(day, 0)).isHoliday
    for (let weekday = 0; weekday < 7; weekday++) {
      const [ordinary, holiday] = [ORDINARY_DAYS[weekday]!, HOLIDAYS[weekday]!]
      expect([weekdayOf(ordinary), weekdayOf(holiday)]).toEqual([weekday, weekday])
      expect([-1, 0, 1].map((days) => isHoliday(addDays(ordinary, days)))).toEqual([false, false, false])
      expect([-1, 0, 1].map((days) => isHoliday(addDays(holiday, days)))).toEqual([false, true, false])
    }
  })
})

describe('nights', () => {
  test('belong to the day on which they begin, and run over the end of the year', () => {
    const text = 'Mo-Su 20:00-08:00'
    expect(spansOn(text, '2026-12-31')).toBe('20:00-32:00')
    const table = openTable(compiled(text), '2026-12-31', 2)
    const midnight = startMinute('2027-01-01')
    expect([...table].map((minute) => minute - midnight)).toEqual([-1680, -960, -240, 480, 1200, 1920])
    expect(openAt(table, midnight)).toBe(true)
    expect(openUntil(table, midnight - 1)).toBe(midnight + 480)
    expect(nextOpen(table, midnight + 480)).toBe(midnight + 1200)
  })

  test('run on into a holiday; a holiday that is off begins none', () => {
    const text = 'Mo-Su 20:00-08:00; PH off'
    expect(isOpen(text, '2026-10-01 03:00')).toBe(true)
    expect(isOpen(text, '2026-10-01 21:00')).toBe(false)
    expect(isOpen(text, '2026-10-08 03:00')).toBe(false)
    expect(isOpen(text, '2026-10-08 20:00')).toBe(true)
  })

  test('of a make-up workday run into the free day after it', () => {
    expect(isOpen('Mo-Fr 18:00-02:00', '2026-10-11 01:00')).toBe(true)
    expect(isOpen('Mo-Fr 18:00-02:00', '2026-10-18 01:00')).toBe(false)
  })

  test('are told from hours that begin at midnight', () => {
    expect(spansOn('Mo-Su 20:00-08:00, Mo-Fr 08:00-17:30', '2026-09-28')).toBe('08:00-17:30,20:00-32:00')
    expect(spansOn('Mo-Su 00:00-02:00,20:00-24:00', '2026-09-28')).toBe('00:00-02:00,20:00-24:00')
    expect(spansOn('Mo-Su 10:00-26:00', '2026-09-28')).toBe('10:00-26:00')
    expect(spansOn('Apr-Oct 20:00-06:00', '2026-10-31')).toBe('20:00-30:00')
    expect(spansOn('Apr-Oct 20:00-06:00', '2026-11-01')).toBe('')
  })
})

describe('tables', () => {
  test('a door that never closes', () => {
    for (const text of ['24/7', 'open', '00:00-24:00', 'Mo-Su,PH 00:00-24:00', '08:00-08:00']) {
      const hours = compiled(text)
      expect(hours.always, text).toBe(true)
      const table = openTable(hours, '2026-09-28', 9)
      const now = startMinute('2026-10-01') + 200
      expect([openAt(table, now), openUntil(table, now), nextOpen(table, now)]).toEqual([true, Infinity, now])
    }
    for (const text of ['24/7; PH off', 'Mo-Sa 00:00-24:00', '00:00-23:59', 'Apr-Oct 24/7']) expect(compiled(text).always, text).toBe(false)
  })

  test('join what touches at midnight', () => {
    const table = openTable(compiled('Mo-Fr 00:00-24:00; PH off'), '2026-09-28', 9)
    expect([...table]).toEqual([startMinute('2026-09-28'), startMinute('2026-10-01')])
  })

  test('are made once for a text, a day and a length', () => {
    const hours = compiled('Mo-Fr 08:31-17:31')
    expect(compiled('Mo-Fr 08:31-17:31')).toBe(hours)
    expect(openTable(hours, '2026-09-28', 9)).toBe(openTable(hours, '2026-09-28', 9))
    expect(openTable(hours, '2026-09-29', 9)).not.toBe(openTable(hours, '2026-09-28', 9))
  })

  test('an empty one is never open', () => {
    const table = openTable(compiled('off'), '2026-09-28', 9)
    expect([table.length, openAt(table, 0), openUntil(table, 0), nextOpen(table, 0)]).toEqual([0, false, null, null])
  })

  test('what depends on a comment or an open end is not open, and the day is marked', () => {
    for (const text of ['"by appointment"', 'Mo-Fr 08:00-17:00 "按门铃"', '08:00+', 'unknown']) {
      const hours = compiled(text)
      expect(hoursToday(hours, '2026-09-28'), text).toMatchObject({ spans: [], unclear: true })
      expect(openTable(hours, '2026-09-28', 9), text).toHaveLength(0)
    }
    expect(hoursToday(compiled('Mo-Fr 08:00-12:00; Mo-Fr 14:00-17:00 open "按门铃"'), '2026-09-28')).toMatchObject({ spans: [[840, 1020]] })
  })
})

describe('mistakes', () => {
  const mistakes: [text: string, code: string, position: number, fragment: string][] = [
    ['', 'empty', 0, ''],
    [' ; ', 'empty', 0, ' ; '],
    ['Mo-Fr 25:00-26:00', 'time_range', 6, '25:00'],
    ['Mo-Fr 08:61-09:00', 'time_range', 6, '08:61'],
    ['Mo-Fr 08:00-', 'time_range', 11, '-'],
    ['Mo-Fr 08:00', 'time_range', 6, '08:00'],
    ['Mo-Fr 0830-1730', 'time_range', 6, '0830'],
    ['Mo-Fr 10:00-60:00', 'time_range', 12, '60:00'],
    ['Mo 8-5pm', 'ambiguous_hour', 3, '8'],
    ['Mo-Fr 8:00-5:00', 'ambiguous_hour', 6, '8:00'],
    ['Mo-Fr', 'no_time', 3, 'Fr'],
    ['Mo-Fr 08:00-12:00 Sa 09:00-10:00', 'two_rules_in_one', 18, 'Sa'],
    ['Mo-Fr 09:00-17:00 PH off', 'two_rules_in_one', 18, 'PH'],
    ['08:00-12:00; 14:00-18:00', 'use_comma', 19, '18:00'],
    ['Mo-Fr 08:00-17:00; off', 'overrides_all', 19, 'off'],
    ['Jan 32 08:00-10:00', 'no_such_date', 4, '32'],
    ['Feb 30 08:00-10:00', 'no_such_date', 4, '30'],
    ['SH off', 'school_holidays', 0, 'SH'],
    ['Mo-Fr sunrise-sunset', 'movable_time', 6, 'sunrise'],
    ['08:00-10:00; PH +1 day off', 'holiday_offset', 13, 'PH +1 day'],
    ['PH Mo-Fr 08:00-12:00', 'holiday_and_weekday', 0, 'PH Mo'],
    ['Xx 08:00-12:00', 'not_understood', 0, 'Xx'],
    ['Mo-Fr foo', 'not_understood', 6, 'foo'],
    ['24小时', 'not_understood', 2, '小时'],
    ['<script>', 'not_understood', 1, 'script'],
    ['Mo-Fr 08:00-17:30\u0000', 'control_character', 17, '\u0000'],
  ]

  test.each(mistakes)('%j', (text, code, position, fragment) => {
    expect(compileHours(text)).toMatchObject({ ok: false, code, position, length: fragment.length, fragment })
  })

  test('at most 255 characters', () => {
    const text = `Mo-Fr 08:00-17:00 "${'门'.repeat(235)}"`
    expect([text.length, compileHours(text).ok]).toEqual([255, true])
    expect(compileHours(`${text} `)).toMatchObject({ code: 'too_long', position: 255, length: 1 })
  })

  test('Chinese and careless spelling is understood and tidied', () => {
    for (const text of ['周一-周五 08:30-17:30', 'Mo–Fr 08：30~17：30', 'mo-fr 8:30-17:30', 'Mo-Fr 08.30-17.30']) expect(compiled(text).tidy, text).toBe('Mo-Fr 08:30-17:30')
  })

  test('no text makes the compiler throw or the position leave the text', () => {
    const scraps = ['Mo-Fr', 'Sa', 'PH', 'SH', 'off', 'open', ' ', ' ', '; ', ',', '-', '/', '08:00', '25:00', '17:30', '8', '2026', 'Jan', 'week', '[1]', '+', '"', 'days', '||', '周一', '节', '24/7', '(', ')', ':', 'easter', '\t']
    const text = fc.oneof(fc.string({ maxLength: 40 }), fc.array(fc.constantFrom(...scraps), { maxLength: 14 }).map((parts) => parts.join('')))
    fc.assert(fc.property(text, (value) => {
      const hours = compileHours(value)
      if (hours.ok) {
        openTable(hours, '2026-09-28', 9)
      } else {
        expect(hours.position).toBeGreaterThanOrEqual(0)
        expect(hours.position + hours.length).toBeLessThanOrEqual(value.length)
      }
    }), { numRuns: 400 })
  })
})

/** A local date of the machine that reads as this minute of the union's day: how the library thinks. */
function localMinute(day: Day, minute: number): Date {
  return new Date(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)), 0, minute)
}

const someClock = fc.integer({ min: 0, max: 95 }).map((quarter) => clock(quarter * 15))
const someTimes = fc.uniqueArray(fc.integer({ min: 1, max: 95 }), { minLength: 2, maxLength: 2 }).map((pair) => pair.toSorted((a, b) => a - b).map((quarter) => clock(quarter * 15)).join('-'))
const someDays = fc.constantFrom('', 'Mo-Fr ', 'Mo-Su ', 'Sa,Su ', 'Mo,We,Fr ', 'Fr-Mo ', 'Tu ')
/** One rule with a night in it, or several rules without: where rules override a night, the library lets its morning stand. */
const someHours = fc.oneof(
  fc.tuple(someDays, someClock, someClock).map(([days, from, to]) => `${days}${from}-${to}`),
  fc.array(fc.tuple(fc.constantFrom('Mo-Fr ', 'Sa ', 'Su ', 'We ', 'Apr-Sep ', 'Oct Mo-Fr ', 'Sep 15-Oct 20 '), fc.oneof(someTimes, fc.constant('off'))), { minLength: 1, maxLength: 4 })
    .map((rules) => rules.map((rule) => rule.join('')).join('; ')),
)

describe('agrees with the library on ordinary days', () => {
  const someMinute = fc.tuple(fc.integer({ min: 0, max: 364 }).map((days) => addDays('2026-01-01', days)), fc.integer({ min: 0, max: 1439 }))

  test('with openAt, also when the text speaks of holidays', () => {
    fc.assert(fc.property(someHours, someMinute, fc.boolean(), (text, [day, minute], holidayRule) => {
      const isOrdinary = (each: Day) => ['workday', 'weekend'].includes(classify(each).kind)
      fc.pre(isOrdinary(day) && isOrdinary(addDays(day, -1)))
      const library = new OpeningHours(text, PLACE)
      const table = openTable(compiled(holidayRule ? `${text}; PH 01:00-02:00` : text), addDays(day, -2), 9)
      expect(openAt(table, startMinute(day) + minute), `${text} on ${day} at ${clock(minute)}`).toBe(library.getState(localMinute(day, minute)))
    }), { numRuns: 300 })
  })

  test('and openUntil and nextOpen with openAt', () => {
    fc.assert(fc.property(someHours, someMinute, (text, [day, minute]) => {
      const table = openTable(compiled(text), day, 9)
      const now = startMinute(day) + minute
      const until = openUntil(table, now)
      expect(until !== null).toBe(openAt(table, now))
      if (until !== null && until !== Infinity) {
        expect([openAt(table, until - 1), openAt(table, until)]).toEqual([true, false])
        for (let each = now; each < until; each += 7) expect(openUntil(table, each)).toBe(until)
      }
      const next = nextOpen(table, now)
      if (next !== null) {
        expect(openAt(table, next)).toBe(true)
        for (let each = now; each < next; each += 7) expect(openAt(table, each)).toBe(false)
        if (next > now) expect(openAt(table, next - 1)).toBe(false)
      }
    }), { numRuns: 100 })
  })
})

test('every machine gives the same tables, whatever its zone', () => {
  const texts = ['Mo-Fr 08:30-17:30; PH off', 'Mo-Su 20:00-08:00', 'Su 01:30-03:30', 'Apr-Oct 01:00-05:00; PH 10:00-12:00', 'Mo[1] 02:00-03:00', 'Mo-Su 22:00-02:30; Sa off']
  const script = `
    import { compileHours, openTable } from ${JSON.stringify(new URL('./hours.ts', import.meta.url).href)}
    const tables = ${JSON.stringify(texts)}.flatMap((text) => ['2026-03-05', '2026-04-01', '2026-09-24', '2026-10-22', '2026-10-29'].map((day) => [...openTable(compileHours(text), day, 12)]))
    console.log(new Date(2026, 5, 1).getTimezoneOffset(), JSON.stringify(tables))`
  const run = (zone: string) => execFileSync(process.execPath, ['--input-type=module', '-e', script], { env: { ...process.env, TZ: zone }, encoding: 'utf8' }).split(' ')
  const [offset, expected] = run('Asia/Shanghai')
  expect(offset).toBe('-480')
  for (const zone of ['America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca']) {
    const [otherOffset, tables] = run(zone)
    expect(otherOffset).not.toBe('-480')
    expect(tables, zone).toBe(expected)
  }
}, 30_000)
