import type zh from '../zh-CN/staff.ts'

const en: typeof zh = {
  brand: 'Huizhanjia',
  menu: 'Menu',
  rail: 'Desk',
  rooms: { today: 'Today', stations: 'Stations', joining: 'Joining', members: 'Members', rosters: 'Lists', moves: 'Transfers', elections: 'Votes', unions: 'Unions', proposals: 'Proposals', figures: 'Figures', partners: 'Partners' },
  place: 'The union I stand in',
  changePlace: 'Change union',
  search: 'Search stations, addresses, codes',
  searchKeys: 'Ctrl K',
  signOut: 'Sign out',
  mySettings: 'Display settings',
  workerSide: 'What workers see',
  notSignedIn: 'Not signed in'
}

export default en
