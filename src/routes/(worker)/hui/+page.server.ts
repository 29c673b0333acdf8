import type { Cookies } from '@sveltejs/kit'
import { homeOf, type Home } from '#domain/identity/home.ts'
import { me } from '#domain/identity/queries.ts'
import { isOpen, type ActingUnion, type ApplicationState } from '#domain/joining/model.ts'
import { myApplications, progress } from '#domain/joining/queries.ts'
import { initials } from '#domain/membership/model.ts'
import { placeNames } from '#domain/organisations/queries.ts'
import type { Context } from '#kernel/context.ts'
import { Refusal } from '#kernel/refusal.ts'
import { formatDay } from '#lib/i18n/format.ts'
import { keptApplications, progressHref } from './kept.server.ts'
import type { PageServerLoad } from './$types'

/** Drawn by the server, signed in or not. */
export const csr = false

interface ProgressCard {
  readonly href: string
  readonly state: ApplicationState
  readonly union: ActingUnion
  readonly sample: boolean
}

export const load: PageServerLoad = async ({ locals, cookies }) => {
  const { ctx } = locals
  const home = ctx.actor.person === null ? null : await homeOf(ctx, ctx.actor.person)
  const member = home?.union ? await memberOf(ctx, home) : null
  const applications = await applicationsOf(ctx, cookies)
  return {
    member,
    /** Of somebody without a union now. */
    number: member === null ? (home?.number ?? null) : null,
    // A member has no use for what led there.
    applications: member === null ? applications : applications.filter(({ state }) => isOpen(state))
  }
}

async function memberOf(ctx: Context, home: Home) {
  const [{ name }, [place]] = await Promise.all([me(ctx, {}), placeNames(ctx, [home.union!])])
  return {
    name: name === null ? null : initials(name),
    union: place?.name ?? null,
    number: home.number.replace(/(\d{4})(?=\d)/g, '$1 '),
    since: home.since && formatDay(ctx.locale, home.since),
    transferring: home.state === 'transferring',
    sample: name?.includes('示例') ?? false
  }
}

/** Mine where I am signed in, and those that this browser remembers. */
async function applicationsOf(ctx: Context, cookies: Cookies): Promise<ProgressCard[]> {
  const mine = ctx.actor.person === null ? [] : (await myApplications(ctx, {})).items.map((one) => ({ ...one, href: progressHref(one.application, null) }))
  const known = new Set(mine.map(({ application }) => application))
  const kept = await Promise.all(keptApplications(cookies).filter(({ id }) => !known.has(id)).map((one) => remembered(ctx, one)))
  return [...mine, ...kept.filter((one) => one !== null)]
}

/** null: no longer there. */
async function remembered(ctx: Context, { id, secret }: { id: string; secret: string }): Promise<ProgressCard | null> {
  try {
    const { state, union, sample } = await progress(ctx, { id, secret })
    return { state, union, sample, href: progressHref(id, secret) }
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
