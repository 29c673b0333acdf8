/** Words of the frame around the staff's pages. */
const zh = {
  brand: '会站家',
  menu: '菜单',
  rail: '工作台',
  rooms: { today: '今天', stations: '站点', joining: '入会申请', members: '会员名册', rosters: '名单导入', moves: '转会', elections: '选举表决', unions: '建会与组织', proposals: '提案', figures: '数字', partners: '合作方' },
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
