import { verifyAsync } from '@noble/ed25519'
import type { CheckSignature } from './verdict.ts'

/** Ed25519 as plain JavaScript. zip215 would take signatures that RFC 8032 refuses. */
export const checkByScript: CheckSignature = (publicKey, signed, signature) => verifyAsync(signature, signed, publicKey, { zip215: false }).catch(() => false)
