import { redirect } from '@sveltejs/kit'

/** Sends who has not signed in to the sign-in page, which leads back here. Answers the person. */
export function requireSignIn(locals: App.Locals, url: URL): string {
  const { person } = locals.ctx.actor
  if (person === null) redirect(303, `/wo/sign-in?next=${encodeURIComponent(url.pathname + cleanSearch(url))}`)
  return person
}

/** The query without the name of an action, so that coming back never repeats one. */
export function cleanSearch(url: URL): string {
  const kept = new URLSearchParams([...url.searchParams].filter(([name]) => !name.startsWith('/')))
  return kept.size > 0 ? `?${kept}` : ''
}
