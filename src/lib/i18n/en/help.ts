import type zh from '../zh-CN/help.ts'

const en: typeof zh = {
  title: 'Help · Huizhanjia',
  heading: 'Call first',
  lead: 'Get out of danger first. Say three things: where you are, what happened, how many people.',
  call: (number) => `Call ${number}`,
  lines: {
    '120': { name: 'Ambulance', what: 'Injury, fainting, chest pain, heat stroke. Free, no area code.' },
    '122': { name: 'Road accident', what: 'A collision, damage, a dispute over fault. On a motorway get behind the barrier first.' },
    '110': { name: 'Police', what: 'Assault, robbery, threats, or someone about to hurt themselves. If you cannot speak, text 12110.' },
    '119': {
      name: 'Fire and rescue',
      what: 'A vehicle or battery on fire, someone trapped. If a battery smokes, walk away; do not save it.'
    },
    '12351': {
      name: 'Workers’ rights line',
      what: 'Unpaid wages, work injury, contracts, unfair fines, joining the union. Answered by the union.'
    }
  },
  now: 'At once',
  later: 'Not this minute, but it matters',
  aedTitle: 'Someone is down and not breathing',
  aed: 'Call 120, send somebody for the AED, start pressing: both hands on the middle of the chest, 100 to 120 a minute, 5 cm deep.',
  aedLink: 'Nearest AED'
}

export default en
