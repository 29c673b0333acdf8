import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '#kernel/context.ts'
import { newId } from '#kernel/ids.ts'
import { keys } from '#kernel/keys.ts'
import { birthYear } from './documents.ts'
import { newNumbers } from './numbers.ts'
import type { Union } from './home.ts'
import type { DocumentFacts } from './idNumber.ts'
import { phoneHash, sealName } from './people.ts'

/**
 * People of a sheet, hundreds in a few statements. One transaction touches many persons here: a hundred thousand rows one by one
 * would take an hour, and every row is still judged by its own keys (document, phone, home).
 */

export interface Arrival {
  readonly name: string
  readonly phone: string | null
  readonly document: DocumentFacts | null
  /** Keyed hashes of both, as the sheet's rows carry them. */
  readonly phoneHash: string | null
  readonly documentHash: string | null
  readonly sample: boolean
}

/** What was made for an arrival, so that it can be taken back. */
export interface Made {
  readonly person: boolean
  readonly document: boolean
}

export interface Arrived {
  readonly person: string
  readonly made: Made
}

/** Somebody else gave one of the documents or phones at the same instant: the chunk runs again and finds them. */
export class Raced extends Error {}

const json = (rows: readonly object[]) => JSON.stringify(rows)

/**
 * The person of each arrival: of the document; else of the phone, where its person has shown no document yet or the arrival has
 * none; else a new one. A phone is bound only to a new person: whoever holds it may sign in as that person. Throws Raced.
 */
export async function arrive(ctx: Context, arrivals: readonly Arrival[]): Promise<Arrived[]> {
  const byDocument = await ownersOf(ctx, 'document', arrivals.map(({ documentHash }) => documentHash))
  const byPhone = await ownersOf(ctx, 'phone', arrivals.map(({ phoneHash }) => phoneHash))
  const documented = await withDocument(ctx, [...byPhone.values()])
  const [people, phones, documents]: [object[], object[], object[]] = [[], [], []]
  const arrived = arrivals.map((arrival): Arrived => {
    const { phoneHash: phone, documentHash: document } = arrival
    const known = document === null ? undefined : byDocument.get(document)
    if (known) return { person: known, made: { person: false, document: false } }
    const caller = phone === null ? undefined : byPhone.get(phone)
    const person = caller && (document === null || !documented.has(caller)) ? caller : newId()
    if (document !== null) {
      const facts = arrival.document!
      documents.push({ key_hash: document, person_id: person, kind: facts.kind, number_sealed: keys().seal(facts.number, `person_document.number:${person}`), birth_year: birthYear(facts), sex: facts.sex })
      byDocument.set(document, person)
      documented.add(person)
    }
    if (person === caller) return { person, made: { person: false, document: document !== null } }
    // A phone that belongs to somebody else stays on the roster as a number to call.
    if (phone !== null && !caller) {
      phones.push({ key_hash: phone, person_id: person })
      byPhone.set(phone, person)
    }
    people.push({ person_id: person, pseudonym: randomUUID(), name_sealed: sealName(person, arrival.name), phone_sealed: keys().seal(arrival.phone ?? '', `person.phone:${person}`), sample: arrival.sample })
    return { person, made: { person: true, document: document !== null } }
  })
  await write(ctx, people, phones, documents)
  const tenants = arrived.map(({ person }) => person)
  await sql`insert into person_tenant (person_id, tenant_id, since) select distinct p.id, ${ctx.tenant}::integer, ${ctx.now}::timestamptz from unnest(${tenants}::uuid[]) as p(id)
    on conflict on constraint person_tenant_pk do nothing`.execute(ctx.db)
  return arrived
}

