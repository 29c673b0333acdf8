import { describe, expect, test } from 'vitest'
import { compileHours, hoursToday } from './hours.ts'
import { dayInWords, hoursInWords, mistakeInWords } from './hoursWords.ts'

const texts: [text: string, chinese: string, english: string][] = [
  ['24/7', '24 小时开放', 'Open 24 hours'],
  ['off', '不开放', 'Not open'],
  ['Mo-Fr 08:30-17:30; PH off', '周一至周五 08:30–17:30；周六、周日休息；节假日休息；调休上班日按工作日', 'Mon–Fri 08:30–17:30; Sat, Sun closed; Public holidays closed; Make-up workdays as on workdays'],
  ['Mo-Su 20:00-08:00', '每天 20:00–次日 08:00；节假日未说明', 'Every day 20:00–08:00 next day; Public holidays not stated'],
  ['24/7; PH off', '每天 24 小时；节假日休息', 'Every day 24 hours; Public holidays closed'],
  ['Mo-Su,PH 08:00-20:00', '每天 08:00–20:00；节假日照常', 'Every day 08:00–20:00; Public holidays as usual'],
  ['Mo,We,Fr 08:00-12:00,14:00-17:30; PH 10:00-12:00', '周一、周三、周五 08:00–12:00、14:00–17:30；周二、周四、周六、周日休息；节假日 10:00–12:00；调休上班日按工作日', 'Mon, Wed, Fri 08:00–12:00, 14:00–17:30; Tue, Thu, Sat, Sun closed; Public holidays 10:00–12:00; Make-up workdays as on workdays'],
  ['Mo-Fr 09:00-18:00; PH 10:00-12:00; Sa,Su off', '周一至周五 09:00–18:00；周六、周日休息；节假日逢周一至周五 10:00–12:00；节假日逢周六、周日休息；调休上班日按工作日', 'Mon–Fri 09:00–18:00; Sat, Sun closed; Public holidays on Mon–Fri 10:00–12:00; Public holidays on Sat, Sun closed; Make-up workdays as on workdays'],
  ['Apr-Oct 07:00-22:00; Nov-Mar 08:00-20:00; PH off', '每天 07:00–22:00；节假日休息；按季节不同，以上为本周时间', 'Every day 07:00–22:00; Public holidays closed; Varies by season; these are the hours of this week'],
  ['Mo-Fr 08:00-17:00; Sa,Su "按门铃"; PH off', '周一至周五 08:00–17:00；周六、周日 时间不定，请先询问；节假日休息；调休上班日按工作日', 'Mon–Fri 08:00–17:00; Sat, Sun hours vary, ask first; Public holidays closed; Make-up workdays as on workdays'],
]

describe('hours in words', () => {
  test.each(texts)('%s', (text, chinese, english) => {
    const hours = compileHours(text)
    if (!hours.ok) throw new Error(hours.message)
    expect(hoursInWords(hours, 'zh-CN', '2026-09-30').join('；')).toBe(chinese)
    expect(hoursInWords(hours, 'en', '2026-09-30').join('; ')).toBe(english)
  })

  test('of one day', () => {
    const hours = compileHours('Mo-Fr 08:30-12:00,20:00-02:00; PH off')
    if (!hours.ok) throw new Error(hours.message)
    expect(dayInWords(hoursToday(hours, '2026-09-30'), 'zh-CN')).toBe('08:30–12:00、20:00–次日 02:00')
    expect(dayInWords(hoursToday(hours, '2026-10-01'), 'zh-CN')).toBe('休息')
    expect(dayInWords(hoursToday(hours, '2026-10-01'), 'en')).toBe('Closed')
  })

  test('a mistake says where it is and what to write', () => {
    const mistake = compileHours('Mo-Fr 25:00-26:00')
    if (mistake.ok) throw new Error('understood')
    expect(mistakeInWords(mistake, 'zh-CN')).toBe('第 7 个字符“25:00”：时间写法不对：请写起止时间，如 08:30-17:30，开始时间早于 24:00。')
    expect(mistakeInWords(mistake, 'en')).toBe(`Character 7, “25:00”: ${mistake.message}`)
  })
})
