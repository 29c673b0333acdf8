import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = ({ locals }) => ({
  locale: locals.locale,
  elder: locals.elder,
  theme: locals.theme,
  demo: locals.demo,
  signedIn: (locals.ctx?.actor.person ?? null) !== null
})
