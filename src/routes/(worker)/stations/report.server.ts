import { report } from '#domain/presence/commands.ts'
import { DEVICE_WEIGHS_AFTER_MS, type ReportKind } from '#domain/presence/model.ts'
import { refused } from '../../refused.ts'

const TEXTS = ['facility', 'note', 'lon', 'lat', 'positionAccuracyM'] as const

/** What a report did, as its card tells it. */
export interface Told {
  readonly kind: ReportKind
  readonly effect: 'turned' | 'weighed' | 'noted' | 'closed_as_posted'
  /** People who must say the same before it turns. */
  readonly missing: number
  /** This browser is too new to weigh. */
  readonly young: boolean
  /** A position was sent with it. */
  readonly located: boolean
}

/** "The door is locked" and the like, from a form: without sign-in, with a position only if the reader's browser sent one. */
export async function reportFrom(request: Request, locals: App.Locals, code: string) {
  const form = await request.formData()
  const kind = String(form.get('kind')) as ReportKind
  const about = kind === 'broken' || kind === 'out_of_stock'
  const given = Object.fromEntries(TEXTS.map((name) => [name, form.get(name)] as const).filter(([name, value]) => typeof value === 'string' && value !== '' && (about || name !== 'facility')))
  try {
    const ctx = { ...locals.ctx, key: String(form.get('key') ?? '') || null }
    const { effect, weighing, needed } = await report(ctx, { ...given, code, kind })
    const young = !ctx.device || ctx.now.getTime() - ctx.device.since.getTime() < DEVICE_WEIGHS_AFTER_MS
    const told: Told = { kind, effect, missing: Math.max(1, needed - weighing), young, located: 'lon' in given }
    return { told }
  } catch (error) {
    return refused(error, locals.locale)
  }
}
