import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { askHome, moveHome } from '../identity/home.ts'
import { moveMember, writeHistory } from './enrol.ts'

/** Moves a home between two unions of the acting tenant at the person's own wish: home row, roster, history. False where it is not at `from`. */
export async function rehome(ctx: Context, person: string, from: string, to: string, detail: Readonly<Record<string, unknown>>): Promise<boolean> {
  const transfer = newId()
  if (!(await askHome(ctx, person, { tenant: ctx.tenant, path: from }, transfer))) return false
  await moveHome(ctx, person, transfer, { tenant: ctx.tenant, path: to })
  await moveMember(ctx, person, to)
  await writeHistory(ctx, person, to, 'transferred_in', { ...detail, from })
  return true
}
