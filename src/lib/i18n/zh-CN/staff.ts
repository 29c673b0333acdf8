/** Words of the frame around the staff's pages. */
const zh = {
  brand: '会站家',
  menu: '菜单',
  rail: '工作台',
  rooms: { today: '今天', stations: '站点' },
  place: '我所在的工会',
  changePlace: '换一个工会',
  search: '搜站点、地址、编号',
  searchKeys: 'Ctrl K',
  signOut: '退出登录',
  mySettings: '显示设置',
  workerSide: '工人看到的页面',
  notSignedIn: '还没登录'
}

export default zh
