import { sql } from 'kysely'
import * as z from 'zod'
import { authorise, may, type Place } from './access.ts'
import { writeAudit } from './audit.ts'
import type { Context, Locale } from './context.ts'
import { actsTotal } from './metrics.ts'
import { claimKey, freeKey, keepAnswer } from './once.ts'
import { isPassing, Refusal, refusalOf } from './refusal.ts'

interface Declared<I extends z.ZodType> {
  /** room.verb: its name in the audit, the access matrix and the OpenAPI operation. */
  readonly name: string
  readonly permission: string
  /** One English sentence for the API's document. */
  readonly summary: string
  readonly input: I
  /** Shape of the answer, for the API's document. */
  readonly output?: z.ZodType
  /** Codes it may refuse with beyond the common ones. */
  readonly refusals?: readonly string[]
  /** Finds the place inside the transaction; refuses what is not there. */
  readonly at: (ctx: Context, input: z.output<I>) => Place | Promise<Place>
}

interface Commanded<I extends z.ZodType, O> extends Declared<I> {
  /** Ids of what it touched, for the audit. */
  readonly subjects?: (input: z.output<I>, output: O | null) => readonly string[]
  /** The audit carries no actor. */
  readonly anonymous?: boolean
  readonly run: (ctx: Context, input: z.output<I>) => Promise<O | Refusal>
}

interface Queried<I extends z.ZodType, O> extends Declared<I> {
  readonly run: (ctx: Context, input: z.output<I>) => O | Promise<O>
}

/** What the doors and the tests read of an act. */
export interface ActCard extends Declared<z.ZodType> {
  readonly kind: 'command' | 'query'
}

/** One thing a person or machine may do. */
export interface Act<I extends z.ZodType = z.ZodType, O = unknown> {
  (ctx: Context, input: z.input<I>): Promise<O>
  readonly card: ActCard
}

const declared = new Map<string, Act>()

/** Every act whose room has been loaded, by name. */
export function acts(): readonly Act[] {
  return [...declared.values()].sort((a, b) => a.card.name.localeCompare(b.card.name))
}

export function query<I extends z.ZodType, O>(spec: Queried<I, O>): Act<I, O> {
  async function call(ctx: Context, raw: z.input<I>): Promise<O> {
    const input = parse(spec.input, raw, ctx.locale)
    const place = await spec.at(ctx, input)
    authorise(ctx, spec.permission, place)
    return spec.run(place.tenant === ctx.tenant ? ctx : { ...ctx, tenant: place.tenant }, input)
  }
  return declare('query', spec, call)
}

export function command<I extends z.ZodType, O>(spec: Commanded<I, O>): Act<I, O> {
  async function call(ctx: Context, raw: z.input<I>): Promise<O> {
    const input = parse(spec.input, raw, ctx.locale)
    let tenant = ctx.tenant
    const once = (inner: Context) => runOnce(spec, inner, input, (placed) => (tenant = placed))
    try {
      const out = ctx.db.isTransaction ? await inSavepoint(ctx, once) : await inTransaction(ctx, once)
      if (out instanceof Refusal) throw out
      return out
    } catch (error) {
      const refusal = refusalOf(error)
      if (!refusal) throw error
      // A refusal returned by run was written with it; one thrown undid everything, its line included.
      const privileged = error !== refusal || !kept.has(refusal)
      if (privileged && ctx.actor.person !== null) await auditRefusal(spec, { ...ctx, tenant }, input, refusal)
      throw refusal
    }
  }
  return declare('command', spec, call)
}

const kept = new WeakSet<Refusal>()

async function runOnce<I extends z.ZodType, O>(
  spec: Commanded<I, O>,
  ctx: Context,
  input: z.output<I>,
  placed: (tenant: number) => void,
): Promise<O | Refusal> {
  const place = await spec.at(ctx, input)
  placed(place.tenant)
  authorise(ctx, spec.permission, place)
  const inner: Context = { ...ctx, tenant: place.tenant }
  const claim = await claimKey(inner, spec.name, input)
  if (claim?.answer) return claim.answer.value as O
  const out = await spec.run({ ...inner, key: null }, input)
  const refused = out instanceof Refusal
  await writeAudit(inner, {
    act: spec.name,
    outcome: refused ? 'refused' : 'done',
    code: refused ? out.code : null,
    subjects: spec.subjects?.(input, refused ? null : out) ?? [],
    actor: spec.anonymous ? null : ctx.actor.pseudonym,
  })
  if (refused) kept.add(out)
  if (claim) await (refused ? freeKey(inner, claim) : keepAnswer(inner, claim, out))
  return out
}

async function auditRefusal<I extends z.ZodType, O>(spec: Commanded<I, O>, ctx: Context, input: z.output<I>, refusal: Refusal): Promise<void> {
  const subjects = spec.subjects?.(input, null) ?? []
  await writeAudit(ctx, { act: spec.name, outcome: 'refused', code: refusal.code, subjects, actor: spec.anonymous ? null : ctx.actor.pseudonym })
}

const ATTEMPTS = 5

async function inTransaction<O>(ctx: Context, run: (ctx: Context) => Promise<O>): Promise<O> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ctx.db.transaction().execute((trx) => run({ ...ctx, db: trx }))
    } catch (error) {
      if (attempt === ATTEMPTS || !isPassing(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, 20 * 2 ** attempt * (0.5 + Math.random())))
    }
  }
}

let savepoints = 0

async function inSavepoint<O>(ctx: Context, run: (ctx: Context) => Promise<O>): Promise<O> {
  const name = sql.raw(`act_${++savepoints}`)
  await sql`savepoint ${name}`.execute(ctx.db)
  try {
    const out = await run(ctx)
    await sql`release savepoint ${name}`.execute(ctx.db)
    return out
  } catch (error) {
    await sql`rollback to savepoint ${name}`.execute(ctx.db)
    throw error
  }
}

const messages = { 'zh-CN': z.locales.zhCN().localeError, en: z.locales.en().localeError }

/** Parses an input or refuses with `input.invalid`: every field that failed, in the reader's language. */
export function parse<I extends z.ZodType>(schema: I, raw: unknown, locale: Locale): z.output<I> {
  const parsed = schema.safeParse(raw, { error: messages[locale] })
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.slice(0, 20).map((issue) => ({
    field: issue.path.map(String).join('.'),
    rule: issue.code === 'custom' ? String(issue.params?.['rule'] ?? 'custom') : issue.code,
    message: issue.message,
  }))
  throw new Refusal('input.invalid', { fields })
}

function declare<I extends z.ZodType, O>(
  kind: ActCard['kind'],
  spec: Declared<I>,
  call: (ctx: Context, raw: z.input<I>) => Promise<O>,
): Act<I, O> {
  if (declared.has(spec.name)) throw new Error(`act declared twice: ${spec.name}`)
  const act = Object.assign(counted(spec.name, call), { card: { ...spec, kind } as ActCard }) as Act<I, O>
  declared.set(spec.name, act as unknown as Act)
  return act
}

function counted<R, O>(act: string, call: (ctx: Context, raw: R) => Promise<O>): (ctx: Context, raw: R) => Promise<O> {
  return async (ctx, raw) => {
    try {
      const out = await call(ctx, raw)
      actsTotal.inc({ act, outcome: 'done' })
      return out
    } catch (error) {
      actsTotal.inc({ act, outcome: error instanceof Refusal ? 'refused' : 'fault' })
      throw error
    }
  }
}

/** Whether the actor could do it there: greys out the button by the same line that refuses. */
export function could(ctx: Context, act: { card: ActCard }, place: Place): boolean {
  return may(ctx, act.card.permission, place)
}
