import type { SubmitFunction } from '@sveltejs/kit';
import { allowedPosition, readPosition, type Position, type Trouble } from '#lib/map/position.svelte.ts';

const PROVE_MS = 10_000;

/**
 * Sends a report without leaving the page. `proof`: 'if allowed' takes the position along where its owner has allowed it before;
 * 'asked' asks for it, and sends nothing without. A report sent again under the same key carries the same position.
 */
export function sending(proof: 'if allowed' | 'asked') {
	const state = $state<{ busy: boolean; trouble: Trouble | null }>({ busy: false, trouble: null });
	let kept: { key: unknown; here: Position | null } | undefined;

	const submit: SubmitFunction = async ({ formData, cancel }) => {
		state.busy = true;
		state.trouble = null;
		const key = formData.get('key');
		try {
			if (kept?.key !== key) kept = { key, here: proof === 'asked' ? await readPosition(PROVE_MS, 10_000) : await allowedPosition() };
		} catch (trouble) {
			state.trouble = trouble as Trouble;
			state.busy = false;
			cancel();
			return;
		}
		if (kept?.here) {
			formData.set('lon', String(kept.here.lon));
			formData.set('lat', String(kept.here.lat));
			formData.set('positionAccuracyM', String(kept.here.accuracyM));
		}
		return async ({ update }) => {
			await update();
			state.busy = false;
		};
	};
	return { state, submit };
}
