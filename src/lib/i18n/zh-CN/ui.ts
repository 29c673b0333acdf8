/** Words that components say by themselves. */
const zh = {
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
}

export default zh
