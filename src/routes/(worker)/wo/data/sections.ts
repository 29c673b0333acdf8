import { fen, formatYuan } from '#kernel/money.ts'
import { sayNotice } from '#lib/i18n/notice.ts'
import en from '#lib/i18n/en/data.ts'
import foundEn from '#lib/i18n/en/found.ts'
import identityEn from '#lib/i18n/en/identity.ts'
import moveEn from '#lib/i18n/en/move.ts'
import proposalsEn from '#lib/i18n/en/proposals.ts'
import { texts, type Locale } from '#lib/i18n/texts.ts'
import zh from '#lib/i18n/zh-CN/data.ts'
import foundZh from '#lib/i18n/zh-CN/found.ts'
import identityZh from '#lib/i18n/zh-CN/identity.ts'
import moveZh from '#lib/i18n/zh-CN/move.ts'
import proposalsZh from '#lib/i18n/zh-CN/proposals.ts'
import { tradeName } from '#domain/membership/trades.ts'
import type { MyData } from '#domain/privacy/collect.ts'

/** What is held about me, in words: the same for the page and for the printed copy. */
export interface Section {
  readonly name: string
  readonly title: string
  readonly lead?: string
  readonly none?: string
  readonly lines: readonly { readonly term?: string; readonly text: string; readonly under?: string }[]
}

