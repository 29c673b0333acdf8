import * as z from 'zod'

/** A setting that is wrong; its message is one sentence for the person who starts the program. */
export class SettingsError extends Error {}

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z.string().refine((url) => /^postgres(ql)?:\/\//.test(url) && URL.canParse(url), 'it should be like postgres://user:password@host:5432/database').optional(),
  HZJ_DATA: z.string().min(1).optional(),
  HZJ_ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  HZJ_KEYS: z.string().min(1).optional(),
  HZJ_MODE: z.enum(['demo', 'production']).default('demo'),
  HZJ_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  HZJ_SMS_URL: z.url().optional(),
  HZJ_SMS_SECRET: z.string().min(16).optional(),
  HZJ_TILES: z.url().optional(),
  HZJ_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  HZJ_METRICS_TOKEN: z.string().min(16).optional(),
  HZJ_PAGES: z.enum(['on', 'off']).default('on'),
  HZJ_CARD_PREFIX: z.string().regex(/^[0-9A-Z$%*+./:-]{1,20}$/, 'it should be 1 to 20 of the letters that a QR code packs tight: 0-9 A-Z $ % * + - . / :').default('HZJ1:'),
})

export interface Settings {
  readonly port: number
  readonly host: string
  readonly databaseUrl: string | null
  readonly dataDir: string | null
  /** Public address of the pages, without a slash at the end. */
  readonly origin: string
  readonly keysFile: string | null
  readonly mode: 'demo' | 'production'
  readonly log: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  /** SMS gateway; in demo mode codes are shown instead. */
  readonly sms: { readonly url: string; readonly secret: string } | null
  /** Tile address with {x} {y} {z}, for a base map with an approval number. */
  readonly tiles: string | null
  /** Proxies in front whose X-Forwarded headers are believed. */
  readonly proxyHops: number
  /** Opens /metrics to others than this machine itself. */
  readonly metricsToken: string | null
  /** Whether this process serves the pages beside the API. */
  readonly pages: boolean
  /** What the text of every card begins with. */
  readonly cardPrefix: string
}

/** Reads the environment. Throws SettingsError naming the variable and what it should be. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(Object.keys(schema.shape).filter((name) => env[name] !== undefined && env[name] !== '').map((name) => [name, env[name]]))
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    throw new SettingsError(`${issue.path.join('.')} is not usable: ${issue.message}.`)
  }
  const value = parsed.data
  const origin = (value.HZJ_ORIGIN ?? `http://${value.HOST.includes(':') ? `[${value.HOST}]` : value.HOST}:${value.PORT}`).replace(/\/+$/, '')
  if (value.HZJ_MODE === 'production') requireProduction(value, origin)
  if ((value.HZJ_SMS_URL === undefined) !== (value.HZJ_SMS_SECRET === undefined)) throw new SettingsError('HZJ_SMS_URL and HZJ_SMS_SECRET go together: set both or neither.')
  return {
    port: value.PORT,
    host: value.HOST,
    databaseUrl: value.DATABASE_URL ?? null,
    dataDir: value.HZJ_DATA ?? null,
    origin,
    keysFile: value.HZJ_KEYS ?? null,
    mode: value.HZJ_MODE,
    log: value.HZJ_LOG,
    sms: value.HZJ_SMS_URL && value.HZJ_SMS_SECRET ? { url: value.HZJ_SMS_URL, secret: value.HZJ_SMS_SECRET } : null,
    tiles: value.HZJ_TILES ?? null,
    proxyHops: value.HZJ_PROXY,
    metricsToken: value.HZJ_METRICS_TOKEN ?? null,
    pages: value.HZJ_PAGES === 'on',
    cardPrefix: value.HZJ_CARD_PREFIX,
  }
}

function requireProduction(value: z.output<typeof schema>, origin: string): void {
  if (!origin.startsWith('https://')) throw new SettingsError('HZJ_MODE=production needs HZJ_ORIGIN with https://: sign-in cookies and positions must not travel in clear.')
  if (!value.HZJ_KEYS) throw new SettingsError('HZJ_MODE=production needs HZJ_KEYS, the key file: make one with `node scripts/keys.ts keys.json` and keep a copy apart from the database.')
  if (!value.HZJ_SMS_URL) throw new SettingsError('HZJ_MODE=production needs HZJ_SMS_URL and HZJ_SMS_SECRET: without a gateway nobody can sign in.')
}

const SETTINGS = Symbol.for('huizhanjia.settings')

/** The settings of this process, set once by its composition root. */
export function setSettings(value: Settings): void {
  Reflect.set(globalThis, SETTINGS, value)
}

export function settings(): Settings {
  const value = Reflect.get(globalThis, SETTINGS) as Settings | undefined
  if (!value) throw new Error('the settings are not set')
  return value
}
