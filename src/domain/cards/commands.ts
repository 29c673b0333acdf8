import * as z from 'zod'
import { ownPlace } from '#kernel/access.ts'
import { command } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import { takeFrom } from '#kernel/limits.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { holdHome } from '../identity/home.ts'
import { refuse } from '../refusals.ts'
import * as inputs from './inputs.ts'
import { issueCard } from './issue.ts'
import { CARDS_A_DAY, type MyCard } from './model.ts'
import { memberFacts, toMyCard, type CardFacts } from './myCard.ts'
import { revokeCards } from './revoke.ts'

export const renew = command({
  name: 'cards.renew',
  permission: 'self.write',
  summary: 'Issues me a new card for a day; older ones stay good until they end.',
  input: z.object({}),
  output: inputs.myCard,
  refusals: ['cards.none', 'access.too_many'],
  at: (ctx) => ownPlace(ctx.actor.person),
  async run(ctx): Promise<MyCard | Refusal> {
    const facts = await heldFacts(ctx)
    if (!facts) throw refuse('cards.none')
    return newCard(ctx, facts)
  },
})

export const reissue = command({
  name: 'cards.reissue',
  permission: 'self.write',
  summary: 'My card was photographed or my phone is lost: every card of mine is revoked at once, and I get a new one.',
  input: z.object({}),
  output: inputs.reissued,
  refusals: ['access.too_many'],
  at: (ctx) => ownPlace(ctx.actor.person),
  async run(ctx): Promise<{ revoked: number; card: MyCard | null } | Refusal> {
    const facts = await heldFacts(ctx)
    const revoked = await revokeCards(ctx, ctx.actor.person!)
    const card = facts ? await newCard(ctx, facts) : null
    // Returned, not thrown: whatever the limit of new cards says, the old ones are worthless now.
    return card === null || 'text' in card ? { revoked, card } : card
  },
})

/** Facts of a home that is held, so that nobody gets a card from a union that he is leaving at the same moment. */
async function heldFacts(ctx: Context): Promise<CardFacts | null> {
  const person = ctx.actor.person!
  return memberFacts(ctx, person, await holdHome(ctx, person))
}

async function newCard(ctx: Context, facts: CardFacts): Promise<MyCard | Refusal> {
  const full = await takeFrom(ctx, { name: 'cards.person', who: ctx.actor.person!, most: CARDS_A_DAY, windowSeconds: 86_400 })
  if (full) return refuse('access.too_many', { retryAt: full.freeAt.toISOString() })
  return toMyCard(ctx, await issueCard(ctx, facts), facts)
}
