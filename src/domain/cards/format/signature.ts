import type { Bytes } from './cbor.ts'
import type { CheckSignature } from './verdict.ts'

/** Ed25519 by the browser's own WebCrypto (Chrome 137, Safari 17, Firefox 129), else by a script that only old ones load. */
export function checkerWith(script: () => Promise<CheckSignature>): CheckSignature {
  return async (publicKey, signed, signature) => {
    const key = await importKey(publicKey)
    return key ? crypto.subtle.verify('Ed25519', key, signature, signed) : (await script())(publicKey, signed, signature)
  }
}

/** null where the browser does not know Ed25519; also for bytes that are no key, which the script refuses as well. */
async function importKey(publicKey: Bytes): Promise<CryptoKey | null> {
  try {
    return await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify'])
  } catch {
    return null
  }
}
