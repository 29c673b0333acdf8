import AxeBuilder from '@axe-core/playwright'
import pg from 'pg'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkDigit } from '#domain/identity/idNumber.ts'
import { post, signedIn, tokenOf, withPage } from './browse.ts'
import { openSite, type Site } from './site.ts'

/** A proposal from its first word to what came of it, and one's own data, as people do it in a browser. */

// Each signs in once: a phone may be sent one code a minute.
const COURIER = '10000000002'
const MANAGER = '10000000031'
const NEWCOMER = '10000000001'

let site: Site
let tokens: { courier: string; manager: string; newcomer: string }

beforeAll(async () => {
  site = await openSite()
  tokens = { courier: await tokenOf(site.origin, COURIER), manager: await tokenOf(site.origin, MANAGER), newcomer: await tokenOf(site.origin, NEWCOMER) }
})
afterAll(() => site.close())

/** Token of a second member in the courier's union: joins like everybody else, and is approved. */
async function fellow(): Promise<string> {
  const phone = '10000029001'
  const digits = '33010619880805911'
  const sent = { name: '工友小钱', phone, document: { kind: 'resident_id', number: digits + checkDigit(digits) }, trade: 'courier', division: '330102', union: '/cn/33/3301/330102/parcel' }
  const { application } = await post<{ application: string }>(site.origin, '/memberships/applications', sent)
  await post(site.origin, `/memberships/applications/${application}/decision`, { decision: 'approve' }, tokens.manager)
  return tokenOf(site.origin, phone)
}

const SHOTS = process.env['HZJ_SHOTS']

