/** Levels of the tree, from the top. */
export const LEVELS = ['nation', 'province', 'city', 'county', 'town', 'grassroots'] as const
export type Level = (typeof LEVELS)[number]

/** general: a union of unions of an area; the others have members: of one enterprise, of several, of an industry. */
export const UNION_KINDS = ['general', 'single', 'joint', 'industry_federation'] as const
export type UnionKind = (typeof UNION_KINDS)[number]

export const DIVISION_LEVELS = ['province', 'prefecture', 'county'] as const
export type DivisionLevel = (typeof DIVISION_LEVELS)[number]

/** The top of the tree. */
export const ROOT = '/cn'
/** Stands for the nation where a division is asked for. */
export const NATION = '100000'

/**
 * A node of the tree: /cn, then a province (2 digits), a prefecture (4) and a county (6) of the division codes, then
 * segments of towns and grass-roots unions. Municipalities and counties directly under a province leave the prefecture out.
 */
export const PATH = /^\/cn(\/[a-z0-9][a-z0-9-]{0,39}){0,8}$/
/** A segment of its own choice: not all digits, so that it never looks like a division. */
export const SEGMENT = /^(?=.*[a-z])[a-z0-9][a-z0-9-]{0,39}$/

/** The node of a division under the node above it: code 330106 under /cn/33/3301 is /cn/33/3301/330106. */
export function divisionNode(above: string, code: string, level: DivisionLevel): string {
  const digits = { province: 2, prefecture: 4, county: 6 }[level]
  return `${above}/${code.slice(0, digits)}`
}

/** The node above; null at the top. */
export function above(path: string): string | null {
  const cut = path.lastIndexOf('/')
  return cut <= 0 ? null : path.slice(0, cut)
}

/** The node and all nodes above it, from the node up. */
export function upwards(path: string): string[] {
  const nodes: string[] = []
  for (let node: string | null = path; node; node = above(node)) nodes.push(node)
  return nodes
}

/** Six-digit division code that a node lies in, as far down as the node says: null at the nation. */
export function divisionOf(path: string): string | null {
  const digits = path.split('/').findLast((segment) => /^(\d{2}|\d{4}|\d{6})$/.test(segment))
  return digits ? digits.padEnd(6, '0') : null
}

/** How many unions there are: the total is that of those with members. */
export interface UnionCounts {
  readonly total: number
  readonly single: number
  readonly joint: number
  readonly industryFederation: number
}

export interface TreeNode {
  readonly path: string
  readonly name: string
  readonly level: Level
  readonly kind: UnionKind
  readonly division: string
  readonly sample: boolean
  /** Stations and unions with members at the node and below. */
  readonly stations: number
  readonly unions: UnionCounts
}

export interface Division {
  readonly code: string
  readonly name: string
  readonly level: DivisionLevel
  readonly parent: string | null
  /** Names of the divisions above, from the province down. */
  readonly within: string[]
  readonly pinyin: string
  readonly initials: string
  readonly lon: number | null
  readonly lat: number | null
  /** The point is that of the division above. */
  readonly pointApproximate: boolean
  readonly validFrom: string | null
  readonly validTo: string | null
  readonly replacedBy: string[]
}
