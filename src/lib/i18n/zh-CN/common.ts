/** Words of the frame around every page. */
const zh = {
	brand: '会站家',
	titleEnd: ' · 会站家',
	skip: '跳到正文',
	demo: '演示模式 · 数据为示例',
	home: '会站家首页',
	switchLanguage: 'EN',
	switchLanguageLabel: 'Switch to English',
	elderOn: '长辈版',
	elderOff: '标准版',
	doorsLabel: '四扇门',
	doors: {
		stations: { word: '站', under: '歇脚' },
		benefits: { word: '家', under: '服务' },
		union: { word: '会', under: '工会' },
		me: { word: '我', under: '消息' }
	},
	help: '求助',
	unread: (count: number) => `${count} 条未读`,
	errors: {
		notFoundTitle: '没找到这个页面',
		notFoundDetail: '网址可能写错了，或者这一页已经收起来了。',
		forbiddenTitle: '这一页需要先登录',
		tooManyTitle: '点得太快了',
		tooManyDetail: '请等一分钟再试，已经填好的内容不会丢。',
		brokenTitle: '这里出了毛病',
		brokenDetail: '不是您的错。毛病已经记下来了；再试一次，多半就好。',
		offlineTitle: '现在没有信号',
		again: '再试一次',
		toHome: '回到附近的站',
		requestId: (id: string) => `打电话时报这个编号：${id}`
	}
};

export default zh;
