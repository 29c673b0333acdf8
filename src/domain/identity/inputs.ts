import * as z from 'zod'
import { GRANTED_ROLES } from '#domain/roles.ts'
import { text } from '#kernel/text.ts'
import { PHONE_PURPOSES } from './model.ts'

const phone = z.string().min(1).max(40).meta({ description: 'Mobile number as people type it; numbers that begin with 10 are for demonstration.', examples: ['10000000001'] })
const label = text(60).optional()
const uuid = z.uuid()

export const sendCodeInput = z.object({ phone })
export const sentCodeOutput = z.object({ sentTo: z.string(), expiresAt: z.string(), resendAt: z.string(), demoCode: z.string().optional() })

export const signInInput = z.object({
  phone,
  /** Six digits, as typed: full-width digits and spaces are understood. */
  code: z.string().max(20).transform((typed) => typed.normalize('NFKC').replace(/\s/g, '')).meta({ examples: ['246810'] }),
  label,
})
export const signedInOutput = z.object({
  token: z.string(),
  expiresAt: z.string(),
  person: z.object({ person: uuid, name: z.string().nullable(), phone: z.string() }),
})

export const sessionInput = z.object({ session: uuid })
export const sessionsOutput = z.object({
  items: z.array(z.object({ session: uuid, label: z.string(), createdAt: z.string(), seenAt: z.string(), expiresAt: z.string(), current: z.boolean() })),
  next: z.null(),
})

const heldRole = z.object({ role: z.string(), tenant: z.int(), path: z.string(), place: z.string().nullable(), station: z.string().nullable() })
export const meOutput = z.object({
  person: uuid,
  name: z.string().nullable(),
  phone: z.string(),
  roles: z.array(heldRole),
  tenants: z.array(z.object({ tenant: z.int(), code: z.string(), name: z.string() })),
  staff: z.boolean(),
})
export const renameInput = z.object({ name: text(40, 1).meta({ examples: ['老周（示例）'] }) })
export const renamedOutput = z.object({ name: z.string() })

/** A node of the tree, one station below it, or '' for all of the platform. */
const rolePath = z.string().max(340).regex(/^(\/cn(\/[a-z0-9][a-z0-9-]{0,39}){0,8}(\/station:[A-Z0-9]{1,20})?)?$/)
const tenant = z.coerce.number().int().min(0).max(2_147_483_647).optional()
export const grantRoleInput = z.object({
  /** The tenant acted in when absent. */
  tenant,
  /** Who: by id or by phone. */
  person: uuid.optional(),
  phone: phone.optional(),
  role: z.enum(GRANTED_ROLES),
  path: rolePath,
}).refine((grant) => (grant.person === undefined) !== (grant.phone === undefined), { path: ['person'], params: { rule: 'person_or_phone' } })
export const revokeRoleInput = z.object({ tenant, person: uuid, role: z.enum(GRANTED_ROLES), path: rolePath })
export const roleHoldersInput = z.object({ tenant, path: rolePath.optional(), cursor: z.string().max(600).optional(), limit: z.coerce.number().int().min(1).max(200).default(100) })
export const roleHoldersOutput = z.object({
  items: z.array(heldRole.extend({ person: uuid, name: z.string().nullable(), phone: z.string(), grantedAt: z.string() })),
  next: z.string().nullable(),
})
export const grantedRoleOutput = z.object({ tenant: z.int(), person: uuid, role: z.string(), path: z.string() })
export const phoneOutput = z.object({ phone: z.string() })
export const readPhoneInput = z.object({ tenant, person: uuid, purpose: z.enum(PHONE_PURPOSES) })
export const appointInput = z.object({ tenant: z.coerce.number().int().min(1).max(2_147_483_647), phone })

const base64url = z.string().max(20_000).regex(/^[A-Za-z0-9_-]*$/)
const credential = { id: base64url.min(1).max(1400), rawId: base64url.min(1).max(1400), type: z.literal('public-key'), clientExtensionResults: z.record(z.string(), z.unknown()).default({}), authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional() }
/** What startRegistration() of @simplewebauthn/browser answers. */
export const addPasskeyInput = z.object({
  response: z.object({
    ...credential,
    response: z.object({ clientDataJSON: base64url.min(1), attestationObject: base64url.min(1), transports: z.array(z.string().max(30)).max(10).optional() }),
  }),
  label: text(40, 1),
})
/** What startAuthentication() of @simplewebauthn/browser answers. */
export const passkeySignInInput = z.object({
  response: z.object({
    ...credential,
    response: z.object({ clientDataJSON: base64url.min(1), authenticatorData: base64url.min(1), signature: base64url.min(1), userHandle: base64url.length(22) }),
  }),
  label,
})
export const addedPasskeyOutput = z.object({ passkey: z.string(), label: z.string() })
/** Options of WebAuthn, as navigator.credentials takes them. */
export const webauthnOptionsOutput = z.looseObject({ challenge: z.string() })
export const removePasskeyInput = z.object({ passkey: base64url.min(1).max(1400) })
export const passkeysOutput = z.object({
  items: z.array(z.object({ passkey: z.string(), label: z.string(), createdAt: z.string(), usedAt: z.string().nullable() })),
  next: z.null(),
})
