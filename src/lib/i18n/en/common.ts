import type zh from '../zh-CN/common.ts';

const en: typeof zh = {
	brand: 'Huizhanjia',
	titleEnd: ' · Huizhanjia',
	skip: 'Skip to content',
	demo: 'Demo · the data are samples',
	home: 'Huizhanjia home',
	switchLanguage: '中文',
	switchLanguageLabel: '切换到中文',
	elderOn: 'Large view',
	elderOff: 'Normal view',
	doorsLabel: 'The four doors',
	doors: {
		stations: { word: '站', under: 'Stations' },
		benefits: { word: '家', under: 'Services' },
		union: { word: '会', under: 'Union' },
		me: { word: '我', under: 'Inbox' }
	},
	help: 'Help',
	unread: (count) => `${count} unread`,
	errors: {
		notFoundTitle: 'This page was not found',
		notFoundDetail: 'The address may be mistyped, or the page has been put away.',
		forbiddenTitle: 'This page needs you to sign in first',
		tooManyTitle: 'That was too fast',
		tooManyDetail: 'Wait a minute and try again. Nothing you filled in is lost.',
		brokenTitle: 'Something broke here',
		brokenDetail: 'It is not your fault. It has been written down; trying once more usually works.',
		offlineTitle: 'No signal just now',
		again: 'Try again',
		toHome: 'Back to stations near me',
		requestId: (id) => `Quote this number on the phone: ${id}`
	}
};

export default en;
