import { may } from '#kernel/access.ts'
import { list } from '#domain/founding/view.ts'
import { unionFigures, unionList } from '#domain/reports/unions.ts'
import { standingAt } from '../desk.ts'
import type { PageServerLoad } from './$types'

const KINDS = ['single', 'joint', 'industry_federation'] as const
export const _PAGE = 50

/** The unions at and below where I stand: counts by type, unions of areas, and the rows behind each figure. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const here = standingAt(locals, url)
  const { ctx } = locals
  const kind = KINDS.find((one) => one === url.searchParams.get('kind'))
  const q = (url.searchParams.get('q') ?? '').trim().slice(0, 60)
  const registered = url.searchParams.get('registered') === 'yes' ? ('yes' as const) : undefined
  const offset = Math.max(0, Math.floor(Number(url.searchParams.get('offset') ?? 0)) || 0)
  const [figures, rows, foundings] = [
    await unionFigures(ctx, { path: here.path }),
    await unionList(ctx, { path: here.path, ...(kind && { kind }), ...(q !== '' && { q }), ...(registered && { registered }), offset, limit: _PAGE }),
    may(ctx, 'founding.read', here) ? (await list(ctx, { path: here.path })).total : 0
  ]
  return { figures, rows, foundings, kind: kind ?? null, q, registered: registered ?? null, offset, page: _PAGE, here: here.path }
}
