import type zh from '../zh-CN/stations.ts'

const en: typeof zh = {
  title: 'Stations near me · Huizhanjia',
  description: 'Which station near by is open right now, with a microwave, water and charging. No sign-in, nothing to install.',
  you: 'you',
  here: 'here',
  nearNow: (place) => `Near ${place}, now`,
  nearAt: (place, clock) => `Near ${place}, still open at ${clock}`,
  nearAny: (place) => `Stations near ${place}`,
  change: 'Change place',
  map: 'Map',
  refresh: 'Refresh',
  relocate: 'Locate',
  fromCentre: (place) => `Distances from the centre of ${place}`,
  coarse: (distance) => `The phone knows its place only to ${distance}: distances may be off.`,
  lost: (clock) => `No connection just now: this is as of ${clock}.`,
  keep: 'Remember this place',
  filters: 'Filters',
  chips: {
    open: 'Open now',
    microwave: 'Microwave',
    water: 'Water',
    charging: 'Charging',
    toilet: 'Toilet',
    shower: 'Shower',
    parking: 'Parking',
    aed: 'AED',
    always: '24 hours',
    stepFree: 'Step-free',
    at: 'After work'
  },
  vehicles: 'Parking for',
  late: { heading: 'Late shift?', label: 'Find by the time you finish', go: 'Find what is open', now: 'Only now' },
  list: 'Stations you can walk into',
  closedHeading: (count) => `${count} more near by that you cannot get into now`,
  closedAtHeading: (count, clock) => `${count} more near by, closed at ${clock}`,
  orMore: (count) => `Over ${count}`,
  moreHref: 'Show more',
  empty: {
    title: (km) => `No station within ${km} km has all of this`,
    text: 'Drop one wish, or look further:',
    without: (name) => `Without ${name}`,
    wider: (km) => `Within ${km} km`,
    place: 'Change place'
  },
  confirmed: {
    scan: (ago) => `confirmed by a scan ${ago}`,
    chief: (ago) => `confirmed by the chief ${ago}`,
    inspection: (ago) => `seen by an inspector ${ago}`,
    report: (ago) => `said to be open ${ago}`,
    clock: (ago) => ago
  },
  notConfirmed: 'not confirmed lately',
  lockedAgo: (ago) => `told ${ago}`,
  chiefCalled: 'Those responsible can see it',
  closedBy: {
    chief: (ago) => `closed by the chief ${ago}`,
    other: (ago) => `seen closed ${ago}`
  },
  opens: (when) => `Opens ${when}`,
  until: (when) => `Open until ${when}`,
  always: '24 hours',
  noOpening: 'No opening posted for the coming days',
  hoursUnknown: 'Hours not known: ask before you go',
  approximate: 'Placed by district only: the distance is rough',
  works: 'working',
  notSaid: 'not confirmed',
  unusable: 'not usable now'
}

export default en
