import { APPROXIMATE_M } from '#domain/stations/model.ts'
import { navigationLinks, type By } from '#lib/map/navigate.ts'
import { plainName } from '../../card.ts'
import { stationAt } from '../../station.server.ts'
import type { PageServerLoad } from './$types'

export const csr = false

const WAYS: readonly By[] = ['walk', 'ride', 'drive']

export const load: PageServerLoad = async ({ locals, params, url, request }) => {
  const { code, name, sample, lon, lat, accuracyM, address, hotline } = await stationAt(locals.ctx, params.code)
  const by = WAYS.find((way) => way === url.searchParams.get('by')) ?? 'walk'
  const links = navigationLinks({ lon, lat, name: plainName(name, sample), address }, by)
  // The phone's own map first.
  const apple = /iPhone|iPad|Macintosh/.test(request.headers.get('user-agent') ?? '')
  const ordered = apple ? links.toSorted((a, b) => Number(b.app === 'apple') - Number(a.app === 'apple')) : links
  return { code, name: plainName(name, sample), address, hotline, by, ways: WAYS, links: ordered, approximate: accuracyM > APPROXIMATE_M }
}