async function write(ctx: Context, people: readonly object[], phones: readonly object[], documents: readonly object[]): Promise<void> {
  await sql`insert into person (person_id, pseudonym, name_sealed, phone_sealed, locale, sample, created_at)
    select p.person_id, p.pseudonym, p.name_sealed, p.phone_sealed, 'zh-CN', p.sample, ${ctx.now}::timestamptz
    from jsonb_to_recordset(${json(people)}::jsonb) as p(person_id uuid, pseudonym uuid, name_sealed text, phone_sealed text, sample boolean)`.execute(ctx.db)
  // In the order of their keys, so that two chunks never wait for one another.
  const bound = await sql`insert into phone (key_hash, person_id, created_at) select p.key_hash, p.person_id, ${ctx.now}::timestamptz
    from jsonb_to_recordset(${json(phones)}::jsonb) as p(key_hash text, person_id uuid) order by p.key_hash on conflict on constraint phone_pk do nothing`.execute(ctx.db)
  const given = await sql`insert into document (key_hash, person_id, created_at) select d.key_hash, d.person_id, ${ctx.now}::timestamptz
    from jsonb_to_recordset(${json(documents)}::jsonb) as d(key_hash text, person_id uuid) order by d.key_hash on conflict on constraint document_pk do nothing`.execute(ctx.db)
  if (Number(bound.numAffectedRows) !== phones.length || Number(given.numAffectedRows) !== documents.length) throw new Raced('a document or phone was given at the same instant')
  const kept = await sql`insert into person_document (person_id, kind, number_sealed, key_hash, birth_year, sex, seen_at, created_at)
    select d.person_id, d.kind, d.number_sealed, d.key_hash, d.birth_year, d.sex, null, ${ctx.now}::timestamptz
    from jsonb_to_recordset(${json(documents)}::jsonb) as d(person_id uuid, kind text, number_sealed text, key_hash text, birth_year integer, sex text)
    on conflict on constraint person_document_pk do nothing`.execute(ctx.db)
  if (Number(kept.numAffectedRows) !== documents.length) throw new Raced('a person has shown a document at the same instant')
}

async function ownersOf(ctx: Context, table: 'document' | 'phone', hashes: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(hashes.filter((hash) => hash !== null))]
  const found = await sql<{ key_hash: string; person_id: string }>`select key_hash, person_id from ${sql.table(table)} where key_hash = any(${wanted}::text[])`.execute(ctx.db)
  return new Map(found.rows.map((row) => [row.key_hash, row.person_id]))
}

async function withDocument(ctx: Context, people: readonly string[]): Promise<Set<string>> {
  const found = await sql<{ person_id: string }>`select d.person_id from unnest(${people}::uuid[]) as given(person_id) join person_document d on d.person_id = given.person_id`.execute(ctx.db)
  return new Set(found.rows.map((row) => row.person_id))
}

/** Takes the homes of those who have none, with their numbers for life; who is not in the answer has one already. */
export async function takeHomes(ctx: Context, { tenant, path }: Union, people: readonly string[]): Promise<Map<string, string>> {
  const again = await sql<{ person_id: string; number: string }>`update home h set state = 'active', tenant_id = ${tenant}, path = ${path}, since = ${ctx.now}, transfer_id = null, changed_at = ${ctx.now}
    from unnest(${people}::uuid[]) as given(person_id) where h.person_id = given.person_id and h.state = 'none' returning h.person_id, h.number`.execute(ctx.db)
  const taken = new Map(again.rows.map((row) => [row.person_id, row.number]))
  const held = await sql<{ person_id: string }>`select h.person_id from unnest(${people}::uuid[]) as given(person_id) join home h on h.person_id = given.person_id`.execute(ctx.db)
  const owners = new Set(held.rows.map((row) => row.person_id))
  const first = people.filter((person) => !owners.has(person))
  const numbers = await newNumbers(ctx, first)
  const rows = first.map((person, at) => ({ person_id: person, number: numbers[at] }))
  const made = await sql<{ person_id: string; number: string }>`insert into home (person_id, number, state, tenant_id, path, since, changed_at)
    select g.person_id, g.number, 'active', ${tenant}::integer, ${path}, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz from jsonb_to_recordset(${json(rows)}::jsonb) as g(person_id uuid, number text)
    on conflict on constraint home_pk do nothing returning person_id, number`.execute(ctx.db)
  for (const row of made.rows) taken.set(row.person_id, row.number)
  return taken
}

