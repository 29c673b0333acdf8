/** Choosing where to look from. */
const zh = {
  title: '换个地方 · 会站家',
  heading: '看哪里的站？',
  firstHeading: '您在哪里？',
  firstLead: '选好地方，就看得到附近哪个站开着门。',
  locate: '用我的位置',
  locating: '正在找您的位置……',
  why: '点了才会问手机要位置。位置只用来排远近，不保存，也不告诉别人。',
  forget: '不用我的位置了',
  trouble: {
    refused: '手机没有让用位置。要用的话，在手机设置里给浏览器（或当前 App）打开“位置”；不想用，就在下面选地方。',
    timeout: '等了 10 秒还没找到位置。到窗边或室外再点一次，或者在下面选地方。',
    unavailable: '手机现在找不到位置。看看定位开了没有，或者在下面选地方。',
    unsupported: '这个浏览器给不了位置。请在下面选地方，或者用手机自带的浏览器打开。'
  },
  search: '输入地名、路名或站名',
  searchHint: '区县名、拼音首字母（如 xhq）、路名、站名都行',
  go: '查找',
  demo: '示例数据所在城市',
  choose: '选省、市、区县',
  wholeCountry: '全国',
  useThis: (name: string) => `就看${name}`,
  inside: (name: string) => `${name}，再选细一点`,
  divisions: '地方',
  stations: '站',
  nearIt: '看它附近',
  none: (q: string) => `没有找到“${q}”`,
  noneText: '换个写法试试：只写区县名或路名，不写门牌号。也可以一级一级选。',
  sample: '示例'
}

export default zh
