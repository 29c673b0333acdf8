/**
 * What the source list (npm @vant/area-data) has wrong or too much, and the code changes that
 * rosters of older years still carry. State of the list: end of 2024, 34 / 333 / 2,846.
 */

/** Codes that are real in form but are no county of the national list: management zones and towns. */
export const NOT_COUNTIES = new Set(['320112', '321150', '632857'])

/** Prefecture cities without counties: what the source lists below them are towns. */
export const WITHOUT_COUNTIES = ['4419', '4420', '4604', '6202']

/** Sansha's two districts (set up 2020-04-18) stand one code too high in the source. */
export const RENUMBERED: Record<string, string> = { '460302': '460301', '460303': '460302' }

export interface CodeChange {
  code: string
  name: string
  parent: string
  /** The day of the decision (State Council reply or the province's notice), ISO date. */
  validTo: string
  /** Where it was divided (江干区), the one that took most of it. */
  replacedBy: string
}

/** Where two decisions are known, the province's published notice counts. Sources: data/README.md. */
export const RETIRED: CodeChange[] = [
  { code: '320602', name: '崇川区', parent: '320600', validTo: '2020-07-03', replacedBy: '320613' },
  { code: '320611', name: '港闸区', parent: '320600', validTo: '2020-07-03', replacedBy: '320613' },
  { code: '320684', name: '海门市', parent: '320600', validTo: '2020-07-03', replacedBy: '320614' },
  { code: '330103', name: '下城区', parent: '330100', validTo: '2021-03-11', replacedBy: '330105' },
  { code: '330104', name: '江干区', parent: '330100', validTo: '2021-03-11', replacedBy: '330102' },
  { code: '350402', name: '梅列区', parent: '350400', validTo: '2021-02-02', replacedBy: '350404' },
  { code: '350403', name: '三元区', parent: '350400', validTo: '2021-02-02', replacedBy: '350404' },
  { code: '350427', name: '沙县', parent: '350400', validTo: '2021-02-02', replacedBy: '350405' },
  { code: '350625', name: '长泰县', parent: '350600', validTo: '2021-02-02', replacedBy: '350605' },
  { code: '350681', name: '龙海市', parent: '350600', validTo: '2021-02-02', replacedBy: '350604' },
  { code: '370634', name: '长岛县', parent: '370600', validTo: '2020-06-05', replacedBy: '370614' },
  { code: '370684', name: '蓬莱市', parent: '370600', validTo: '2020-06-05', replacedBy: '370614' },
  { code: '410381', name: '偃师市', parent: '410300', validTo: '2021-03-18', replacedBy: '410307' },
]

/** New codes of the same decisions, and new districts that replaced no whole code. */
export const VALID_FROM: Record<string, string> = {
  '320613': '2020-07-03',
  '320614': '2020-07-03',
  '330113': '2021-03-11',
  '330114': '2021-03-11',
  '350404': '2021-02-02',
  '350405': '2021-02-02',
  '350604': '2021-02-02',
  '350605': '2021-02-02',
  '370614': '2020-06-05',
  '410307': '2021-03-18',
  '460301': '2020-04-18',
  '460302': '2020-04-18',
}

/** Seats that the point lists lack and whose parent's point would mislead by hundreds of kilometres; general knowledge, to about 5 km. */
export const SEATS: Record<string, { lon: number; lat: number }> = {
  '460300': { lon: 112.34, lat: 16.83 },
  '460302': { lon: 112.9, lat: 9.6 },
  '513200': { lon: 102.2, lat: 31.9 },
  '522300': { lon: 104.9, lat: 25.09 },
  '652700': { lon: 82.07, lat: 44.9 },
  '659004': { lon: 87.54, lat: 44.17 },
  '659005': { lon: 87.83, lat: 47.33 },
  '659006': { lon: 85.67, lat: 41.86 },
  '659007': { lon: 82.35, lat: 44.84 },
  '659008': { lon: 80.99, lat: 43.95 },
  '659009': { lon: 79.29, lat: 37.21 },
  '659010': { lon: 84.83, lat: 44.69 },
  '659011': { lon: 93.75, lat: 42.8 },
  '659012': { lon: 83.0, lat: 46.7 },
}
