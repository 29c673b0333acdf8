import type zh from '../zh-CN/ui.ts';

const en: typeof zh = {
	states: {
		open: 'Open',
		should_be_open: 'Should be open',
		reported_locked: 'Reported locked',
		closed: 'Closed',
		should_be_closed: 'Should be closed',
		unknown: 'Not known',
		provisional: 'To be verified'
	},
	facilityStates: {
		ok: 'Working',
		out_of_order: 'Out of order',
		out_of_stock: 'Used up',
		unknown: 'Not confirmed'
	},
	sample: 'sample',
	go: 'Go',
	goTo: (name) => `Go to ${name}`,
	walk: (minutes) => `${minutes} min walk`,
	ride: (minutes) => `${minutes} min ride`,
	busy: 'Working on it…',
	optional: 'optional',
	errorPrefix: 'To correct: ',
	summaryTitle: (count) => (count === 1 ? 'One thing to correct' : `${count} things to correct`),
	next: 'What you can do',
	requestId: (id) => `Reference ${id}`,
	noPhoto: 'No photo yet',
	close: 'Close',
	dismiss: 'Got it',
	previous: 'Previous',
	following: 'Next',
	pages: 'Pages',
	loading: 'Loading…',
	sortedUp: 'lowest first',
	sortedDown: 'highest first',
	sortBy: (label) => `Sort by ${label}`,
	selectAll: 'Select all',
	selectRow: (name) => `Select ${name}`,
	scrollTable: 'The table scrolls sideways',
	back: 'Back',
	notices: { info: 'Note', good: 'Done', warn: 'Mind', bad: 'Not done' }
};

export default en;
