export type RefusalParams = Readonly<Record<string, unknown>>

/**
 * An expected no: a code (the key of its sentence in the catalogues) and the figures that failed.
 * Thrown, it undoes the act; returned from an act's `run`, what the act wrote stays (a try that counts).
 */
export class Refusal extends Error {
  readonly code: string
  readonly params: RefusalParams
  constructor(code: string, params: RefusalParams = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.params = params
  }
}

interface DatabaseError {
  code: string
  constraint?: string
}

function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof Error && typeof (error as { code?: unknown }).code === 'string'
}

/**
 * A violated constraint whose name has a dot ("visits.too_soon") is a refusal by that code.
 * A shard suffix that a distributed PostgreSQL appends (`_102094`) is cut off first.
 */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error
  if (!isDatabaseError(error) || !error.code.startsWith('23') || !error.constraint) return null
  const name = error.constraint.replace(/_\d{6,}$/, '')
  return name.includes('.') ? new Refusal(name) : null
}

const PASSING = new Set(['25006', '40001', '40P01', '55P03', '57P01', '57P02', '57P03'])
const LOST = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ENOENT', 'ETIMEDOUT'])

/** Faults after which the whole act may run again with the same ids (scale.md, "What the application does about failure"). */
export function isPassing(error: unknown): boolean {
  if (error instanceof Refusal || !(error instanceof Error)) return false
  if (isDatabaseError(error)) return PASSING.has(error.code) || LOST.has(error.code) || error.code.startsWith('08')
  return /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect/.test(error.message)
}
