import { readFileSync } from 'node:fs'

export interface Trade {
  readonly code: string
  readonly zh: string
  readonly en: string
  /** A new form of employment: figures keep these apart from other outdoor workers. */
  readonly newForm: boolean
}

/** Trades of members: data, so that a new one is a line in data/trades.json. */
export const TRADES = JSON.parse(readFileSync(new URL('../../../data/trades.json', import.meta.url), 'utf8')) as readonly Trade[]

export function isTrade(code: string): boolean {
  return TRADES.some((trade) => trade.code === code)
}

/** Name of a trade in the reader's language; the code itself where it is not listed. */
export function tradeName(code: string, locale: 'zh-CN' | 'en'): string {
  const trade = TRADES.find((one) => one.code === code)
  return trade ? (locale === 'en' ? trade.en : trade.zh) : code
}
