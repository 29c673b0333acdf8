#!/usr/bin/env node
// Counts a sealed election again from the list that its union has published, without trusting the program that counted first.
//   node scripts/ballots.mjs list.txt [jwks.json] [--receipt XXXX-XXXX-XXXX-XXXX]
// jwks.json: the union's published keys (/.well-known/jwks.json), so that the seal is checked against them and not only against the key in the list.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'

const USAGE = 'usage: node scripts/ballots.mjs list.txt [jwks.json] [--receipt XXXX-XXXX-XXXX-XXXX]'
const { files, receipt } = readArguments(process.argv.slice(2))
if (files.length === 0) fail(USAGE)
const text = readFileSync(files[0] === '-' ? 0 : files[0], 'utf8')
const lines = text.split('\n')
const at = lines.findIndex((line) => line.startsWith('seal '))
if (lines[0] !== 'huizhanjia-ballots 1' || at < 0) fail('This is no list of ballots of version 1.')

const head = lines.slice(0, at)
const figures = readHead(head)
const published = lines.slice(at).find((line) => line.startsWith('ballots '))
const first = lines.indexOf(published) + 1
const ballots = lines.slice(first, first + Number(published?.split(' ')[1] ?? 0))
if (lines.slice(first + ballots.length).join('') !== '') fail('There is something after the last ballot.')

checkList()
checkSeal()
count()
if (receipt) findReceipt()
console.log('The list, the seal and the result fit together.')

function readArguments(given) {
  const files = []
  let receipt = null
  for (let n = 0; n < given.length; n++) {
    if (given[n] === '--receipt') receipt = given[++n] ?? fail(USAGE)
    else files.push(given[n])
  }
  return { files, receipt }
}

function fail(why) {
  console.error(why)
  process.exit(1)
}

function readHead(head) {
  const one = (name) => head.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1)
  const [papers, invalid] = (one('urn') ?? '0 0').split(' ').map(Number)
  const quorum = /^(\d+)\/(\d+) needed (\d+) (reached|missed)$/.exec(one('quorum') ?? '') ?? fail('The quorum cannot be read.')
  const majority = /^(\d+)\/(\d+)( electors)? of (\d+) needed (\d+)$/.exec(one('majority') ?? '') ?? fail('The majority cannot be read.')
  const choices = head.filter((line) => line.startsWith('choice ')).map((line) => {
    const parts = /^choice (\d+) screen (\d+) paper (\d+) votes (\d+) (\S+) (.*)$/.exec(line) ?? fail(`This choice cannot be read: ${line}`)
    const [no, screen, paper, votes] = parts.slice(1, 5).map(Number)
    return { no, screen, paper, votes, outcome: parts[5], label: parts[6] }
  })
  return {
    id: one('election'), kind: one('kind'), title: one('title'), list: one('list'), papers, invalid, choices,
    seats: Number(one('seats')), electors: Number(one('electors')), screen: Number(one('screen')), paper: Number(one('paper')),
    quorum: { over: Number(quorum[1]), under: Number(quorum[2]), needed: Number(quorum[3]), reached: quorum[4] === 'reached' },
    majority: { over: Number(majority[1]), under: Number(majority[2]), ofAll: majority[3] !== undefined, of: Number(majority[4]), needed: Number(majority[5]) },
  }
}

