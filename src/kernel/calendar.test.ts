import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, addWorkdays, classify, dayOf, daysBetween, isDay, isWorkday, minuteOfDay, requireKnown, startMinute, weekdayOf, workdaysBetween } from './calendar.ts'

const someDay = fc.integer({ min: 0, max: 1460 }).map((days) => addDays('2024-01-01', days))

describe('days', () => {
  test('begin at midnight in Shanghai, whatever the machine thinks', () => {
    expect(dayOf(new Date('2026-09-30T15:59:59Z'))).toBe('2026-09-30')
    expect(dayOf(new Date('2026-09-30T16:00:00Z'))).toBe('2026-10-01')
    expect(minuteOfDay(new Date('2026-09-30T16:00:00Z'))).toBe(0)
    expect(minuteOfDay(new Date('2026-09-30T15:59:59Z'))).toBe(1439)
    expect(minuteOfDay(new Date('1969-12-31T15:00:00Z'))).toBe(23 * 60)
    expect(startMinute('1970-01-01')).toBe(-480)
  })

  test('can be counted across months, leap days and years', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
    expect(daysBetween('2025-12-30', '2026-01-02')).toBe(3)
    expect(['2026-09-28', '2026-10-04'].map(weekdayOf)).toEqual([0, 6])
  })

  test('are refused when they are none', () => {
    expect(['2026-10-01', '2024-02-29'].map(isDay)).toEqual([true, true])
    expect(['2026-02-29', '2026-13-01', '2026-1-1', '2026-10-01T00:00', ''].map(isDay)).toEqual([false, false, false, false, false])
    expect(() => addDays('soon', 1)).toThrow('"soon" is not a day')
  })

  test('an instant lies in its day', () => {
    fc.assert(fc.property(fc.date({ min: new Date('1992-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (instant) => {
      const minute = Math.floor(instant.getTime() / 60_000)
      expect(startMinute(dayOf(instant)) + minuteOfDay(instant)).toBe(minute)
    }))
  })
})

describe('the working calendar', () => {
  test('knows National Day 2026 and its make-up workdays', () => {
    for (let days = 0; days < 7; days++) expect(classify(addDays('2026-10-01', days))).toEqual({ kind: 'holiday', name: expect.stringContaining('国庆'), provisional: false })
    expect(classify('2026-09-20')).toEqual({ kind: 'makeup', name: expect.stringContaining('国庆'), provisional: false })
    expect(classify('2026-10-10').kind).toBe('makeup')
    expect(classify('2026-10-08')).toEqual({ kind: 'workday', provisional: false })
    expect(classify('2026-10-11')).toEqual({ kind: 'weekend', provisional: false })
  })

  test('knows Spring Festival 2026', () => {
    for (let days = 0; days < 9; days++) expect(classify(addDays('2026-02-15', days))).toEqual({ kind: 'holiday', name: '春节', provisional: false })
    expect(['2026-02-14', '2026-02-28', '2026-02-24', '2026-02-13'].map((day) => classify(day).kind)).toEqual(['makeup', 'makeup', 'workday', 'workday'])
  })

  test('has make-up workdays on weekends only, each of them worked', () => {
    for (let day = '2024-01-01'; day < '2027-01-01'; day = addDays(day, 1)) {
      if (classify(day).kind === 'makeup') expect([weekdayOf(day) > 4, isWorkday(day)]).toEqual([true, true])
    }
  })

  test('judges by weekday beyond the years it knows, and says so', () => {
    expect(classify('2099-10-01')).toEqual({ kind: 'workday', provisional: true })
    expect(classify('2099-10-03')).toEqual({ kind: 'weekend', provisional: true })
    expect(() => requireKnown('2026-12-31')).not.toThrow()
    expect(() => requireKnown('2099-10-01')).toThrow(/knows the years \d{4} to \d{4}, not 2099-10-01/)
  })

  test('counts working days from the next day on, over holidays and make-up days', () => {
    expect(addWorkdays('2026-09-30', 1)).toEqual({ day: '2026-10-08', provisional: false, counted: ['2026-10-08'] })
    expect(addWorkdays('2026-10-08', 3)).toEqual({ day: '2026-10-12', provisional: false, counted: ['2026-10-09', '2026-10-10', '2026-10-12'] })
    expect(addWorkdays('2026-10-12', -3).counted).toEqual(['2026-10-10', '2026-10-09', '2026-10-08'])
    expect(addWorkdays('2026-10-01', 0)).toEqual({ day: '2026-10-01', provisional: false, counted: [] })
    expect(addWorkdays('2098-12-31', 1).provisional).toBe(true)
    expect(workdaysBetween('2026-09-30', '2026-10-12')).toBe(4)
    expect(workdaysBetween('2026-10-12', '2026-09-30')).toBe(-4)
    expect(workdaysBetween('2026-10-01', '2026-10-01')).toBe(0)
  })

  test('adding and counting undo each other', () => {
    fc.assert(fc.property(someDay, fc.integer({ min: 0, max: 60 }), (day, n) => {
      const { day: end, counted } = addWorkdays(day, n)
      expect(counted).toHaveLength(n)
      expect(workdaysBetween(day, end)).toBe(n)
      expect(workdaysBetween(end, day)).toBe(-n || 0)
    }))
  })
})
