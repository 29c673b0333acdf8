import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type * as z from 'zod'
import { refuse } from '#domain/refusals.ts'
import { command, query } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { keys } from '#kernel/keys.ts'
import { Refusal } from '#kernel/refusal.ts'
import { signText, verifyText } from '../cards/keys.ts'
import { maskDocument } from '../identity/idNumber.ts'
import { numbersOf } from '../membership/alike.ts'
import { applicationById, nameOf, numberOf, type Application } from './application.ts'
import { ceremonyPlace } from './ceremonies.ts'
import { ceremonyByCode, viewOfCeremony, type Ceremony } from './ceremony.ts'
import { decide } from './decide.ts'
import { approveAllInput, approvedAllOutput, ceremonyInput, listInput, listsOutput, printedListOutput } from './inputs.ts'
import { APPROVALS_AT_ONCE, publicId, readPublicId, type ApprovedAll, type PrintedList, type SignedList } from './model.ts'

type Asked = z.output<typeof approveAllInput>

export const approveAll = command({
  name: 'joining.approve_all',
  permission: 'ceremonies.hold',
  summary: 'The present official approves those who joined at a ceremony, and the list is signed with his name. Whoever cannot be approved is named with the reason; the others are members.',
  input: approveAllInput,
  output: approvedAllOutput,
  refusals: ['joining.ceremony_unknown'],
  at: ceremonyPlace,
  async run(ctx, input): Promise<ApprovedAll> {
    const held = await ceremonyByCode(ctx, input.ceremony)
    const waiting = await waitingAt(ctx, held, input)
    const approved: string[] = []
    const failed: ApprovedAll['failed'][number][] = []
    let still = new Set(waiting)
    for (const id of waiting.slice(0, APPROVALS_AT_ONCE)) {
      if (!still.has(id)) continue
      const refusal = await approveOne(ctx, id)
      if (refusal === null) approved.push(id)
      // Another official is at the same list: nothing is wrong, and what he has decided meanwhile is passed over.
      else if (refusal.code === 'joining.decided') still = new Set(await waitingAt(ctx, held, input))
      else failed.push({ application: publicId(ctx.tenant, id), name: nameOf(await applicationById(ctx, id)), code: refusal.code, params: refusal.params })
    }
    return { approved: approved.length, list: approved.length === 0 ? null : await signList(ctx, held, approved, input.name), failed, left: Math.max(0, waiting.length - APPROVALS_AT_ONCE) }
  },
  subjects: (input, out) => [input.ceremony, ...(out?.list ? [out.list.list] : [])],
})

/** The first applications of a ceremony's documents that wait, by id: two officials take them in the same order. */
async function waitingAt(ctx: Context, { id }: Ceremony, { applications }: Asked): Promise<string[]> {
  const only = applications?.flatMap((text) => readPublicId(text) ?? []).filter((each) => each.tenant === ctx.tenant).map((each) => each.id)
  const found = await sql<{ id: string }>`select application_id as id from application
    where tenant_id = ${ctx.tenant} and ceremony_id = ${id} and state = 'submitted' and echo_of is null ${only ? sql`and application_id = any(${only}::uuid[])` : sql``}
    order by application_id`.execute(ctx.db)
  return found.rows.map(({ id }) => id)
}

