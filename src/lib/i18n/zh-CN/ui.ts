/** Words that components say by themselves. */
const zh = {
	states: {
		open: '开着',
		should_be_open: '应当开着',
		reported_locked: '有人说锁门了',
		closed: '关着',
		should_be_closed: '应当关着',
		unknown: '不清楚',
		provisional: '待核实'
	},
	facilityStates: { ok: '好用', out_of_order: '坏了', out_of_stock: '用完了', unknown: '未确认' },
	sample: '示例',
	go: '去',
	goTo: (name: string) => `去${name}`,
	walk: (minutes: number) => `走 ${minutes} 分钟`,
	ride: (minutes: number) => `骑 ${minutes} 分钟`,
	busy: '正在办……',
	optional: '选填',
	errorPrefix: '要改：',
	summaryTitle: (count: number) => `有 ${count} 处要改`,
	next: '可以这样办',
	requestId: (id: string) => `编号 ${id}`,
	noPhoto: '还没有照片',
	close: '关上',
	dismiss: '知道了',
	previous: '上一页',
	following: '下一页',
	pages: '翻页',
	loading: '正在取……',
	sortedUp: '从小到大',
	sortedDown: '从大到小',
	sortBy: (label: string) => `按${label}排`,
	selectAll: '全选',
	selectRow: (name: string) => `选中${name}`,
	scrollTable: '表格可以左右滑动',
	back: '返回',
	notices: { info: '说明', good: '办好了', warn: '注意', bad: '没办成' }
};

export default zh;