/** "2026-11-18 10:00" in Beijing. */
export function moment(iso: string): string {
  return new Date(new Date(iso).getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}

export function sectionsOf(held: MyData, locale: Locale): Section[] {
  const t = texts(locale, zh, en)
  const { sections: s, labels: l, line, word } = t
  const role = texts(locale, identityZh, identityEn).role
  const move = texts(locale, moveZh, moveEn)
  const proposals = texts(locale, proposalsZh, proposalsEn)
  const found: Readonly<Record<string, string>> = texts(locale, foundZh, foundEn).states
  const several = (parts: readonly string[]) => parts.join(locale === 'en' ? ', ' : '、') || l.notKnown
  const numbered = (one: { kind: string; number: string } | null) => (one ? `${word('documents', one.kind)} ${one.number}` : l.notKnown)
  const proposed = (one: MyData['proposals']['made'][number]) => ({ text: one.title ?? proposals.hidden, under: `${proposals.states[one.state]} · ${one.union.name ?? ''} · ${moment(one.madeAt)}` })
  const { person, membership } = held
  return [
    {
      name: 'person', title: s.person,
      lines: [
        { term: l.name, text: person.name ?? l.notKnown }, { term: l.phone, text: person.phone },
        { term: l.document, text: numbered(person.document), ...(person.document && { under: person.document.checkedAt ? l.checked(moment(person.document.checkedAt).slice(0, 10)) : l.unchecked }) },
        { term: l.since, text: moment(person.since) }
      ]
    },
    { name: 'roles', title: s.roles, lines: held.roles.map((one) => ({ text: role(one.role), under: one.place ?? '' })) },
    {
      name: 'membership', title: s.membership,
      lines: [{ term: l.number, text: membership.number ?? l.notKnown }, { term: l.home, text: membership.home?.union ?? l.noHome, ...(membership.home?.since && { under: moment(membership.home.since) }) }]
    },
    { name: 'history', title: s.history, lines: membership.history.map((one) => ({ text: `${move.history.events[one.event]} · ${one.union}`, under: moment(one.at) })) },
    {
      name: 'rosters', title: s.rosters,
      lines: held.rosters.flatMap((one) => [
        { term: l.union, text: one.union ?? l.notKnown, under: `${one.joinedOn} · ${word('sources', one.source)}${one.endedOn ? ` — ${one.endedOn} ${word('ends', one.endReason ?? '')}` : ''}` },
        { term: l.name, text: one.name }, { term: l.phone, text: one.phone ?? l.notKnown }, { term: l.document, text: numbered(one.document) },
        { term: l.sex, text: one.sex ? word('sexes', one.sex) : l.notKnown }, { term: l.birthYear, text: one.birthYear?.toString() ?? l.notKnown },
        { term: l.trades, text: several(one.trades.map((code) => tradeName(code, locale))) }, { term: l.platforms, text: several(one.platforms) }, { term: l.cities, text: several(one.cities) },
        { term: l.employer, text: one.employer ?? l.notKnown }
      ])
    },
    { name: 'dues', title: s.dues, lines: held.rosters.flatMap((one) => one.dues.map((paid) => ({ text: line.dues(paid.month, formatYuan(fen(paid.amountFen)), paid.paidOn), under: one.union ?? '' }))) },
    {
      name: 'applications', title: s.applications,
      lines: held.applications.map((one) => ({ text: `${one.union} · ${word('applications', one.state)}`, under: [one.name, one.phone, numbered(one.document), tradeName(one.trade, locale), one.employer, moment(one.submittedAt)].filter(Boolean).join(' · ') }))
    },
    { name: 'transfers', title: s.transfers, lines: held.transfers.map((one) => ({ text: line.transfer(one.from ?? '—', one.to ?? '—'), under: moment(one.askedAt) })) },
    {
      name: 'cards', title: s.cards,
      lines: held.cards.map((one) => ({ text: line.card(moment(one.expiresAt)), under: [moment(one.issuedAt), one.provisional && line.provisional, one.revokedAt && line.revoked].filter(Boolean).join(' · ') }))
    },
    { name: 'sessions', title: s.sessions, lines: held.sessions.map((one) => ({ text: one.label || '—', under: `${line.session(moment(one.createdAt), moment(one.seenAt))}${one.endedAt ? ` · ${line.ended(moment(one.endedAt))}` : ''}` })) },
    { name: 'passkeys', title: s.passkeys, lines: held.passkeys.map((one) => ({ text: one.label, under: moment(one.createdAt) })) },
    {
      name: 'messages', title: s.messages,
      lines: held.messages.map((one) => {
        const said = sayNotice(one.code, one.params, locale)
        return { text: said.title, under: `${said.text} · ${moment(one.at)}` }
      })
    },
    { name: 'made', title: s.made, lines: held.proposals.made.map(proposed) },
    { name: 'seconded', title: s.seconded, lines: held.proposals.seconded.map(proposed) },
    {
      name: 'votes', title: s.votes, lead: s.votesLead,
      lines: held.votes.map((one) => ({ text: `${one.title}：${line.voted[one.voted ?? 'none']}`, under: [moment(one.opensAt), one.nominated && line.nominated].filter(Boolean).join(' · ') }))
    },
    { name: 'offices', title: s.offices, lines: held.offices.map((one) => ({ text: `${word('offices', one.kind)} · ${one.union ?? ''}`, under: line.until(one.until) })) },
    { name: 'foundings', title: s.foundings, lines: held.foundings.map((one) => ({ text: one.name, under: [one.union, found[one.state] ?? one.state].filter(Boolean).join(' · ') })) },
    { name: 'notHeld', title: s.notHeld, lines: [{ text: s.notHeldText }] }
  ]
}

/** Consents and readings, which the page draws by hand, for the printed copy. */
export function moreSections(held: MyData, locale: Locale): Section[] {
  const t = texts(locale, zh, en)
  const role = texts(locale, identityZh, identityEn).role
  return [
    { name: 'readings', title: t.sections.readings, none: t.sections.readingsNone, lines: held.readings.map((one) => ({ text: readingLine(one, locale, role), under: moment(one.at) })) },
    {
      name: 'consents', title: t.sections.consents, none: t.sections.consentsNone,
      lines: held.consents.map((one) => ({ text: t.word('consents', one.purpose), under: [t.line.consent(one.version, one.party), moment(one.givenAt), one.withdrawnAt && t.line.withdrawnAt(moment(one.withdrawnAt))].filter(Boolean).join(' · ') }))
    }
  ]
}

function readingLine(one: MyData['readings'][number], locale: Locale, role: (code: string) => string): string {
  const t = texts(locale, zh, en)
  return t.line.reading(one.union, role(one.role), one.fields.map((field) => t.word('fields', field)).join(locale === 'en' ? ', ' : '、'), t.word('purposes', one.purpose))
}