function sha256(text) {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

function choicesOf(line) {
  const chosen = line.split(' ')[1]
  return chosen === '-' ? [] : chosen.split(',').map(Number)
}

/** Every ballot well formed, none twice, in order, as many as voted on screen; their hash is the one that was signed. */
function checkList() {
  const most = figures.kind === 'recall' || figures.kind === 'resolution' ? 1 : figures.seats
  for (const [n, line] of ballots.entries()) {
    if (!/^[0-9a-f]{64} (-|\d+(,\d+)*)$/.test(line)) fail(`Ballot ${n + 1} cannot be read: ${line}`)
    if (n > 0 && line.slice(0, 64) <= ballots[n - 1].slice(0, 64)) fail(`Ballot ${n + 1} is out of order or there twice.`)
    const chosen = choicesOf(line)
    if (chosen.length > most || new Set(chosen).size !== chosen.length || chosen.some((no) => !figures.choices.some((choice) => choice.no === no))) fail(`Ballot ${n + 1} marks what it may not: ${line}`)
  }
  if (ballots.length !== figures.screen) fail(`${figures.screen} voted on screen, but the list has ${ballots.length} ballots.`)
  const list = sha256(ballots.map((line) => `${line}\n`).join(''))
  if (list !== figures.list) fail(`The list has been changed: its hash is ${list}, the signed one is ${figures.list}.`)
}

function checkSeal() {
  const [, keyId, signature] = lines[at].split(' ')
  const [, namedId, named] = (lines.find((line) => line.startsWith('key ')) ?? '').split(' ')
  const keys = files[1] ? JSON.parse(readFileSync(files[1], 'utf8')).keys : [{ kty: 'OKP', crv: 'Ed25519', kid: namedId, x: named }]
  const key = keys.find((one) => one.kid === keyId)
  if (!key) fail(`The key ${keyId} that sealed is not among the keys given.`)
  const signed = Buffer.from(head.map((line) => `${line}\n`).join(''), 'utf8')
  if (!verify(null, signed, createPublicKey({ key: { kty: key.kty, crv: key.crv, x: key.x }, format: 'jwk' }), Buffer.from(signature ?? '', 'base64url'))) fail('The seal does not fit: the figures have been changed.')
  console.log(`Sealed by key ${keyId}${files[1] ? ', one of the published keys' : ' (compare it with the published keys)'}.`)
}

function count() {
  const { electors, seats, kind, quorum, majority } = figures
  const present = figures.screen + figures.paper
  const needed = Math.ceil((electors * quorum.over) / quorum.under)
  const reached = present >= needed && present > 0
  if (needed !== quorum.needed || reached !== quorum.reached) fail(`The quorum is wrong: ${present} present, ${needed} needed.`)
  if (present > electors || figures.papers > figures.paper) fail('More have voted than there were electors or papers.')
  const base = majority.ofAll ? electors : present
  const least = Math.floor((base * majority.over) / majority.under) + 1
  if (base !== majority.of || least !== majority.needed) fail(`The majority is wrong: ${least} votes are needed.`)
  const counted = figures.choices.map((choice) => ({ ...choice, again: ballots.filter((line) => choicesOf(line).includes(choice.no)).length + choice.paper }))
  const matter = kind === 'recall' || kind === 'resolution'
  const enough = counted.filter(({ no, again }) => again >= least && (!matter || no === 1)).map(({ again }) => again).sort((a, b) => b - a)
  const tiedAt = reached && enough[seats] !== undefined && enough[seats] === enough[seats - 1] ? enough[seats] : null
  const lastIn = enough[Math.min(seats, enough.length) - 1]
  console.log(`${figures.title}: ${electors} electors, ${present} present (${figures.screen} on screen, ${figures.paper} on paper), quorum ${needed} ${reached ? 'reached' : 'missed'}, ${least} votes needed.`)
  for (const { no, again, votes, outcome, label } of counted) {
    if (again !== votes) fail(`Number ${no} has ${again} votes in the list, but the result says ${votes}.`)
    const candidate = reached && again >= least && (!matter || no === 1)
    const should = matter ? (no !== 1 ? 'counted' : candidate ? 'adopted' : 'not_adopted')
      : !reached ? 'no_quorum' : !candidate ? 'majority_missed' : again === tiedAt ? 'tied' : again >= lastIn ? 'elected' : 'no_seat_left'
    if (should !== outcome) fail(`Number ${no} is “${should}” by the list, but the result says “${outcome}”.`)
    console.log(`${no}  ${votes} votes  ${outcome}  ${label}`)
  }
}

function findReceipt() {
  const plain = receipt.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  const own = ballots.find((line) => line.startsWith(sha256(`${plain}\n${figures.id}\n${choicesOf(line).join(',')}`)))
  if (!own) fail('No ballot in the list belongs to this receipt.')
  console.log(`Your ballot is in the list: ${own}`)
}
