import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '#db/open.ts'
import { checkDigit } from '#domain/identity/idNumber.ts'
import { carryIn } from '#domain/moves/carry.ts'
import { createKeyring, parseKeyFile } from '#kernel/cipher.ts'
import { setKeys } from '#kernel/keys.ts'
import { clockContext } from '../src/jobs.ts'
import { post, signedIn, tokenOf, withPage } from './browse.ts'
import { openSite, type Site } from './site.ts'

/** One member's way through the house: joins, is approved, moves to another union, votes there, and carries his data away. */

const MANAGER = '10000000031'
const CLERK = '10000000021'
const STRANGER = '10000000022'
const RIDERS = '/cn/33/3301/330106/riders'
const digits = '33010619880805901'
const WHO = { name: '周小满', phone: '10000019001', number: digits + checkDigit(digits) }

let site: Site
let manager: string

beforeAll(async () => {
  site = await openSite()
  manager = await tokenOf(site.origin, MANAGER)
})
afterAll(() => site.close())

async function get<T>(path: string, token: string): Promise<T> {
  const response = await fetch(`${site.origin}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } })
  expect(response.ok, `${path} ${response.status}`).toBe(true)
  return (await response.json()) as T
}

async function signIn(page: Page, phone: string): Promise<void> {
  await page.getByLabel('手机号').fill(phone)
  await page.getByRole('button', { name: '获取验证码' }).tap()
  const shown = await page.getByText(/验证码是 \d{6}/).first().textContent()
  await page.getByLabel('验证码').fill(/\d{6}/.exec(shown ?? '')![0])
  await page.getByRole('button', { name: '登录', exact: true }).tap()
}

/** A guard's phone that has had /verify open once, and no signal since; its browser reads no codes by itself. */
async function guardOffline(): Promise<Page> {
  const page = await (await site.phone()).newPage()
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'BarcodeDetector'))
  await page.goto('/verify')
  await page.getByText('只在这台手机上核对').waitFor()
  await page.waitForFunction(async () => (await navigator.serviceWorker?.ready) && (await caches.match('/verify')) !== undefined && navigator.serviceWorker.controller !== null)
  await page.context().setOffline(true)
  await page.goto('/verify')
  return page
}

/** What the guard's phone says about a photo of a code. */
async function judged(guard: Page, photo: Buffer): Promise<string> {
  await guard.reload()
  await guard.locator('input[type=file]').setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: photo })
  await guard.locator('#verdict').waitFor()
  return guard.locator('#verdict').innerText()
}

/** Ten days go by without a word of the old union: the day set for it is put back, and the clock of the house runs as it does every minute. */
async function tenDaysPass(): Promise<void> {
  setKeys(createKeyring(parseKeyFile(await readFile(join(site.folder, 'keys.json'), 'utf8'))))
  const { db, close } = openDatabase({ url: site.databaseUrl })
  const { rows } = await sql<{ tenant_id: number }>`update transfer set due_on = due_on - 11 where state = 'accepted' returning tenant_id`.execute(db)
  for (const tenant of new Set(rows.map((row) => row.tenant_id))) await carryIn(clockContext(db, tenant))
  await close()
}

/** Drafted and opened by the manager: the two members, one of them to become the delegate. */
async function electDelegate(title: string, number: string): Promise<void> {
  const { items } = await get<{ items: { number: string }[] }>(`/members?path=${RIDERS}&limit=3`, manager)
  const other = items.find((one) => one.number !== number)!.number
  const moment = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
  const { election } = await post<{ election: string }>(
    site.origin, '/elections',
    { path: RIDERS, title, kind: 'delegates', seats: 1, termYears: 3, opensAt: moment(-1), closesAt: moment(60), electors: 'list', numbers: [number, other] },
    manager
  )
  await post(site.origin, `/elections/${election}/choices`, { people: [{ number: other, about: '示例候选人' }] }, manager)
  await post(site.origin, `/elections/${election}/open`, {}, manager)
}

test('joins, shows the card to a guard without signal, is approved, moves, votes, and carries the data away', { timeout: 120_000 }, async () => {
  await withPage(await site.phone(), async (page) => {
    page.setDefaultTimeout(8_000)
    await page.goto('/hui')
    await page.getByRole('link', { name: '入会', exact: true }).tap()
    await page.getByRole('link', { name: '杭州市' }).first().tap()
    for (const [label, value] of [['姓名', WHO.name], ['手机号', WHO.phone], ['证件号码', WHO.number]] as const) await page.getByLabel(label).fill(value)
    await page.getByText('外卖骑手', { exact: true }).tap()
    await page.getByRole('button', { name: '同意并入会' }).tap()
    await page.waitForURL(/\/hui\/p\//)
    const code = page.getByRole('img', { name: '临时会员卡二维码' })
    const guard = await guardOffline()
    expect(await judged(guard, await code.screenshot())).toMatch(/临时[^]*周\*\*/)

    await withPage(await signedIn(await site.desk(), site.origin, manager), async (desk) => {
      await desk.goto(`/staff/joining?q=${WHO.name}`)
      await desk.locator('a[data-row]').first().click()
      const panel = desk.getByRole('complementary', { name: WHO.name })
      await panel.waitFor()
      expect(await desk.content()).not.toContain(WHO.number)
      expect(await desk.content()).not.toContain(WHO.phone)
      await panel.getByText('看全').click()
      await panel.getByLabel('证件号').check()
      await panel.getByRole('button', { name: '打开', exact: true }).click()
      await panel.getByText(WHO.number).waitFor()
      await desk.reload()
      await panel.getByRole('button', { name: '通过' }).click()
      await desk.getByText('已通过，会员号已给。').waitFor()
    })

    await page.reload()
    await page.getByRole('link', { name: '打开会员卡' }).tap()
    await page.waitForURL(/sign-in/)
    await signIn(page, WHO.phone)
    await page.waitForURL('**/hui/card')
    const stolen = await page.getByRole('img', { name: '会员卡二维码' }).screenshot()
    await page.getByText('卡被别人拍了？').tap()
    await page.getByRole('button', { name: '作废重发' }).tap()
    await page.getByText('旧卡已作废').waitFor()
    const mine = await page.getByRole('img', { name: '会员卡二维码' }).screenshot()
    await guard.context().setOffline(false)
    await guard.goto('/verify')
    await guard.waitForTimeout(500)
    await guard.context().setOffline(true)
    expect(await judged(guard, stolen)).toMatch(/已作废/)
    expect(await judged(guard, mine)).toMatch(/有效/)

    await page.goto('/hui/move')
    await page.getByRole('link', { name: '换一个工会' }).tap()
    await page.getByLabel('在哪个区县').fill('西湖区')
    await page.getByRole('button', { name: '查找' }).first().tap()
    await page.getByRole('link', { name: /杭州市 西湖区/ }).tap()
    await page.getByRole('link', { name: /西湖骑手联合工会/ }).tap()
    await page.getByRole('button', { name: '确认，转过去' }).tap()
    await page.waitForURL(/done=asked/)
    await withPage(await signedIn(await site.desk(), site.origin, await tokenOf(site.origin, CLERK)), async (desk) => {
      await desk.goto('/staff/moves')
      await desk.getByRole('link', { name: WHO.name }).click()
      await desk.getByRole('button', { name: '接收', exact: true }).click()
      await desk.waitForURL(/done=accepted/)
    })
    await page.goto('/hui/move')
    await page.getByText(/第 0 天，共 10 天/).first().waitFor()
    await page.goto('/hui/card')
    await page.getByRole('img', { name: '会员卡二维码' }).waitFor()
    await tenDaysPass()
    await page.goto('/hui/card')
    expect(await page.locator('main').innerText()).toContain('西湖骑手联合工会（示例）')

    const token = (await page.context().cookies()).find(({ name }) => name === 'hzj_session')!.value
    const { number } = await get<{ number: string }>('/me/membership', token)
    const title = '推选示例代表'
    await electDelegate(title, number)
    await page.goto('/hui/votes')
    await page.getByRole('link', { name: title }).tap()
    await page.locator('input[name=choice]').first().check()
    await page.getByRole('button', { name: '下一步：看一遍再投' }).tap()
    await page.getByRole('button', { name: '投票', exact: true }).tap()
    await page.getByText('票已投，只此一次').first().waitFor()
    const receipt = /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/.exec(await page.locator('main').innerText())![0]

    await page.goto('/wo/data')
    expect(await page.locator('main').innerText()).toMatch(/证件号[^]*联系入会的事|联系入会的事[^]*证件号/)
    await page.goto('/wo/data/copy')
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载文件' }).tap()])
    const text = await readFile(await download.path(), 'utf8')
    const data = JSON.parse(text) as { membership: object; votes: object[]; readings: object[] }
    expect(data).toMatchObject({
      membership: { number, home: { union: '西湖骑手联合工会（示例）', state: 'active' } },
      votes: [{ title, voted: 'screen' }],
      readings: [{ fields: expect.arrayContaining(['document']) as unknown, purpose: expect.any(String) as unknown }],
      notHeld: expect.arrayContaining(['ballots']) as unknown,
    })
    expect(text).not.toContain(receipt)
    expect(text).not.toContain(receipt.replaceAll('-', ''))
    expect(text).not.toContain('示例候选人')

    const person = (await get<{ items: { person: string; phone: string }[] }>(`/members?path=${RIDERS}&q=${number}`, manager)).items[0]!
    expect(person.phone).not.toBe(WHO.phone)
    const elsewhere = await tokenOf(site.origin, STRANGER)
    for (const path of [`/members/${person.person}`, `/members/${person.person}?tenant=1`, `/members?path=${RIDERS}`]) {
      const { status } = await fetch(`${site.origin}/api/v1${path}`, { headers: { authorization: `Bearer ${elsewhere}` } })
      expect([path, status]).toEqual([path, 404])
    }
    await guard.context().close()
  })
})
