import type { Context } from '#kernel/context.ts'
import { cardsOf } from '../cards/queries.ts'
import { officesOf, votesOf } from '../elections/queries.ts'
import { mine as myFoundings } from '../founding/view.ts'
import { consentsOf } from '../identity/consents.ts'
import { homeOf } from '../identity/home.ts'
import { passkeysFor, personFor, rolesFor, sessionsFor } from '../identity/mine.ts'
import { tenantsUsed } from '../identity/people.ts'
import { readingsOf } from '../identity/readings.ts'
import { applicationsFor } from '../joining/mine.ts'
import { membershipsFor } from '../membership/mine.ts'
import { historyOf } from '../membership/queries.ts'
import { transfersFor } from '../moves/mine.ts'
import { messagesFor } from '../notices/mine.ts'
import { placeNames } from '../organisations/queries.ts'
import { madeBy, secondsOf } from '../proposals/mine.ts'
import { FILE_FORMAT, FILE_VERSION } from './model.ts'

/** Kept without any link to a person, so that there is nothing to show. */
const NOT_HELD = ['visits', 'reports', 'ballots', 'nominations'] as const

/** Everything that the product holds about the signed-in person, room by room. `full`: numbers in full, for the file he carries away; else masked. */
export async function collect(ctx: Context, full: boolean) {
  const person = ctx.actor.person!
  return {
    format: FILE_FORMAT as typeof FILE_FORMAT,
    version: FILE_VERSION as typeof FILE_VERSION,
    madeAt: ctx.now.toISOString(),
    person: await personFor(ctx, person, full),
    roles: await rolesFor(ctx, person),
    membership: await membership(ctx, person),
    rosters: (await membershipsFor(ctx, person, full)).map(({ tenant: _tenant, ...row }) => row),
    applications: await applicationsFor(ctx, full),
    transfers: await transfersFor(ctx, person),
    cards: (await cardsOf(ctx, person)).map(({ provisional, issuedAt, expiresAt, revokedAt }) => ({ provisional, issuedAt: issuedAt.toISOString(), expiresAt: expiresAt.toISOString(), revokedAt: revokedAt?.toISOString() ?? null })),
    sessions: await sessionsFor(ctx, person),
    passkeys: await passkeysFor(ctx, person),
    consents: await consentsOf(ctx, person),
    readings: await readingsOf(ctx, person),
    messages: await messagesFor(ctx, person),
    proposals: { made: await madeBy(ctx, person), seconded: await secondsOf(ctx, person) },
    ...(await elections(ctx, person)),
    foundings: (await myFoundings(ctx, {})).items.map(({ id, name, state, my, parentName, sample }) => ({ id, name, state, part: my, union: parentName, sample })),
    notHeld: [...NOT_HELD],
  }
}

export type MyData = Awaited<ReturnType<typeof collect>>

async function membership(ctx: Context, person: string) {
  const home = await homeOf(ctx, person)
  const [place] = home?.union ? await placeNames(ctx, [home.union]) : []
  const history = await historyOf(ctx, person)
  return {
    number: home?.number ?? null,
    home: home?.union ? { union: place?.name ?? null, since: home.since?.toISOString() ?? null, state: home.state } : null,
    history: history.map(({ at, event, union, detail }) => ({ at, event, union, detail })),
  }
}

/** Whether he voted, never how; and what he was elected to. */
async function elections(ctx: Context, person: string) {
  const votes: { title: string; opensAt: string; voted: 'screen' | 'paper' | null; nominated: boolean }[] = []
  const offices: { kind: string; union: string | null; until: string }[] = []
  for (const tenant of await tenantsUsed(ctx.db, person)) {
    const cast = await votesOf(ctx, tenant, person)
    votes.push(...cast.map(({ title, opensAt, voted, nominated }) => ({ title, opensAt: opensAt.toISOString(), voted, nominated })))
    const held = await officesOf(ctx, tenant, person)
    const places = await placeNames(ctx, held.map(({ path }) => ({ tenant, path })))
    offices.push(...held.map(({ kind, until }, at) => ({ kind, union: places[at]?.name ?? null, until })))
  }
  return { votes, offices }
}
