/** Where this phone is, asked for only when its owner taps. It stays in this tab and is used to sort by distance; it is never sent to be kept. */

export interface Position {
	/** WGS-84 degrees, rounded to some 10 m: enough to sort by, less to give away. */
	readonly lon: number;
	readonly lat: number;
	readonly accuracyM: number;
	readonly at: number;
}

export type Trouble = 'refused' | 'timeout' | 'unavailable' | 'unsupported';

const KEY = 'hzj_position';
const KEPT_MS = 15 * 60_000;
const ASK_MS = 10_000;

export const position = $state<{ here: Position | null; asking: boolean; trouble: Trouble | null }>({ here: null, asking: false, trouble: null });

function round(degrees: number): number {
	return Math.round(degrees * 1e4) / 1e4;
}

/** Takes up what this tab knew a quarter of an hour ago at most. */
export function recall(): void {
	if (position.here) return;
	try {
		const kept = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Position | null;
		if (kept && Date.now() - kept.at < KEPT_MS) position.here = kept;
	} catch {
		// A browser without storage asks again.
	}
}

export function forget(): void {
	position.here = null;
	position.trouble = null;
	try {
		sessionStorage.removeItem(KEY);
	} catch {
		// Nothing was kept.
	}
}

/** One reading of the position; throws a Trouble. */
export function readPosition(timeoutMs: number, maximumAgeMs: number): Promise<Position> {
	return new Promise((resolve, reject: (trouble: Trouble) => void) => {
		if (!('geolocation' in navigator) || !isSecureContext) return reject('unsupported');
		navigator.geolocation.getCurrentPosition(
			({ coords }) => resolve({ lon: round(coords.longitude), lat: round(coords.latitude), accuracyM: Math.round(coords.accuracy), at: Date.now() }),
			({ code }) => reject(code === 1 ? 'refused' : code === 3 ? 'timeout' : 'unavailable'),
			{ enableHighAccuracy: true, timeout: timeoutMs, maximumAge: maximumAgeMs }
		);
	});
}

/** Asks for the position, after a tap. */
export async function locate(): Promise<void> {
	position.asking = true;
	position.trouble = null;
	try {
		position.here = await readPosition(ASK_MS, 30_000);
		sessionStorage.setItem(KEY, JSON.stringify(position.here));
	} catch (trouble) {
		if (!position.here) position.trouble = typeof trouble === 'string' ? (trouble as Trouble) : null;
	} finally {
		position.asking = false;
	}
}

/** The position if its owner has allowed it before: never makes the browser ask. */
export async function allowedPosition(): Promise<Position | null> {
	try {
		const { state } = await navigator.permissions.query({ name: 'geolocation' });
		return state === 'granted' ? await readPosition(3000, 30_000) : null;
	} catch {
		return null;
	}
}
