import { Refusal, type RefusalParams } from '#kernel/refusal.ts'

/** Every code the product can refuse with, and its HTTP status. The sentences stand in lib/i18n/<language>/refusals.ts. */
export const REFUSALS = {
  'input.invalid': 400,
  'input.too_large': 413,
  'input.unreadable': 400,
  'input.media_type': 415,
  'access.sign_in': 401,
  'access.denied': 403,
  'access.not_found': 404,
  'access.method': 405,
  'access.too_many': 429,
  'access.cross_site': 403,
  'once.key_reused': 409,
  'edit.stale': 412,
  'edit.match_missing': 428,
  'list.bad_cursor': 400,
  'system.busy': 503,
  'system.fault': 500,

  'identity.code_wrong': 400,
  'identity.code_expired': 400,
  'identity.code_too_soon': 429,
  'identity.phone_invalid': 400,
  'identity.sms_failed': 502,
  'identity.passkey_failed': 400,
  'identity.passkey_staff_only': 403,
  'identity.session_unknown': 404,

  'organisations.unknown': 404,
  'organisations.division_unknown': 404,
  'organisations.path_taken': 409,
  'organisations.local_path_taken': 409,
  'organisations.tenant_code_taken': 409,
  'organisations.in_use': 409,
  'organisations.parent_unknown': 400,
  'roles.beyond_own': 403,
  'roles.person_unknown': 404,

  'identity.document_invalid': 400,
  'identity.document_taken': 409,
  'organisations.employer_covered': 409,
  'membership.already_home': 409,
  'membership.unknown': 404,
  'membership.not_member': 403,
  'membership.trade_unknown': 400,
  'membership.dues_amount': 400,
  'joining.ceremony_code_taken': 409,
  'elections.voted_too_many': 409,

  'stations.unknown': 404,
  'stations.withdrawn': 410,
  'stations.code_taken': 409,
  'stations.outside_world': 400,
  'stations.coordinates_swapped': 400,
  'stations.hours_mistake': 400,
  'stations.kind_unknown': 400,
  'stations.facility_unknown': 400,
  'stations.facility_not_here': 400,
  'stations.vehicle_unknown': 400,
  'stations.division_unknown': 400,
  'stations.organisation_unknown': 400,
  'stations.report_unknown': 404,
  'stations.photo_unreadable': 400,
  'stations.photo_too_large': 413,
  'stations.photo_limit': 409,
  'stations.photo_unknown': 404,
} as const satisfies Record<string, number>

export type RefusalCode = keyof typeof REFUSALS

export function refuse(code: RefusalCode, params: RefusalParams = {}): Refusal {
  return new Refusal(code, params)
}

export function statusOf(code: string): number {
  return (REFUSALS as Record<string, number>)[code] ?? 400
}