/** Tenants of the homes of people; who has none is not in the answer. */
export async function homeTenants(ctx: Context, people: readonly string[]): Promise<Map<string, number>> {
  const found = await sql<{ person_id: string; tenant_id: number }>`select h.person_id, h.tenant_id from unnest(${people}::uuid[]) as given(person_id)
    join home h on h.person_id = given.person_id where h.tenant_id is not null`.execute(ctx.db)
  return new Map(found.rows.map((row) => [row.person_id, row.tenant_id]))
}

/** Ends the homes that were taken at a moment and have not changed since; answers whose. */
export async function giveUpHomes(ctx: Context, { tenant, path }: Union, people: readonly { person: string; at: Date }[]): Promise<Set<string>> {
  const left = await sql<{ person_id: string }>`update home h set state = 'none', tenant_id = null, path = null, since = null, transfer_id = null, changed_at = ${ctx.now}
    from jsonb_to_recordset(${json(people.map(({ person, at }) => ({ person_id: person, at })))}::jsonb) as given(person_id uuid, at timestamptz)
    where h.person_id = given.person_id and h.state = 'active' and h.tenant_id = ${tenant} and h.path = ${path} and h.since = given.at returning h.person_id`.execute(ctx.db)
  return new Set(left.rows.map((row) => row.person_id))
}

/**
 * Forgets what arrivals made: documents bound, and people made who have never signed in and use no other tenant. A number for
 * life stays with whoever stays.
 */
export async function forgetArrivals(ctx: Context, arrived: readonly Arrived[]): Promise<void> {
  const documents = arrived.filter(({ made }) => made.document).map(({ person }) => person)
  const shown = await sql<{ person_id: string; key_hash: string }>`delete from person_document d using unnest(${documents}::uuid[]) as given(person_id)
    where d.person_id = given.person_id and d.seen_at is null returning d.person_id, d.key_hash`.execute(ctx.db)
  await sql`delete from document where key_hash = any(${shown.rows.map((row) => row.key_hash)}::text[])`.execute(ctx.db)
  const made = arrived.filter((one) => one.made.person).map(({ person }) => person)
  const strangers = await sql<{ person_id: string; phone_sealed: string }>`select p.person_id, p.phone_sealed from unnest(${made}::uuid[]) as given(person_id) join person p on p.person_id = given.person_id
    where not exists (select 1 from session s where s.person_id = p.person_id) and not exists (select 1 from person_tenant t where t.person_id = p.person_id and t.tenant_id <> ${ctx.tenant})`.execute(ctx.db)
  const gone = strangers.rows.map((row) => row.person_id)
  const phones = strangers.rows.map((row) => phoneHash(keys().open(row.phone_sealed, `person.phone:${row.person_id}`)))
  await sql`delete from phone where key_hash = any(${phones}::text[]) and person_id = any(${gone}::uuid[])`.execute(ctx.db)
  const numbers = await sql<{ number: string }>`delete from home h using unnest(${gone}::uuid[]) as given(person_id) where h.person_id = given.person_id returning h.number`.execute(ctx.db)
  await sql`delete from member_number where key_hash = any(${numbers.rows.map((row) => keys().lookup('member_number', row.number))}::text[])`.execute(ctx.db)
  await sql`delete from person_tenant t using unnest(${gone}::uuid[]) as given(person_id) where t.person_id = given.person_id`.execute(ctx.db)
  await sql`delete from person p using unnest(${gone}::uuid[]) as given(person_id) where p.person_id = given.person_id`.execute(ctx.db)
}
