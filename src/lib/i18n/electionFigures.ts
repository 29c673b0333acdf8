import { formatClock, formatDay } from './format.ts'
import { figure } from './figures.ts'
import type { Figures } from './refuse.ts'
import type { Locale } from './texts.ts'

/** Figures of elections, in refusals and notices. */

/** "12月1日 周二 09:00"; nothing where the figure is missing. */
export function moment(figures: Figures, name: string, locale: Locale): string {
  const at = new Date(figure(figures, name))
  return Number.isNaN(at.getTime()) ? '' : `${formatDay(locale, at)} ${formatClock(locale, at)}`
}

/** When votes are taken, from and to. */
export function span(figures: Figures, locale: Locale): string {
  const [from, to] = [moment(figures, 'opensAt', locale), moment(figures, 'closesAt', locale)]
  return locale === 'en' ? `from ${from} to ${to}` : `${from} 到 ${to}`
}

export function listed(figures: Figures, name: string, separator: string): string {
  const all = figures[name]
  return Array.isArray(all) ? all.map(String).join(separator) : ''
}

/** The figures on which two counts of papers differ: "1 号 12 / 13". */
export function differing(figures: Figures, locale: Locale): string {
  const zh = locale === 'zh-CN'
  const all = Array.isArray(figures['differs']) ? (figures['differs'] as { figure: string; theirs: number; mine: number }[]) : []
  const names: Readonly<Record<string, string>> = zh ? { ballots: '票箱里的张数', invalid: '废票' } : { ballots: 'papers', invalid: 'invalid' }
  const name = (what: string) => names[what] ?? (zh ? `${what} 号得票` : `votes for no. ${what}`)
  return all.map(({ figure: what, theirs, mine }) => (zh ? `${name(what)}，先录的是 ${theirs}，您录的是 ${mine}` : `${name(what)}: first ${theirs}, yours ${mine}`)).join(zh ? '；' : '; ')
}

const PHASES = {
  'zh-CN': {
    draft: '还在起草，没有发布。', announced: '已经公告，还没到时间。', nominating: '现在是推荐候选人的时间，还没到投票。', voting: '现在正在投票，办不了这一步。',
    over: '投票已经截止。', counting: '投票已经截止，正在清点。', sealed: '结果已经封存，不能再改。', cancelled: '这次选举已经取消。',
  },
  en: {
    draft: 'It is still a draft.', announced: 'It has been announced; it is not time yet.', nominating: 'Candidates are being put forward; votes are not taken yet.', voting: 'Votes are being taken.',
    over: 'Votes are no longer taken.', counting: 'Votes are no longer taken; they are being counted.', sealed: 'The result is sealed and cannot be changed.', cancelled: 'This election was cancelled.',
  },
} as const

/** What an election is doing now, as a reason why something cannot be done. */
export function phaseNow(figures: Figures, locale: Locale): string {
  const said: Readonly<Record<string, string>> = PHASES[locale]
  return said[figure(figures, 'phase')] ?? (locale === 'en' ? 'It is not the time for this.' : '现在还不能办这一步。')
}
