import { decide } from '#domain/joining/decide.ts'
import type { Context } from '#kernel/context.ts'
import { refusalOf } from '#kernel/refusal.ts'
import { sayRefusal, type Saying } from '#lib/i18n/refuse.ts'

export interface NotDone extends Saying {
  readonly name: string
}

const MOST = 200

/** Approves what was selected, each as it was seen (`{id}@{revision}@{name}`): one that fails does not hold up the others. */
export async function decideMany(ctx: Context, chosen: readonly string[]): Promise<{ done: number; failed: NotDone[] }> {
  const failed: NotDone[] = []
  let done = 0
  for (const each of chosen.slice(0, MOST)) {
    const [id = '', revision = '', name = ''] = each.split('@')
    try {
      await decide(ctx, { id, decision: 'approve', revision: Number(revision) })
      done += 1
    } catch (error) {
      const refusal = refusalOf(error)
      if (!refusal) throw error
      failed.push({ name, ...sayRefusal(refusal.code, refusal.params, ctx.locale) })
    }
  }
  return { done, failed }
}
