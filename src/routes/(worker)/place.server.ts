import type { Cookies } from '@sveltejs/kit';
import { division } from '#domain/organisations/queries.ts';
import { station } from '#domain/nearby/queries.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#kernel/context.ts';
import { plainName } from './stations/card.ts';

export const PLACE_COOKIE = 'hzj_place';

/** Where the list looks from. */
export interface Here {
	readonly name: string;
	/** WGS-84 degrees. */
	readonly lon: number;
	readonly lat: number;
	/** The code of the division, where it is one: what may be remembered. */
	readonly division: string | null;
}

/** The place an address or this browser's cookie names: a division, a station, or a point. null: none chosen yet. */
export async function placeOf(ctx: Context, params: URLSearchParams, cookies: Cookies): Promise<Here | null> {
	const code = params.get('place');
	if (code !== null) return divisionPlace(ctx, code);
	const near = params.get('near');
	if (near !== null) {
		const { name, sample, lon, lat } = await station(ctx, { code: near });
		return { name: plainName(name, sample), lon, lat, division: null };
	}
	const [lon, lat] = [params.get('lon'), params.get('lat')].map((text) => (text === null || text.trim() === '' ? NaN : Number(text)));
	if (Number.isFinite(lon) && Number.isFinite(lat)) return { name: '', lon: lon!, lat: lat!, division: null };
	const kept = cookies.get(PLACE_COOKIE);
	return kept === undefined ? null : keptPlace(ctx, kept);
}

async function divisionPlace(ctx: Context, code: string): Promise<Here | null> {
	const { name, lon, lat } = await division(ctx, { code });
	return lon === null || lat === null ? null : { name, lon, lat, division: code };
}

/** A cookie that no longer names a division is as good as none. */
async function keptPlace(ctx: Context, code: string): Promise<Here | null> {
	try {
		return await divisionPlace(ctx, code);
	} catch (error) {
		if (error instanceof Refusal) return null;
		throw error;
	}
}
