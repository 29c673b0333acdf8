import type zh from '../zh-CN/places.ts'

const en: typeof zh = {
  title: 'Change place · Huizhanjia',
  heading: 'Stations near where?',
  firstHeading: 'Where are you?',
  firstLead: 'Choose a place to see which stations near it are open.',
  locate: 'Use my position',
  locating: 'Finding where you are…',
  why: 'The phone is asked only when you tap. The position is used to sort by distance; it is not kept and not passed on.',
  forget: 'Stop using my position',
  trouble: {
    refused: 'The phone did not allow it. Turn on “location” for this browser (or app) in the settings, or choose a place below.',
    timeout: 'No position after 10 seconds. Try again by a window or outside, or choose a place below.',
    unavailable: 'The phone cannot find its position now. See whether location is on, or choose a place below.',
    unsupported: 'This browser cannot give a position. Choose a place below, or open this page in the phone’s own browser.'
  },
  search: 'District, street or station',
  searchHint: 'In Chinese, or pinyin and initials for districts (such as xhq)',
  go: 'Search',
  demo: 'Cities with sample data',
  choose: 'Province, city, district',
  wholeCountry: 'China',
  useThis: (name) => `Look in ${name}`,
  inside: (name) => `${name}: choose more closely`,
  divisions: 'Places',
  stations: 'Stations',
  nearIt: 'Around it',
  none: (q) => `Nothing found for “${q}”`,
  noneText: 'Try only the district or the street, without a house number; or choose step by step.',
  sample: 'sample'
}

export default en
