import * as z from 'zod'
import { covers } from '#kernel/access.ts'
import { command } from '#kernel/act.ts'
import { refuse } from '#domain/refusals.ts'
import { actingClient } from '../identity/clients.ts'
import { take } from '../identity/codes.ts'
import { placeOf } from '../joining/routing.ts'
import { submit } from '../joining/submit.ts'
import { handOverInput } from './inputs.ts'

/** Partners' apps hand applicants over, each with his own consent. The answer is the same whether or not somebody is a member. */

export const HAND_OVER_LIMIT = { most: 2_000, windowSeconds: 3600 } as const
const CONSENT_DAYS = 30

export interface HandedOver {
  /** {tenant}.{uuid} */
  readonly application: string
}

export const handOver = command({
  name: 'rosters.hand_over',
  permission: 'joining.hand_over',
  summary: 'A partner hands over one applicant with his consent. Answers the application and nothing else: the person follows it by signing in with the phone, and the partner never learns who is a member.',
  input: handOverInput,
  output: z.object({ application: z.string() }),
  refusals: ['identity.document_invalid', 'identity.phone_invalid', 'membership.trade_unknown', 'joining.no_union_here', 'joining.union_unknown', 'stations.division_unknown', 'partners.consent_time', 'partners.outside', 'access.too_many', 'once.key_reused'],
  at: async (ctx, input) => {
    const { tenant, node } = await placeOf(ctx, input)
    const path = input.union ?? node
    const partner = ctx.actor.grants.find(({ role }) => role === 'partner')
    if (partner && (partner.tenant !== tenant || !covers(partner.path, path))) throw refuse('partners.outside', { path: partner.path })
    return { tenant, path }
  },
  subjects: (_input, output: HandedOver | null) => (output ? [output.application] : []),
  async run(ctx, input): Promise<HandedOver> {
    const client = await actingClient(ctx)
    if (!client) throw refuse('access.not_found')
    await take(ctx, 'partners.hand_over', client.id, HAND_OVER_LIMIT.most, HAND_OVER_LIMIT.windowSeconds)
    const age = ctx.now.getTime() - new Date(input.consent.at).getTime()
    if (age < -300_000 || age > CONSENT_DAYS * 86_400_000) throw refuse('partners.consent_time', { at: input.consent.at, days: CONSENT_DAYS })
    const { consent, ...given } = input
    const { application } = await submit(ctx, { ...given, consent: consent.version, source: 'partner', client: { id: client.id, name: client.name } })
    return { application }
  },
})
