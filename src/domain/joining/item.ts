import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'
import { personByDocument } from '../identity/documents.ts'
import { homeOf } from '../identity/home.ts'
import { maskDocument } from '../identity/idNumber.ts'
import { maskPhone } from '../identity/model.ts'
import { alikeMembers, membersKnown } from '../membership/alike.ts'
import { nameOf, numberOf, phoneOf, targetOf, type Application } from './application.ts'
import { publicId, type QueueItem, type Review } from './model.ts'
import { standpointOf } from './view.ts'

/** Applications as their clerk reads them in a list: what he decides by, and nothing that he must not see without a purpose. */
export async function itemsOf(ctx: Context, rows: readonly Application[]): Promise<QueueItem[]> {
  const alike = await alikeMembers(ctx, rows.map((row) => ({ name: nameOf(row), birthYear: row.birth_year, docHash: row.doc_hash })))
  const here = await membersKnown(ctx, rows.map((row) => row.doc_hash), rows.map((row) => row.phone_hash))
  const echoes = await echoCounts(ctx, rows)
  const ceremonies = await ceremonyCodes(ctx, rows)
  return Promise.all(rows.map(async (row, at): Promise<QueueItem> => {
    const { union, level, clock } = await standpointOf(ctx, row)
    const { path, name } = targetOf(row)
    return {
      application: publicId(row.tenant_id, row.application_id),
      state: row.state,
      name: nameOf(row),
      phone: maskPhone(phoneOf(row)),
      document: { kind: row.doc_kind, number: maskDocument(numberOf(row)) },
      birthYear: row.birth_year,
      sex: row.sex,
      trade: row.trade,
      division: row.division,
      union,
      target: { path, name },
      level,
      source: row.source,
      station: row.station,
      ceremony: ceremonies.get(row.ceremony_id ?? '') ?? null,
      employerTold: row.employer_sealed !== null,
      phoneProved: row.person_id !== null,
      echoes: echoes.get(row.application_id) ?? 0,
      member: here.has(row.doc_hash) || here.has(row.phone_hash) ? 'here' : (await isElsewhere(ctx, row)) ? 'elsewhere' : null,
      alike: alike[at]!.length,
      clock,
      returned: row.returned,
      reason: row.reason,
      submittedAt: row.submitted_at.toISOString(),
      decidedAt: row.decided_at?.toISOString() ?? null,
      sample: row.sample,
      revision: row.revision,
    }
  }))
}

async function echoCounts(ctx: Context, rows: readonly Application[]): Promise<Map<string, number>> {
  const found = await sql<{ first: string; count: number }>`select echo_of as first, count(*)::integer as count from application
    where tenant_id = ${ctx.tenant} and doc_hash = any(${rows.map((row) => row.doc_hash)}::text[]) and echo_of is not null group by 1`.execute(ctx.db)
  return new Map(found.rows.map((row) => [row.first, row.count]))
}

async function ceremonyCodes(ctx: Context, rows: readonly Application[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.map((row) => row.ceremony_id).filter((id) => id !== null))]
  if (ids.length === 0) return new Map()
  const found = await sql<{ id: string; code: string }>`select ceremony_id as id, code from ceremony
    where tenant_id = ${ctx.tenant} and ceremony_id = any(${ids}::uuid[])`.execute(ctx.db)
  return new Map(found.rows.map((row) => [row.id, publicId(ctx.tenant, row.code)]))
}

/** At home in another tenant: seen by the staff who decide, by nobody else. */
async function isElsewhere(ctx: Context, row: Application): Promise<boolean> {
  const person = await personByDocument(ctx, row.doc_hash)
  const home = person === null ? null : await homeOf(ctx, person)
  return !!home?.union && home.union.tenant !== ctx.tenant
}

/** An application sent again for a document, beside the first. */
export function maskedSending(first: Application, echo: Application): Review['sentAgain'][number] {
  const differs = [
    ...(nameOf(echo) === nameOf(first) ? [] : ['name' as const]),
    ...(echo.phone_hash === first.phone_hash ? [] : ['phone' as const]),
    ...(echo.trade === first.trade ? [] : ['trade' as const]),
  ]
  return { application: publicId(echo.tenant_id, echo.application_id), submittedAt: echo.submitted_at.toISOString(), name: nameOf(echo), phone: maskPhone(phoneOf(echo)), differs }
}
