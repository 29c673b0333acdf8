import { redirect } from '@sveltejs/kit';
import { nearest } from '#domain/nearby/queries.ts';
import { division } from '#domain/organisations/queries.ts';
import { FACILITIES, VEHICLE_CLASSES } from '#domain/stations/catalogue.ts';
import { refused } from '../refused.ts';
import { nearestQuery, readFilters } from './filters.ts';
import { PLACE_COOKIE, placeOf } from './place.server.ts';
import { chooseFrom } from './stations/choose/choices.server.ts';
import type { Actions, PageServerLoad } from './$types';

const YEAR_S = 31_536_000;

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
	const { ctx } = locals;
	const filters = readFilters(url.searchParams);
	const here = await placeOf(ctx, url.searchParams, cookies);
	return {
		now: ctx.now.toISOString(),
		here,
		remembered: here?.division != null && here.division === cookies.get(PLACE_COOKIE),
		answer: here && (await nearest(ctx, nearestQuery(filters, here, ctx.now))),
		choices: here ? null : await chooseFrom(ctx, null, locals.demo),
		names: Object.fromEntries(FACILITIES.filter(({ code }) => filters.facilities.includes(code)).map(({ code, zh, en }) => [code, ctx.locale === 'en' ? en : zh])),
		vehicles: filters.parking === null ? [] : VEHICLE_CLASSES.map(({ code, zh, en }) => ({ code, name: ctx.locale === 'en' ? en : zh }))
	};
};

export const actions: Actions = {
	/** Remembers a district for this browser: a district, never a position. */
	place: async ({ request, cookies, url, locals }) => {
		const code = String((await request.formData()).get('place'));
		try {
			await division(locals.ctx, { code });
		} catch (error) {
			return refused(error, locals.locale);
		}
		cookies.set(PLACE_COOKIE, code, { path: '/', maxAge: YEAR_S, httpOnly: false, sameSite: 'lax', secure: url.protocol === 'https:' });
		redirect(303, '/');
	}
};
