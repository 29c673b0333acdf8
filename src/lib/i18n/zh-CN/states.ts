/** How a station and its facilities are, in words. */
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
  ride: (minutes: number) => `骑 ${minutes} 分钟`
}

export default zh
