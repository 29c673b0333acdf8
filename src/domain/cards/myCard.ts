import type { Context } from '#kernel/context.ts'
import { settings } from '#kernel/settings.ts'
import { homeOf, type Home } from '../identity/home.ts'
import { openName, sealedMember } from '../membership/member.ts'
import { initials, maskName } from '../membership/model.ts'
import { tradeName } from '../membership/trades.ts'
import { placeNames } from '../organisations/queries.ts'
import type { CardGiven, IssuedCard } from './issue.ts'
import { RENEW_BELOW_HOURS, type MyCard } from './model.ts'

/** What a card says of a person. */
export interface CardFacts extends Omit<CardGiven, 'id'> {
  readonly number: string | null
  readonly sample: boolean
}

/** Facts for the card of a home member, as the roster has them now; null for whoever has no home. */
export async function memberFacts(ctx: Context, person: string, home?: Home | null): Promise<CardFacts | null> {
  const union = (home === undefined ? await homeOf(ctx, person) : home)?.union
  if (!union) return null
  const member = await sealedMember(ctx, union.tenant, person)
  if (member?.state !== 'active') return null
  const [place] = await placeNames(ctx, [union])
  return { person, tenant: union.tenant, union: place?.name ?? '', trade: member.trade, name: openName(member), provisional: false, number: member.number, sample: member.sample }
}

/** A card as its owner gets it. Also for the provisional card of an application. */
export function toMyCard(ctx: Context, issued: IssuedCard, facts: CardFacts): MyCard {
  return {
    text: issued.text,
    issuedAt: issued.issuedAt.toISOString(),
    expiresAt: issued.expiresAt.toISOString(),
    renewAt: new Date(issued.expiresAt.getTime() - RENEW_BELOW_HOURS * 3_600_000).toISOString(),
    provisional: facts.provisional,
    union: facts.union,
    trade: { code: facts.trade, name: tradeName(facts.trade, ctx.locale) },
    name: maskName(facts.name),
    initials: initials(facts.name),
    number: facts.number,
    sample: facts.sample,
    revocations: `${settings().origin}/.well-known/revocations.json`,
  }
}
