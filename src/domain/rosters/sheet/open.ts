import { Worker } from 'node:worker_threads'
import { refuse } from '../../refusals.ts'
import { SHEET_LIMITS } from '../model.ts'
import type { FromThread, SheetRow } from './thread.ts'

/** A sheet that cannot be read within this is no list of people. */
const READ_MS = 100_000
const MEMORY_MB = 768

/**
 * Rows of a sheet (XLSX, CSV or text), batch by batch, as text. Refuses `rosters.file_unreadable` (with the rule: unreadable,
 * old_or_locked, empty, too_large) and `rosters.too_many_rows`.
 */
export async function* openSheet(bytes: Uint8Array): AsyncGenerator<readonly SheetRow[]> {
  // The thread gets a copy: what came with the request may be part of a larger buffer.
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: new Uint8Array(bytes), resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB }, execArgv: [] })
  const heard: (FromThread | Error)[] = []
  let wake = (): void => undefined
  const hear = (one: FromThread | Error): void => {
    heard.push(one)
    wake()
  }
  worker.on('message', hear)
  worker.on('error', hear)
  worker.on('exit', () => hear(new Error('the thread was ended')))
  const timer = setTimeout(() => void worker.terminate(), READ_MS)
  try {
    for (;;) {
      while (heard.length === 0) await new Promise<void>((resolve) => (wake = resolve))
      const one = heard.shift()!
      if (one instanceof Error) throw refuse('rosters.file_unreadable', { rule: tooLarge(one) ? 'too_large' : 'unreadable' })
      if ('end' in one) return
      if ('fault' in one) throw one.fault === 'too_many_rows' ? refuse('rosters.too_many_rows', { most: SHEET_LIMITS.rows }) : refuse('rosters.file_unreadable', { rule: one.fault })
      yield one.rows
      worker.postMessage('more')
    }
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}

/** The thread was ended for its memory or its time; any other error is about the file. */
function tooLarge(error: Error): boolean {
  return (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY' || error.message === 'the thread was ended'
}
