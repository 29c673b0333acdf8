/** The map: a second view of the list. */
const zh = {
  title: '站点地图 · 会站家',
  heading: '站点地图',
  list: '看列表',
  schematic: '示意图，边界和位置不作依据',
  loading: '正在打开地图……',
  noScript: '地图要用 JavaScript。不用地图也行：列表里有同样的站，按远近排好。',
  failed: '这部手机打不开地图。列表里有同样的站，按远近排好。',
  lost: '现在连不上，站点可能不全。',
  words: {
    map: '地图。用方向键移动，加减键放大缩小；下面有屏幕里的站。',
    zoomIn: '放大',
    zoomOut: '缩小'
  },
  inView: (count: number) => `屏幕里有 ${count} 个站`,
  zoom: '站太多了，放大看。',
  none: '屏幕里没有站，移一移或缩小看。',
  close: '关上',
  locate: '用我的位置'
}

export default zh
