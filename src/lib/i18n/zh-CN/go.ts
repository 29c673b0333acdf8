/** Handing over to a map app. */
const zh = {
  title: (name: string) => `去${name} · 会站家`,
  heading: (name: string) => `去${name}`,
  lead: '点一个您手机里有的地图，路线由它来带。',
  by: { label: '怎么去', walk: '走路', ride: '骑车', drive: '开车' },
  apps: { amap: '高德地图', baidu: '百度地图', tencent: '腾讯地图', apple: '苹果地图', other: '手机里别的地图' },
  baiduHint: '打开后点“到这去”',
  otherHint: '不是每部手机都能打开',
  approximate: '这个站的位置只到区县，地图会带您到区县中心附近。先问清楚再走。',
  address: '地址',
  back: '回到这个站'
}

export default zh
