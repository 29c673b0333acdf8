import { randomUUID } from 'node:crypto';
import type { Handle } from '@sveltejs/kit/hooks';
import { htmlAttributes, readPreferences } from '#lib/ui/preferences.ts';

// Placeholder of the pages door: the session and the context come with the kernel.
export const handle: Handle = async ({ event, resolve }) => {
	const preferences = readPreferences(
		(name) => event.cookies.get(name),
		event.request.headers.get('accept-language')
	);
	Object.assign(event.locals, preferences, { demo: true, requestId: randomUUID() });
	return resolve(event, {
		transformPageChunk: ({ html }) => html.replace('%hzj.html%', htmlAttributes(preferences))
	});
};
