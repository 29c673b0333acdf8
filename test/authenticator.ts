import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'

/** A passkey made in software: what a phone's authenticator and browser do together. */
export interface Authenticator {
  /** base64url */
  readonly id: string
  counter: number
  register(challenge: string): RegistrationAnswer
  /** `overrides` are what a forger would change. */
  authenticate(challenge: string, overrides?: { origin?: string; userHandle?: string; type?: string; userVerified?: boolean; key?: KeyObject }): AuthenticationAnswer
}

interface Credential<R> {
  id: string
  rawId: string
  type: 'public-key'
  clientExtensionResults: Record<string, unknown>
  response: R
}
export type RegistrationAnswer = Credential<{ clientDataJSON: string; attestationObject: string; transports: string[] }>
export type AuthenticationAnswer = Credential<{ clientDataJSON: string; authenticatorData: string; signature: string; userHandle: string }>

const USER_PRESENT = 0x01
const USER_VERIFIED = 0x04
const HAS_CREDENTIAL = 0x40

export function makeAuthenticator(site: { rpID: string; origin: string }, userHandle: string): Authenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const credential = randomBytes(16)
  const id = credential.toString('base64url')

  function head(flags: number, counter: number): Buffer {
    const bytes = Buffer.alloc(37)
    createHash('sha256').update(site.rpID).digest().copy(bytes)
    bytes[32] = flags
    bytes.writeUInt32BE(counter, 33)
    return bytes
  }

  function clientData(type: string, challenge: string, origin = site.origin): string {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false })).toString('base64url')
  }

  const self: Authenticator = {
    id,
    counter: 1,
    register(challenge) {
      const { x, y } = publicKey.export({ format: 'jwk' })
      const coseKey = isoCBOR.encode(new Map<number, number | Uint8Array>([[1, 2], [3, -7], [-1, 1], [-2, bytesOf(x!)], [-3, bytesOf(y!)]]))
      const length = Buffer.alloc(2)
      length.writeUInt16BE(credential.length)
      const authData = Buffer.concat([head(USER_PRESENT | USER_VERIFIED | HAS_CREDENTIAL, self.counter), Buffer.alloc(16), length, credential, coseKey])
      const attestation = isoCBOR.encode(new Map<string, string | Uint8Array | Map<string, string>>([['fmt', 'none'], ['attStmt', new Map()], ['authData', new Uint8Array(authData)]]))
      return {
        id, rawId: id, type: 'public-key', clientExtensionResults: {},
        response: { clientDataJSON: clientData('webauthn.create', challenge), attestationObject: Buffer.from(attestation).toString('base64url'), transports: ['internal'] },
      }
    },
    authenticate(challenge, overrides = {}) {
      self.counter += 1
      const data = head(overrides.userVerified === false ? USER_PRESENT : USER_PRESENT | USER_VERIFIED, self.counter)
      const json = clientData(overrides.type ?? 'webauthn.get', challenge, overrides.origin)
      const signed = Buffer.concat([data, createHash('sha256').update(Buffer.from(json, 'base64url')).digest()])
      return {
        id, rawId: id, type: 'public-key', clientExtensionResults: {},
        response: {
          clientDataJSON: json,
          authenticatorData: data.toString('base64url'),
          signature: sign('sha256', signed, overrides.key ?? privateKey).toString('base64url'),
          userHandle: overrides.userHandle ?? userHandle,
        },
      }
    },
  }
  return self
}

function bytesOf(base64url: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64url, 'base64url'))
}
