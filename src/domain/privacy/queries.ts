import { ownPlace } from '#kernel/access.ts'
import { command, query } from '#kernel/act.ts'
import { take } from '../identity/codes.ts'
import { keyless } from '../identity/commands.ts'
import { documentOf } from '../identity/documents.ts'
import { fullPhone, sealedPerson } from '../identity/people.ts'
import { refuse } from '#domain/refusals.ts'
import { collect, type MyData } from './collect.ts'
import { dataOutput, nothing, openInput, openOutput } from './inputs.ts'
import { FILES_A_DAY } from './model.ts'

export const data = query({
  name: 'privacy.data',
  permission: 'self.read',
  summary: 'Everything that the product holds about me, room by room; numbers masked.',
  input: nothing,
  output: dataOutput,
  at: (ctx) => ownPlace(ctx.actor.person),
  run: (ctx): Promise<MyData> => collect(ctx, false),
})

/** A command, because that it happened is written down: a file with everything in it is worth stealing. Its answer is never kept. */
export const carryAway = keyless(command({
  name: 'privacy.carry_away',
  permission: 'self.write',
  summary: 'The same in full, to carry away: one file, ten a day.',
  input: nothing,
  output: dataOutput,
  refusals: ['access.too_many'],
  at: (ctx) => ownPlace(ctx.actor.person),
  subjects: (_, out: MyData | null) => (out ? [`v${out.version}`] : []),
  async run(ctx): Promise<MyData> {
    await take(ctx, 'privacy.files', ctx.actor.person!, FILES_A_DAY, 86_400)
    return collect(ctx, true)
  },
}))

/** Its owner may always read it: written into the audit, not among the readings of others. */
export const openOwn = keyless(command({
  name: 'privacy.open_own',
  permission: 'self.write',
  summary: 'My own phone or document in full.',
  input: openInput,
  output: openOutput,
  refusals: ['privacy.no_document', 'access.too_many'],
  at: (ctx) => ownPlace(ctx.actor.person),
  subjects: ({ field }) => [field],
  async run(ctx, { field }) {
    const person = ctx.actor.person!
    await take(ctx, 'privacy.open_own', person, 30, 3_600)
    if (field === 'phone') return { value: fullPhone((await sealedPerson(ctx.db, person))!) }
    const document = await documentOf(ctx, person)
    if (!document) throw refuse('privacy.no_document')
    return { value: document.number }
  },
}))
