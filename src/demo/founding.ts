import { sql } from 'kysely'
import { writeEvent, writeTaker } from '#domain/founding/queries.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { sampleName } from './roster.ts'

const RECRUITS = 16
const DAY_MS = 86_400_000

/** A founding under way, so that nobody begins before empty pages: led by a demo person, in the state in which members sign up. */
export async function loadDemoFounding(ctx: Context, people: readonly string[], lead: string): Promise<void> {
  const founding = newId()
  const ago = (days: number) => ({ ...ctx, now: new Date(ctx.now.getTime() - days * DAY_MS) })
  await sql`insert into founding (tenant_id, founding_id, parent, name, kind, area, division, trade, state, asked_by, sample, revision, created_at, changed_at)
    values (${ctx.tenant}, ${founding}, '/cn/33/3301/330102', '湖滨商圈快递末端联合工会（示例）', 'joint', true, '330102', 'courier', 'recruiting', ${lead}, true, 1, ${ago(6).now}, ${ago(1).now})`.execute(ctx.db)
  await writeEvent(ago(6), founding, 'need', {})
  await writeEvent(ago(6), founding, 'described', { employers: ['示例快递一店', '示例快递二店', '示例驿站三店'], people: 60 })
  await writeEvent(ago(6), founding, 'preparing', {})
  await writeTaker(ago(6), founding, lead, 'lead', '李师傅（示例）')
  for (const [at, person] of people.slice(0, 2 + RECRUITS).entries()) await writeTaker(ago(at < 2 ? 5 : 2), founding, person, at < 2 ? 'group' : 'recruit', sampleName(20_001 + at))
  await writeEvent(ago(4), founding, 'recruiting', { group: 3 })
}
