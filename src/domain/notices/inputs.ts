import * as z from 'zod'

export const inboxInput = z.object({ cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(100).default(30) })
export const inboxOutput = z.object({
  items: z.array(z.object({
    message: z.uuid(),
    code: z.string(),
    params: z.record(z.string(), z.unknown()),
    link: z.string().nullable(),
    at: z.string(),
    readAt: z.string().nullable(),
  })),
  next: z.string().nullable(),
})
export const readMessageInput = z.object({ message: z.uuid() })
export const readMessageOutput = z.object({ message: z.uuid(), readAt: z.string() })
