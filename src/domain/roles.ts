import type { Grant } from '#kernel/context.ts'

/** Permission -> what it also grants. The only place where rights are written down. */
export const PERMISSIONS = {
  // anyone at all
  'public.read': [],
  'identity.sign_in': [],
  'stations.visit': [],
  'stations.report': [],
  // oneself
  'self.read': [],
  'self.write': ['self.read'],
  // stations
  'stations.inspect': ['stations.oversee'],
  'stations.keep': ['stations.oversee'],
  'stations.oversee': [],
  'stations.edit': ['stations.oversee', 'stations.keep', 'stations.inspect'],
  // organisations and people of a tenant
  'organisations.edit': [],
  'roles.read': [],
  'roles.grant': ['roles.read'],
  'audit.read': [],
  // members
  'joining.apply': [],
  'members.read': [],
  'members.edit': ['members.read'],
  'members.open': ['members.read'],
  'joining.decide': ['members.read'],
  'joining.hand_over': [],
  'ceremonies.hold': ['joining.decide'],
  'rosters.import': ['members.edit'],
  'rosters.send_list': [],
  'moves.decide': ['members.read'],
  'partners.edit': [],
  // unions and their votes
  'elections.read': [],
  'elections.run': ['elections.read'],
  'elections.vote': [],
  'founding.ask': [],
  'founding.take_part': [],
  'founding.read': [],
  'founding.decide': ['founding.read'],
  'proposals.make': [],
  'proposals.answer': [],
  'figures.read': [],
  // the platform
  'tenants.edit': [],
  'platform.run': [],
} as const satisfies Record<string, readonly string[]>

export type Permission = keyof typeof PERMISSIONS

const CLERK = [
  'stations.edit', 'joining.decide', 'members.edit', 'members.open', 'ceremonies.hold', 'rosters.import', 'moves.decide',
  'elections.run', 'founding.read', 'proposals.answer', 'figures.read',
] as const satisfies readonly Permission[]

/** Role -> permissions. 'anyone' is everybody, 'worker' every signed-in person over his own place, 'member' whoever has his home in the tenant, 'partner' another system; the others are granted. */
export const ROLES = {
  anyone: ['public.read', 'identity.sign_in', 'stations.visit', 'stations.report', 'joining.apply', 'rosters.send_list', 'founding.ask'],
  worker: ['self.write', 'elections.vote'],
  member: ['elections.vote', 'founding.take_part', 'proposals.make'],
  partner: ['joining.hand_over'],
  station_chief: ['stations.keep'],
  merchant: [],
  union_clerk: [...CLERK],
  union_manager: [...CLERK, 'founding.decide', 'partners.edit', 'organisations.edit', 'roles.read'],
  auditor: ['stations.oversee', 'roles.read', 'audit.read', 'members.read', 'elections.read', 'founding.read', 'figures.read'],
  tenant_admin: ['stations.oversee', 'organisations.edit', 'roles.grant', 'audit.read', 'partners.edit', 'figures.read'],
  operator: ['tenants.edit', 'platform.run', 'audit.read'],
} as const satisfies Record<string, readonly Permission[]>

export type Role = keyof typeof ROLES
/** Roles that are rows in role_grant. */
export const GRANTED_ROLES = ['station_chief', 'merchant', 'union_clerk', 'union_manager', 'auditor', 'tenant_admin', 'operator'] as const satisfies readonly Role[]
export type GrantedRole = (typeof GRANTED_ROLES)[number]

function closure(role: Role): ReadonlySet<string> {
  const all = new Set<string>()
  const waiting: Permission[] = [...ROLES[role]]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (all.has(next)) continue
    all.add(next)
    waiting.push(...PERMISSIONS[next])
  }
  return all
}

const RESOLVED = Object.fromEntries((Object.keys(ROLES) as Role[]).map((role) => [role, closure(role)])) as Record<Role, ReadonlySet<string>>

export function permissionsOf(role: Role): ReadonlySet<string> {
  return RESOLVED[role]
}

export function isGrantedRole(role: string): role is GrantedRole {
  return (GRANTED_ROLES as readonly string[]).includes(role)
}

export const ANYONE: Grant = { role: 'anyone', tenant: null, path: '', permissions: permissionsOf('anyone') }

/** A granted role at a node of a tenant's tree. */
export function grantOf(role: GrantedRole, tenant: number, path: string): Grant {
  return { role, tenant, path, permissions: permissionsOf(role) }
}

/** What a home member holds in his tenant: the act itself asks which union's member he is. */
export function memberGrant(tenant: number): Grant {
  return { role: 'member', tenant, path: '', permissions: permissionsOf('member') }
}

/** What a partner's system holds at the union that it works with. */
export function partnerGrant(tenant: number, path: string): Grant {
  return { role: 'partner', tenant, path, permissions: permissionsOf('partner') }
}

/** What every signed-in person holds: his own place, in whatever tenant. */
export function ownGrant(person: string): Grant {
  return { role: 'worker', tenant: null, path: `/person/${person}`, permissions: permissionsOf('worker') }
}
