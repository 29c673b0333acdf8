/**
 * Replays a joining ceremony against a running server in demo mode, as 300 phones in a hall with a bad network would:
 * `node scripts/ceremony.mjs <origin> <tenant.code> [people] [seed]`.
 * A third of the phones send twice at once; one answer in ten is lost and asked for again with the same key. All people are made up.
 */

const [origin, ceremony, people = '300', seed = String(Math.floor(Date.now() / 60_000))] = process.argv.slice(2)
const AT_ONCE = 40
const PATIENCE_MS = 15_000
const TRIES = 8
const TRADES = ['delivery-rider', 'courier', 'ride-hailing-driver', 'truck-driver', 'domestic-worker', 'security-guard']
const DAY_MS = 86_400_000

if (!origin || !ceremony) {
  console.error('usage: node scripts/ceremony.mjs <origin> <tenant.code> [people] [seed]')
  process.exit(2)
}

const total = { sent: 0, lost: 0, again: 0 }

/** A resident number by GB 11643: place 330106, a birthday of its own for each run, a sequence number. */
function documentOf(index) {
  const born = new Date(Date.UTC(1960, 0, 1) + ((Number(seed) + Math.floor(index / 999)) % 14_000) * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '')
  const digits = `330106${born}${String((index % 999) + 1).padStart(3, '0')}`
  const sum = [...digits].reduce((all, digit, at) => all + Number(digit) * (2 ** (17 - at) % 11), 0)
  return digits + '10X98765432'[sum % 11]
}

function personOf(index) {
  return {
    key: `ceremony-${ceremony}-${seed}-${index}`,
    body: {
      name: `示例工友${String(index + 1).padStart(3, '0')}`,
      phone: `10${String((Number(seed) % 100_000) * 10_000 + index).padStart(9, '0').slice(-9)}`,
      document: { kind: 'resident_id', number: documentOf(index) },
      trade: TRADES[index % TRADES.length],
      ceremony
    }
  }
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms * (0.5 + Math.random())))

/** One request; the answer's application, null where it has to be sent again. */
async function post({ key, body }) {
  total.sent += 1
  const response = await fetch(`${origin}/api/v1/memberships/applications`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS)
  }).catch(() => null)
  if (!response || response.status >= 500 || response.status === 429) return null
  const answer = await response.json()
  if (response.ok) return answer.application
  throw new Error(`${response.status} ${answer.code}: ${answer.detail}${answer.code === 'identity.phone_invalid' ? ' (the replay is for demo mode only)' : ''}`)
}

/** As the outbox of a phone: the same key until an answer arrives. */
async function send(person, { loses }) {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (attempt > 0) await pause(200 * 2 ** attempt)
    const application = await post(person)
    if (application === null) {
      total.again += 1
    } else if (loses && attempt === 0) {
      // The network ate the answer: the phone does not know, and asks again.
      total.lost += 1
    } else return application
  }
  throw new Error(`no answer for ${person.body.name} after ${TRIES} tries`)
}

async function joins(index) {
  const person = personOf(index)
  const loses = index % 10 === 4
  const sends = index % 3 === 0 ? [send(person, { loses }), send(person, { loses: false })] : [send(person, { loses })]
  return new Set(await Promise.all(sends))
}

async function count() {
  const response = await fetch(`${origin}/api/v1/ceremonies/${ceremony}/count`)
  const answer = await response.json()
  if (!response.ok) throw new Error(`${response.status} ${answer.code}: ${answer.detail}`)
  return answer.joined
}

async function replay() {
  const before = await count()
  const started = performance.now()
  const waiting = Array.from({ length: Number(people) }, (_, index) => index)
  const applications = []
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) applications.push(await joins(index))
    })
  )
  const seconds = (performance.now() - started) / 1000
  const joined = (await count()) - before
  const distinct = new Set(applications.flatMap((ids) => [...ids])).size
  const twice = applications.filter((ids) => ids.size > 1).length
  console.log(`people ${people} · joined ${joined} · requests sent ${total.sent} · answers lost ${total.lost} · sent again after a fault ${total.again} · duplicates ${twice} · ${seconds.toFixed(1)} s`)
  if (joined !== Number(people) || twice > 0 || distinct !== Number(people)) throw new Error(`expected ${people} joiners, each once; the server counts ${joined}, with ${distinct} applications`)
}

try {
  await replay()
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
