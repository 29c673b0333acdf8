import type zh from '../zh-CN/go.ts'

const en: typeof zh = {
  title: (name) => `To ${name} · Huizhanjia`,
  heading: (name) => `To ${name}`,
  lead: 'Choose a map app that is on your phone; it leads the way.',
  by: { label: 'How', walk: 'On foot', ride: 'Riding', drive: 'Driving' },
  apps: { amap: 'Amap', baidu: 'Baidu Maps', tencent: 'Tencent Maps', apple: 'Apple Maps', other: 'Another map on this phone' },
  baiduHint: 'then tap “到这去” (go here)',
  otherHint: 'not every phone can open this',
  approximate: 'This station is placed by district only: the map leads to the middle of the district. Ask first.',
  address: 'Address',
  back: 'Back to the station'
}

export default en
