import type { NearItem } from '#domain/nearby/queries.ts';

/** What the nearest-stations act answers. */
export interface NearAnswer {
	readonly items: readonly NearItem[];
	readonly closedNearby: readonly NearItem[];
}

const KEEN_MS = 700;
const CALM_MS = 5000;
/** Right after a look the list is asked more than once a second, then calmly: it is somebody's data plan. */
const KEEN_FOR_MS = 60_000;

/**
 * Asks the API again and again while the page is seen, and tells `heard` what changed (null: no connection).
 * Unchanged answers cost a 304. Answers the function that stops it.
 */
export function follow(query: string, at: 'once' | 'later', heard: (answer: NearAnswer | null) => void): () => void {
	const stop = new AbortController();
	let keenUntil = Date.now() + KEEN_FOR_MS;
	let tag = '"0"';
	let timer: ReturnType<typeof setTimeout>;

	async function ask(): Promise<void> {
		try {
			const response = await fetch(`/api/v1/stations/nearest?${query}`, { signal: stop.signal, cache: 'no-store', headers: { 'if-none-match': tag } });
			if (response.ok) {
				tag = response.headers.get('etag') ?? tag;
				heard((await response.json()) as NearAnswer);
			} else if (response.status >= 500) heard(null);
		} catch {
			if (!stop.signal.aborted) heard(null);
		}
	}

	function plan(): void {
		clearTimeout(timer);
		if (stop.signal.aborted || document.hidden) return;
		timer = setTimeout(again, Date.now() < keenUntil ? KEEN_MS : CALM_MS);
	}

	async function again(): Promise<void> {
		await ask();
		plan();
	}

	function seen(): void {
		if (document.hidden) return clearTimeout(timer);
		keenUntil = Date.now() + KEEN_FOR_MS;
		clearTimeout(timer);
		void again();
	}

	document.addEventListener('visibilitychange', seen, { signal: stop.signal });
	if (at === 'once') void again();
	else plan();
	return () => {
		stop.abort();
		clearTimeout(timer);
	};
}
