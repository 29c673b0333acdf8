import { spawnSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '#db/open.ts'
import { homeOf } from '#domain/identity/home.ts'
import { personByPhone } from '#domain/identity/people.ts'
import { enrol } from '#domain/membership/enrol.ts'
import { createKeyring, parseKeyFile } from '#kernel/cipher.ts'
import { setKeys } from '#kernel/keys.ts'
import { clockContext } from '../src/jobs.ts'
import { openSite, type Site } from './site.ts'

/** A vote from the draft to the receipt found in the sealed list; the desk and one voter without JavaScript. */

const MANAGER = '10000000031'
const VOTERS = { off: '10000000001', on: '10000000002' }

let site: Site
const contexts: BrowserContext[] = []

beforeAll(async () => {
  site = await openSite()
})
afterAll(async () => {
  for (const context of contexts) await context.close()
  await site.close()
})

async function signedIn(context: BrowserContext, phone: string, next: string): Promise<Page> {
  contexts.push(context)
  const page = await context.newPage()
  await page.goto(`/wo/sign-in?next=${encodeURIComponent(next)}`)
  await page.getByLabel('手机号').fill(phone)
  await page.getByRole('button', { name: '获取验证码' }).click()
  const shown = await page.getByText(/\d{6}/).first().textContent()
  await page.getByLabel('验证码').fill(/\d{6}/.exec(shown ?? '')![0])
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.waitForURL((url) => url.pathname === next)
  return page
}

/** Makes both voters members of one union (one is in the demonstration already); answers their numbers. */
async function members(): Promise<string[]> {
  setKeys(createKeyring(parseKeyFile(await readFile(join(site.folder, 'keys.json'), 'utf8'))))
  const database = openDatabase({ url: site.databaseUrl })
  const numbers = await database.db.transaction().execute(async (trx) => {
    const [newcomer, member] = [(await personByPhone(trx, VOTERS.off))!, (await personByPhone(trx, VOTERS.on))!]
    const ctx = { ...clockContext(trx, 0), locale: 'zh-CN' as const }
    const { union, number } = (await homeOf(ctx, member))!
    const about = { name: '骑手小周（示例）', phone: VOTERS.off, document: null, trade: 'delivery-rider', source: 'self', joinedOn: '2026-01-05', sample: true } as const
    return [number, (await enrol({ ...ctx, tenant: union!.tenant }, { ...about, person: newcomer, path: union!.path })).number]
  })
  await database.close()
  return numbers
}

/** "2026-11-22T08:30" in Beijing, minutes from now. */
function beijing(minutes: number): string {
  return new Date(Date.now() + (480 + minutes) * 60_000).toISOString().slice(0, 16)
}

async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
}

async function cast(page: Page, title: string, choice: string): Promise<string> {
  await page.goto('/hui/votes')
  await page.getByRole('link', { name: title }).click()
  await page.getByLabel(choice).check()
  await page.getByRole('button', { name: '下一步：看一遍再投' }).click()
  await page.getByRole('heading', { name: '看一遍，投出去就不能改' }).waitFor()
  expect(page.url()).not.toMatch(/choice/)
  await page.getByRole('button', { name: '投票', exact: true }).click()
  await page.getByRole('heading', { name: '票已投，只此一次' }).or(page.getByText('票已投，只此一次')).first().waitFor()
  return /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/.exec(await page.locator('main').innerText())![0]
}

test('a vote is drafted, announced, cast once by each, sealed, counted again, and found by its receipt', async () => {
  const title = `示例表决 ${Date.now() % 10_000}`
  const desk = await signedIn(await site.desk({ javaScriptEnabled: false }), MANAGER, '/staff/elections')
  await desk.getByRole('link', { name: '起草一次选举或表决' }).click()
  await desk.getByLabel('名称').fill(title)
  await desk.getByLabel('种类').selectOption('resolution')
  await desk.getByLabel('谁来投').selectOption('list')
  await desk.getByLabel('名单：会员号').fill((await members()).join('\n'))
  await desk.getByLabel('投票开始').fill(beijing(-1))
  await desk.getByLabel('投票截止').fill(beijing(60))
  await desk.getByRole('button', { name: '存为草稿' }).click()
  await desk.getByText('草稿存好了').waitFor()
  await desk.getByRole('button', { name: '公告并锁定名单' }).click()
  await desk.getByText('已公告，名单已锁定').waitFor()

  const off = await signedIn(await site.phone({ javaScriptEnabled: false }), VOTERS.off, '/hui/votes')
  const on = await signedIn(await site.phone(), VOTERS.on, '/hui/votes')
  const receipt = await cast(off, title, '同意')
  await off.goto('/hui/votes')
  expect(await off.getByRole('link', { name: title }).innerText()).toMatch(/已投/)
  await accessible(on)
  await on.getByRole('link', { name: title }).click()
  await accessible(on)
  const other = await cast(on, title, '反对')
  await accessible(on)

  await desk.reload()
  expect(await desk.locator('main').innerText()).not.toContain(receipt)
  await desk.getByRole('button', { name: '现在截止' }).click()
  await desk.getByRole('button', { name: '算出结果并封存' }).click()
  await desk.getByText('已封存，结果已公布给会员').waitFor()

  await off.goto('/hui/votes')
  await off.getByRole('link', { name: title }).click()
  expect(await off.locator('main').innerText()).toMatch(/没有通过[\s\S]*至少 2 票/)
  await off.getByRole('link', { name: '查我的票' }).click()
  await off.getByLabel('回执码').fill(receipt)
  await off.getByRole('button', { name: '查', exact: true }).click()
  await off.getByText('找到了，已经算进去').waitFor()
  expect(await off.locator('main').innerText()).toMatch(/同意/)

  await on.goto(off.url())
  await accessible(on)
  const asked: string[] = []
  on.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`))
  await on.getByLabel('回执码').fill(other.toLowerCase().replaceAll('-', ' '))
  await on.getByRole('button', { name: '查', exact: true }).click()
  await on.getByText('找到了，已经算进去').waitFor()
  expect(asked.filter((one) => one.startsWith('POST'))).toEqual([])
  await on.getByLabel('回执码').fill('0000-0000-0000-0000')
  await on.getByRole('button', { name: '查', exact: true }).click()
  await on.getByText('票单里没有这个回执码').waitFor()

  const list = await (await on.request.get(off.url().replace(/\/check.*$/, '/ballots'))).text()
  const id = /votes\/([^/]+)/.exec(off.url())![1]!
  const answer = await on.request.get(`/api/v1/elections/${id}/ballots`)
  expect(answer.headers()['content-type']).toBe('text/plain; charset=utf-8')
  expect(await answer.text()).toBe(list)
  const own = await on.request.post(`/api/v1/elections/${id}/check`, { data: { receipt }, headers: { origin: site.origin } })
  expect(await own.json()).toMatchObject({ found: true, choices: [{ no: 1 }] })
  const file = join(site.folder, 'ballots.txt')
  await writeFile(file, list)
  const again = spawnSync(process.execPath, ['scripts/ballots.mjs', file, '--receipt', receipt], { encoding: 'utf8' })
  expect(again.stderr).toBe('')
  expect(again.stdout).toMatch(/Your ballot is in the list/)
})
