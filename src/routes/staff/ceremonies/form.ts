import { fromField } from './moments.ts'

/** A ceremony as it was typed. */
export interface Typed {
  readonly name: string
  readonly oath: string
  readonly path: string
  /** Beijing time, as its field has it. */
  readonly starts: string
  readonly ends: string
}

export function readCeremony(form: FormData): Typed {
  const typed = (name: string) => String(form.get(name) ?? '').trim()
  return { name: typed('name'), oath: typed('oath').replaceAll('\r\n', '\n'), path: typed('union'), starts: typed('starts'), ends: typed('ends') }
}

/** The act's own words for it. */
export function ceremonyInputOf({ name, oath, starts, ends }: Typed) {
  return { name, oath, startsAt: fromField(starts), endsAt: fromField(ends) }
}