/** Approves by the act itself, in a savepoint of its own: a refusal undoes this one alone. */
async function approveOne(ctx: Context, id: string): Promise<Refusal | null> {
  try {
    await decide({ ...ctx, key: null }, { id: publicId(ctx.tenant, id), decision: 'approve' })
    return null
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

async function signList(ctx: Context, held: Ceremony, ids: readonly string[], name: string): Promise<SignedList> {
  const list = newId()
  const hash = hashOf(ids)
  const signedBy = ctx.actor.pseudonym!
  const { keyId, signature } = await signText(ctx, signedText(ctx.tenant, { ceremony: held.id, hash, signedBy, name, at: ctx.now }))
  await sql`insert into ceremony_list (tenant_id, list_id, ceremony_id, people, hash, signature, key_id, signed_by, signed_name_sealed, at)
    values (${ctx.tenant}, ${list}, ${held.id}, ${ids.length}, ${hash}, ${signature}, ${keyId}, ${signedBy}, ${keys().seal(name, `ceremony_list.signed_name:${list}`)}, ${ctx.now})`.execute(ctx.db)
  await sql`update application set list_id = ${list} where tenant_id = ${ctx.tenant} and application_id = any(${ids}::uuid[])`.execute(ctx.db)
  return { list, people: ids.length, hash, signature, keyId, signedBy: name, at: ctx.now.toISOString() }
}

/** SHA-256 over the sorted ids, a line each, in hexadecimal: what a printed list is compared by. */
function hashOf(ids: readonly string[]): string {
  return createHash('sha256').update(ids.toSorted().join('\n')).digest('hex')
}

interface Signed {
  readonly ceremony: string
  readonly hash: string
  readonly signedBy: string
  readonly name: string
  readonly at: Date
}

function signedText(tenant: number, { ceremony, hash, signedBy, name, at }: Signed): string {
  return ['ceremony list', publicId(tenant, ceremony), hash, signedBy, name, at.toISOString()].join('\n')
}

interface ListRow {
  readonly list_id: string
  readonly people: number
  readonly hash: string
  readonly signature: string
  readonly key_id: string
  readonly signed_by: string
  readonly signed_name_sealed: string
  readonly at: Date
}

function listFrom(row: ListRow): SignedList {
  const signedBy = keys().open(row.signed_name_sealed, `ceremony_list.signed_name:${row.list_id}`)
  return { list: row.list_id, people: row.people, hash: row.hash, signature: row.signature, keyId: row.key_id, signedBy, at: row.at.toISOString() }
}

async function listsAt(ctx: Context, { id }: Ceremony): Promise<ListRow[]> {
  const found = await sql<ListRow>`select list_id, people, hash, signature, key_id, signed_by, signed_name_sealed, at from ceremony_list
    where tenant_id = ${ctx.tenant} and ceremony_id = ${id} order by at, list_id`.execute(ctx.db)
  return found.rows
}

export const signedLists = query({
  name: 'joining.signed_lists',
  permission: 'ceremonies.hold',
  summary: 'Lists approved and signed at a ceremony.',
  input: ceremonyInput,
  output: listsOutput,
  refusals: ['joining.ceremony_unknown'],
  at: ceremonyPlace,
  async run(ctx, input) {
    return { items: (await listsAt(ctx, await ceremonyByCode(ctx, input.ceremony))).map(listFrom), next: null }
  },
})

export const printedList = query({
  name: 'joining.printed_list',
  permission: 'ceremonies.hold',
  summary: 'A signed list with its people, for printing; hash and signature are checked again each time.',
  input: listInput,
  output: printedListOutput,
  refusals: ['joining.ceremony_unknown', 'joining.unknown'],
  at: ceremonyPlace,
  async run(ctx, input): Promise<PrintedList> {
    const held = await ceremonyByCode(ctx, input.ceremony)
    const row = (await listsAt(ctx, held)).find((each) => each.list_id === input.list)
    if (!row) throw refuse('joining.unknown')
    const list = listFrom(row)
    const people = await sql<Application>`select * from application
      where tenant_id = ${ctx.tenant} and ceremony_id = ${held.id} and list_id = ${row.list_id} order by application_id`.execute(ctx.db)
    const numbers = await numbersOf(ctx, people.rows.flatMap((each) => each.person_id ?? []))
    const same = hashOf(people.rows.map((each) => each.application_id)) === row.hash
    const text = signedText(ctx.tenant, { ceremony: held.id, hash: row.hash, signedBy: row.signed_by, name: list.signedBy, at: row.at })
    return {
      ...list,
      ceremony: await viewOfCeremony(ctx, held),
      verified: same && (await verifyText(ctx, text, row.key_id, row.signature)),
      items: people.rows.map((each) => ({
        application: publicId(ctx.tenant, each.application_id),
        name: nameOf(each),
        document: { kind: each.doc_kind, number: maskDocument(numberOf(each)) },
        trade: each.trade,
        number: numbers.get(each.person_id ?? '') ?? null,
      })),
      next: null,
    }
  },
})
