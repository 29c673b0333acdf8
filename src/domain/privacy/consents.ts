import { refuse } from '#domain/refusals.ts'
import { ownPlace } from '#kernel/access.ts'
import { command } from '#kernel/act.ts'
import { withdrawConsent } from '../identity/consents.ts'
import { consentInput } from './inputs.ts'

export const withdraw = command({
  name: 'privacy.withdraw_consent',
  permission: 'self.write',
  summary: 'Takes a consent of mine back: from now on nothing is done by it; what was done stays done.',
  input: consentInput,
  refusals: ['privacy.consent_unknown'],
  at: (ctx) => ownPlace(ctx.actor.person),
  subjects: ({ consent }) => [consent],
  async run(ctx, { consent }) {
    if (!(await withdrawConsent(ctx, ctx.actor.person!, consent))) throw refuse('privacy.consent_unknown')
  },
})
