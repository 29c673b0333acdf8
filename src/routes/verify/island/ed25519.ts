import { checkByScript } from '#domain/cards/format/oldBrowsers.ts'

/** For browsers without Ed25519 of their own: the island calls it where it needs it. */
Reflect.set(globalThis, 'hzjCheckSignature', checkByScript)
