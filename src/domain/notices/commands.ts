import { sql } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import { ownPlace } from '#kernel/access.ts'
import { command } from '#kernel/act.ts'
import { readMessageInput, readMessageOutput } from './inputs.ts'

export const readMessage = command({
  name: 'notices.read',
  permission: 'self.write',
  summary: 'Marks one of my messages as read; the first time counts.',
  input: readMessageInput,
  output: readMessageOutput,
  at: (ctx) => ownPlace(ctx.actor.person),
  subjects: (input) => [input.message],
  async run(ctx, { message }) {
    const marked = await sql<{ read_at: Date }>`update inbox set read_at = coalesce(read_at, ${ctx.now})
      where person_id = ${ctx.actor.person} and message_id = ${message} returning read_at`.execute(ctx.db)
    if (!marked.rows[0]) throw refuse('access.not_found')
    return { message, readAt: marked.rows[0].read_at.toISOString() }
  },
})