/** Nothing wider than the screen, nothing that a reader cannot reach; a picture where one is asked for. */
async function sound(page: Page, name: string): Promise<void> {
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true })
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), name).toBeLessThanOrEqual(0)
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`), name).toEqual([])
}

test('a member proposes without JavaScript, the desk takes it up, everybody sees how far it is', async () => {
  const phone = await signedIn(await site.phone({ javaScriptEnabled: false }), site.origin, tokens.courier)
  const page = await phone.newPage()
  await page.goto('/hui/proposals')
  await page.getByRole('link', { name: '提一条' }).click()
  await page.getByLabel('一句话').fill('分拣点装两台热水器')
  await page.getByLabel('话题').selectOption('welfare')
  await page.getByLabel('说明白').fill('冬天在分拣点等件，想喝一口热水。')
  await page.getByRole('button', { name: '提交' }).click()
  await page.waitForURL(/done=made/)
  const address = new URL(page.url()).pathname

  // A like one is shown before a second is made.
  await page.goto('/hui/proposals/new')
  await page.getByLabel('一句话').fill('分拣点要装热水器')
  await page.getByLabel('话题').selectOption('welfare')
  await page.getByLabel('说明白').fill('夜里等件的时候太冷了，想有热水。')
  await page.getByRole('button', { name: '提交' }).click()
  expect(await page.getByRole('link', { name: /分拣点装两台热水器/ }).count()).toBe(1)
  await page.getByRole('button', { name: '都不一样，照样提交' }).click()
  await page.waitForURL(/done=made/)
  await phone.close()

  await withPage(await signedIn(await site.desk(), site.origin, tokens.manager), async (desk) => {
    await desk.goto('/staff/proposals?path=/cn/33/3301')
    await sound(desk, 'proposals-desk-1280')
    await desk.getByRole('link', { name: '分拣点装两台热水器' }).click()
    await desk.locator('summary', { hasText: '并入另一条' }).click()
    await sound(desk, 'proposals-desk-panel-1280')
    await desk.locator('summary', { hasText: /^受理$/ }).click()
    await desk.getByRole('button', { name: '受理', exact: true }).click()
    await desk.waitForURL(/done=accepted/)
    await desk.locator('summary', { hasText: '并入另一条' }).click()
    await desk.getByLabel('或填另一条的编号').fill('1.00000000-0000-7000-8000-000000000000')
    await desk.getByRole('button', { name: '并入', exact: true }).click()
    await desk.getByText('没有这条提案').waitFor()
  })

  // Nobody signed in reads it all.
  await withPage(await site.phone(), async (reader) => {
    await reader.goto(address)
    expect(await reader.getByText('已受理').count()).toBeGreaterThan(0)
    expect(await reader.getByText('工会受理').count()).toBe(1)
    await sound(reader, 'proposal-390')
    await reader.goto('/hui/proposals?path=/cn/33/3301')
    expect(await reader.getByRole('link', { name: /分拣点/ }).count()).toBe(2)
    await sound(reader, 'proposals-390')
    await reader.goto('/hui/proposals?path=/cn')
    await sound(reader, 'proposals-where-390')
  })

  // Whoever is no member is told what to do instead.
  await withPage(await signedIn(await site.phone(), site.origin, tokens.newcomer), async (newcomer) => {
    await newcomer.goto(address)
    expect(await newcomer.getByRole('button', { name: '附议' }).count()).toBe(0)
    expect(await newcomer.getByRole('link', { name: '去入会' }).count()).toBe(1)
  })
})

test('like ones appear while a title is typed, and one tap seconds', async () => {
  const context = await signedIn(await site.phone(), site.origin, tokens.courier)
  await post(site.origin, '/proposals', { path: '/cn/33/3301', topic: 'safety', title: '夜里路口加一盏灯', text: '看不清，差点撞上，请加一盏灯。' }, tokens.courier)
  await withPage(context, async (page) => {
    await page.goto('/hui/proposals/new')
    await page.getByLabel('一句话').pressSequentially('路口加一盏灯')
    await page.getByRole('link', { name: /夜里路口加一盏灯/ }).waitFor()
    await sound(page, 'proposals-new-390')
    await page.getByRole('link', { name: /夜里路口加一盏灯/ }).click()
    expect(await page.getByText('这是您提的').count()).toBe(1)
    expect(await page.getByRole('button', { name: '附议' }).count()).toBe(0)
    const address = new URL(page.url()).pathname

    const other = await signedIn(await site.phone({ javaScriptEnabled: false }), site.origin, await fellow())
    await withPage(other, async (fellow) => {
      await fellow.goto(address)
      await fellow.getByRole('button', { name: '附议' }).tap()
      await fellow.getByText('附议好了。').waitFor()
      expect(await fellow.getByText('1 人附议').count()).toBeGreaterThan(0)
      await fellow.goto('/hui/proposals?mine=seconded')
      expect(await fellow.getByRole('link', { name: /夜里路口加一盏灯/ }).count()).toBe(1)
    })

    await page.goto('/hui/proposals?mine=made')
    expect(await page.getByRole('link', { name: /夜里路口加一盏灯/ }).count()).toBe(1)
    await page.goto(address)
    expect(await page.getByText('1 人附议').count()).toBeGreaterThan(0)
  })
})

test('my data: seen, opened, corrected, carried away; erasing says what is in the way', async () => {
  await withPage(await signedIn(await site.phone(), site.origin, tokens.courier), async (page) => {
    await page.goto('/wo/data')
    await sound(page, 'data-390')
    expect(await page.getByText(COURIER).count()).toBe(0)
    await page.getByRole('button', { name: '看完整手机号' }).click()
    await page.getByText(COURIER).waitFor()
    await page.goto('/wo/data/change')
    await sound(page, 'data-change-390')
    await page.getByLabel('姓名').fill('快递员老李二（示例）')
    await page.getByRole('button', { name: '改姓名' }).click()
    await page.getByText('姓名改好了，1 份名册也改了。').waitFor()

    await page.goto('/wo/data/copy')
    await page.getByRole('button', { name: '打开能打印的一页' }).click()
    await page.getByText(COURIER).first().waitFor()
    await sound(page, 'data-copy-390')
    await page.goto('/wo/data/copy')
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载文件' }).click()])
    expect(download.suggestedFilename()).toMatch(/^huizhanjia-my-data-\d{4}-\d\d-\d\d\.json$/)

    await page.goto('/wo/data/erase')
    await page.getByText('还是暖阳快递站点工会（示例）的会员').waitFor()
    expect(await page.getByRole('button', { name: '获取验证码' }).count()).toBe(0)
    await sound(page, 'data-erase-390')
  })
})

test('somebody without a membership erases himself, without JavaScript, and is told what stays', async () => {
  const context = await signedIn(await site.phone({ javaScriptEnabled: false }), site.origin, await tokenOf(site.origin, '10000000077'))
  const page = await context.newPage()
  await page.goto('/wo/data/erase')
  // The code that signed in was sent within the minute: the page says when another may be asked for.
  await page.getByRole('button', { name: '获取验证码' }).click()
  expect(await page.getByText(/秒/).count()).toBeGreaterThan(0)
  const client = new pg.Client({ connectionString: site.databaseUrl })
  await client.connect()
  await client.query(`update sign_in_code set sent_at = sent_at - interval '2 minutes'`)
  await client.end()
  await page.goto('/wo/data/erase')
  await page.getByRole('button', { name: '获取验证码' }).click()
  const shown = await page.getByText(/验证码是 \d{6}/).first().textContent()
  await page.getByLabel('验证码').fill(/\d{6}/.exec(shown ?? '')![0])
  await page.getByRole('button', { name: '删除，不能反悔' }).click()
  await page.getByRole('heading', { name: '删好了' }).waitFor()
  expect(await page.getByText('只有代号，没有姓名').count()).toBe(1)
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/data-erased-390.png`, fullPage: true })
  await page.goto('/wo/data')
  expect(new URL(page.url()).pathname).toBe('/wo/sign-in')
  await context.close()
})
