/** The list of stations: the first page, and the words of a station wherever it is listed. */
const zh = {
  title: '附近的站 · 会站家',
  description: '附近哪个站现在开着门、能热饭喝水充电，一看就知道。不用登录，不用下载。',
  you: '您',
  here: '这里',
  nearNow: (place: string) => `${place}附近，现在`,
  nearAt: (place: string, clock: string) => `${place}附近，${clock} 还开着的`,
  nearAny: (place: string) => `${place}附近的站`,
  change: '换个地方',
  map: '看地图',
  refresh: '刷新',
  relocate: '定位',
  fromCentre: (place: string) => `距离从${place}中心算起`,
  coarse: (distance: string) => `手机给的位置只准到 ${distance}，远近会有出入。`,
  lost: (clock: string) => `现在连不上，下面是 ${clock} 的消息。`,
  keep: '记住这个地方',
  filters: '筛选',
  chips: {
    open: '现在开门',
    microwave: '热饭',
    water: '饮水',
    charging: '充电',
    toilet: '厕所',
    shower: '淋浴',
    parking: '停车',
    aed: 'AED',
    always: '24 小时',
    stepFree: '无台阶',
    at: '收工后'
  },
  vehicles: '停什么车',
  late: { heading: '收工晚？', label: '按收工时间找', go: '找还开着的', now: '只看现在' },
  list: '能进去的站',
  closedHeading: (count: string) => `附近还有 ${count} 个，现在进不去`,
  closedAtHeading: (count: string, clock: string) => `附近还有 ${count} 个，${clock} 进不去`,
  orMore: (count: number) => `不止 ${count}`,
  moreHref: '再多看一些',
  empty: {
    title: (km: number) => `${km} 公里内没有都合适的站`,
    text: '去掉一个条件，或者看远一点：',
    without: (name: string) => `不要求${name}`,
    wider: (km: number) => `看 ${km} 公里内`,
    place: '换个地方'
  },
  confirmed: {
    scan: (ago: string) => `${ago}有人扫码确认`,
    chief: (ago: string) => `${ago}站长确认`,
    inspection: (ago: string) => `${ago}巡查确认`,
    report: (ago: string) => `${ago}有人说开着`,
    clock: (ago: string) => ago
  },
  notConfirmed: '最近没有人确认',
  lockedAgo: (ago: string) => `${ago}有人说的`,
  chiefCalled: '已报给负责的人',
  closedBy: {
    chief: (ago: string) => `${ago}站长关的门`,
    other: (ago: string) => `${ago}有人看过，关着`
  },
  opens: (when: string) => `${when} 开门`,
  until: (when: string) => `开到 ${when}`,
  always: '24 小时',
  noOpening: '公布的时间里近期不开门',
  hoursUnknown: '开放时间不知道，去之前先问一声',
  approximate: '位置只到区县，距离不准',
  works: '好用',
  notSaid: '未确认',
  unusable: '现在用不了'
}

export default zh
