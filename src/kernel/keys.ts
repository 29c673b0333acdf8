import type { Keyring } from './cipher.ts'

const KEYS = Symbol.for('huizhanjia.keys')

/** The keyring of this process, set once by its composition root. */
export function setKeys(keyring: Keyring): void {
  Reflect.set(globalThis, KEYS, keyring)
}

export function keys(): Keyring {
  const keyring = Reflect.get(globalThis, KEYS) as Keyring | undefined
  if (!keyring) throw new Error('the keys are not set')
  return keyring
}
