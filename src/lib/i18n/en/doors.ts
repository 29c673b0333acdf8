import type zh from '../zh-CN/doors.ts'

const en: typeof zh = {
  notYet: 'Not open yet',
  worksNow: 'What works now',
  stations: 'Open stations near me',
  stationsUnder: 'Rest, water, warm your meal, charge, toilet; no sign-in',
  rights: '12351, the workers’ rights line',
  rightsUnder: 'Wages, injury, contracts, joining: ask by phone',
  help: 'Emergency numbers',
  helpUnder: 'Ambulance, police, fire, road accident',
  jia: {
    title: 'Services · Huizhanjia',
    heading: '家: what I can get, what I have',
    text: 'Midnight canteen, health checks, accident cover and study grants will be here. This version does not have them, and we set up no empty counters.'
  }
}

export default en
