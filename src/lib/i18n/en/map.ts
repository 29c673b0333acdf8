import type zh from '../zh-CN/map.ts'

const en: typeof zh = {
  title: 'Map of stations · Huizhanjia',
  heading: 'Map of stations',
  list: 'List',
  schematic: 'Schematic: borders and places are no evidence',
  loading: 'Opening the map…',
  noScript: 'The map needs JavaScript. The list shows the same stations, nearest first.',
  failed: 'This phone cannot open the map. The list shows the same stations, nearest first.',
  lost: 'No connection just now: stations may be missing.',
  words: {
    map: 'Map. Arrow keys move it, plus and minus zoom; the stations in view are listed below.',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out'
  },
  inView: (count) => `${count} stations in view`,
  zoom: 'Too many stations: zoom in.',
  none: 'No station in view: move, or zoom out.',
  close: 'Close',
  locate: 'Use my position'
}

export default en
