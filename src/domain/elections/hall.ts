import { sql } from 'kysely'
import { refuse } from '#domain/refusals.ts'
import { ownPlace } from '#kernel/access.ts'
import { query } from '#kernel/act.ts'
import type { Context } from '#kernel/context.ts'
import { publicJwk } from '../cards/keys.ts'
import { homeOf } from '../identity/home.ts'
import { tenantsUsed } from '../identity/people.ts'
import { upwards } from '../organisations/model.ts'
import { ballotHash, ballotLines, ballotsOf } from './ballots.ts'
import { choicesOf, COLUMNS, headOf, headsOf, ownPlaceIn, visible, type Election } from './election.ts'
import * as inputs from './inputs.ts'

/** What the people of a union see of its elections. */

const SHOWN_BACK_MS = 3 * 366 * 86_400_000

type Mine = Election & { readonly elector: boolean; readonly mine: 'screen' | 'paper' | null }

export const mine = query({
  name: 'elections.mine',
  permission: 'self.read',
  summary: 'Elections and votes in which I may vote, or whose result concerns my union: those of the last three years, the newest first.',
  input: inputs.mineInput,
  output: inputs.mineOutput,
  at: (ctx) => ownPlace(ctx.actor.person),
  async run(ctx) {
    const person = ctx.actor.person!
    const union = (await homeOf(ctx, person))?.union ?? null
    const items = []
    for (const tenant of await tenantsUsed(ctx.db, person)) {
      const nodes = union?.tenant === tenant ? upwards(union.path) : []
      const found = await sql<Mine>`select ${COLUMNS}, r.person_id is not null as elector, r.voted as mine from election e
        left join elector r on r.tenant_id = ${tenant} and r.election_id = e.election_id and r.person_id = ${person}
        where e.tenant_id = ${tenant} and e.state in ('open', 'counting', 'sealed') and e.closes_at > ${new Date(ctx.now.getTime() - SHOWN_BACK_MS)}
          and (r.person_id is not null or e.path = any(${nodes}::text[]))
        order by e.opens_at desc, e.election_id limit 200`.execute(ctx.db)
      const heads = await headsOf(ctx, tenant, found.rows)
      items.push(...heads.map((head, at) => ({ ...head, elector: found.rows[at]!.elector, mine: found.rows[at]!.mine })))
    }
    return { items, next: null }
  },
})

export const view = query({
  name: 'elections.view',
  permission: 'elections.vote',
  summary: 'An election as its electors and the members of its union see it, with the choices on the ballot.',
  input: inputs.electionInput,
  output: inputs.paperOutput,
  refusals: ['elections.unknown'],
  at: ownPlaceIn,
  async run(ctx, { election: id }) {
    const { election, elector } = await visible(ctx, id)
    const choices = await choicesOf(ctx, election.election)
    return {
      ...(await headOf(ctx, election)),
      choices: choices.map(({ no, label, about, nominations }) => ({ no, label, about, nominations })),
      elector: elector !== null, mine: elector?.voted ?? null, nominated: elector?.nominated ?? false,
    }
  },
})

async function sealed(ctx: Context, id: string) {
  const { election } = await visible(ctx, id)
  const { result, listHash, seal, keyId, sealedAt } = election
  if (!result || !listHash || !seal || !keyId || !sealedAt) throw refuse('elections.not_sealed', { phase: (await headOf(ctx, election)).phase, closesAt: election.closesAt.toISOString() })
  return { election, result, listHash, seal, keyId, sealedAt: sealedAt.toISOString() }
}

export const result = query({
  name: 'elections.result',
  permission: 'elections.vote',
  summary: 'The sealed result with every step of its arithmetic, to the members of the union.',
  input: inputs.electionInput,
  output: inputs.sealedOutput,
  refusals: ['elections.unknown', 'elections.not_sealed'],
  at: ownPlaceIn,
  async run(ctx, { election: id }) {
    const { election, result: { text: _signed, ...figures }, ...rest } = await sealed(ctx, id)
    return { ...(await headOf(ctx, election)), result: figures, ...rest }
  },
})

export const ballots = query({
  name: 'elections.ballots',
  permission: 'elections.vote',
  summary: 'The signed figures and the list of all ballots as text: a voter finds his own by its hash, anybody counts again (scripts/ballots.mjs).',
  input: inputs.electionInput,
  output: inputs.ballotsOutput,
  refusals: ['elections.unknown', 'elections.not_sealed'],
  at: ownPlaceIn,
  async run(ctx, { election: id }) {
    const { election, result: { text }, seal, keyId } = await sealed(ctx, id)
    const lines = ballotLines(await ballotsOf(ctx, election.election))
    const key = await publicJwk(ctx, keyId)
    return [`${text}seal ${keyId} ${seal}`, `key ${keyId} ${key?.x ?? 'unknown'}`, `ballots ${lines.length}`, ...lines].map((line) => `${line}\n`).join('')
  },
})

export const check = query({
  name: 'elections.check',
  permission: 'elections.vote',
  summary: 'Whether the ballot of a receipt is in the sealed list, and with which choices. Nothing of the question is kept.',
  input: inputs.checkInput,
  output: inputs.checkOutput,
  refusals: ['elections.unknown', 'elections.not_sealed'],
  at: ownPlaceIn,
  async run(ctx, { election: id, receipt }) {
    const { election } = await sealed(ctx, id)
    const cast = await ballotsOf(ctx, election.election)
    const own = cast.find(({ choices, receiptHash }) => ballotHash(receipt, id, choices) === receiptHash)
    const listed = await choicesOf(ctx, election.election)
    return {
      found: own !== undefined,
      choices: listed.filter(({ no }) => own?.choices.includes(no)).map(({ no, label }) => ({ no, label })),
      line: own ? ballotLines([own])[0]! : null,
    }
  },
})
