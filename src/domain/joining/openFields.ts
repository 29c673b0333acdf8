import type * as z from 'zod'
import { command, type Act } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import { personByDocument } from '../identity/documents.ts'
import { logReading } from '../identity/readings.ts'
import { applicationById, employerOf, numberOf, phoneOf, readId } from './application.ts'
import { deskPlace } from './decide.ts'
import { openedFieldsOutput, openFieldsInput } from './inputs.ts'
import { keepLook } from './looks.ts'

type Opened = z.output<typeof openedFieldsOutput>

const opening = command({
  name: 'joining.open_fields',
  permission: 'members.open',
  summary: 'Opens phone, document or employer of an application in full, for a stated purpose: logged, and shown to the person, at once or as soon as he is known.',
  input: openFieldsInput,
  output: openedFieldsOutput,
  refusals: ['joining.unknown'],
  at: deskPlace,
  subjects: (input) => [input.id, `purpose:${input.purpose}`, ...input.fields.map((field) => `field:${field}`)],
  async run(ctx, { id: text, fields, purpose }): Promise<Opened> {
    const { id } = await readId(ctx, text)
    const row = await applicationById(ctx, id)
    const person = (await personByDocument(ctx, row.doc_hash)) ?? row.person_id
    const look = { fields, purpose, path: row.path }
    if (person !== null) await logReading(ctx, { person, ...look })
    else await keepLook(ctx, row, look)
    return {
      ...(fields.includes('phone') ? { phone: phoneOf(row) } : {}),
      ...(fields.includes('document') ? { document: { kind: row.doc_kind, number: numberOf(row) } } : {}),
      ...(fields.includes('employer') ? { employer: employerOf(row) } : {}),
    }
  },
})

/** The answer is kept for no request sent again: each look is a look. */
export const openFields: Act<typeof openFieldsInput, Opened> = Object.assign((ctx: Context, raw: z.input<typeof openFieldsInput>) => opening({ ...ctx, key: null }, raw), { card: opening.card })
