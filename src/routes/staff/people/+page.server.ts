import { redirect } from '@sveltejs/kit'
import { could } from '#kernel/act.ts'
import { normalisePhone } from '#domain/identity/model.ts'
import { grantRole, revokeRole, roleHolders } from '#domain/identity/roles.ts'
import { unionsUnder } from '#domain/organisations/queries.ts'
import { refuse } from '#domain/refusals.ts'
import { GRANTED_ROLES } from '#domain/roles.ts'
import { stationPath } from '#domain/stations/model.ts'
import { stationByCode } from '#domain/stations/queries.ts'
import en from '#lib/i18n/en/identity.ts'
import { texts } from '#lib/i18n/texts.ts'
import zh from '#lib/i18n/zh-CN/identity.ts'
import { refused } from '../../refused.ts'
import { standingAt, unionsWith } from '../desk.ts'
import type { Actions, PageServerLoad } from './$types'

const UNIONS_MOST = 2_000

/** Who holds which role at the union I stand in and below. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const here = standingAt(locals, url)
  const { ctx, locale } = locals
  const t = texts(locale, zh, en)
  const cursor = url.searchParams.get('cursor') ?? undefined
  const holders = await roleHolders(ctx, { tenant: here.tenant, path: here.path, ...(cursor && { cursor }) })
  const mine = unionsWith(ctx, grantRole.card.permission).filter((place) => place.tenant === here.tenant)
  const trees = await Promise.all(mine.map((place) => unionsUnder(ctx, place.tenant, place.path, UNIONS_MOST)))
  return {
    holders: holders.items.map((one) => ({ ...one, roleName: t.role(one.role) })),
    next: holders.next,
    may: could(ctx, grantRole, here),
    roles: GRANTED_ROLES.filter((role) => role !== 'operator').map((role) => ({ value: role, label: t.role(role) })),
    unions: trees.flat().map(({ path, name }) => ({ value: path, label: name })),
    here: here.path,
    done: url.searchParams.get('done')
  }
}

export const actions: Actions = {
  grant: async ({ locals, request, url }) => {
    const here = standingAt(locals, url)
    const form = await request.formData()
    const typed = {
      phone: String(form.get('phone') ?? ''),
      role: String(form.get('role') ?? ''),
      path: String(form.get('path') ?? ''),
      station: String(form.get('station') ?? '').trim()
    }
    try {
      if (normalisePhone(typed.phone) === null) throw refuse('identity.phone_invalid')
      // A chief's place is his station, wherever in the tree it hangs.
      const path = typed.role === 'station_chief' ? stationPath(await stationByCode(locals.ctx, typed.station.toUpperCase())) : typed.path
      await grantRole(locals.ctx, { tenant: here.tenant, phone: typed.phone, role: typed.role, path } as Parameters<typeof grantRole>[1])
    } catch (error) {
      return refused(error, locals.locale, { typed })
    }
    redirect(303, `/staff/people?${new URLSearchParams({ path: here.path, done: 'granted' })}`)
  },
  revoke: async ({ locals, request, url }) => {
    const here = standingAt(locals, url)
    const form = await request.formData()
    try {
      await revokeRole(locals.ctx, {
        tenant: here.tenant,
        person: form.get('person'),
        role: form.get('role'),
        path: form.get('path')
      } as Parameters<typeof revokeRole>[1])
    } catch (error) {
      return refused(error, locals.locale)
    }
    redirect(303, `/staff/people?${new URLSearchParams({ path: here.path, done: 'revoked' })}`)
  }
}
