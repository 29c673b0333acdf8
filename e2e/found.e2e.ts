import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSite, type Site } from './site.ts'

/** Founding a union on the phone, its file at the desk, and the figures of Wuxing: in a real browser with sample data. */

const [LEAD, INVITED, MANAGER, WUXING] = ['10000000002', '10000000001', '10000000031', '10000000032']

let site: Site

beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

async function signIn(page: Page, phone: string, next: string): Promise<void> {
  await page.goto(`/wo/sign-in?next=${encodeURIComponent(next)}`)
  await page.getByLabel('手机号').fill(phone)
  await page.getByRole('button', { name: '获取验证码' }).click()
  const shown = await page.getByText(/\d{6}/).first().textContent()
  await page.getByLabel('验证码').fill(/\d{6}/.exec(shown ?? '')![0])
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.waitForURL((url) => url.pathname === next)
}

test('a member founds a union without scripts, up to the refusal that names what is missing', async () => {
  const scripted = await site.phone()
  const page = await scripted.newPage()
  await signIn(page, LEAD, '/hui/found')
  const context = await site.phone({ javaScriptEnabled: false, storageState: await scripted.storageState() })
  await scripted.close()
  const plain = await context.newPage()
  await plain.goto('/hui/found')
  await plain.getByText('湖滨商圈快递末端联合工会（示例）').waitFor()
  await plain.getByRole('link', { name: '提出建会' }).click()
  await plain.getByLabel('工会名称').fill('某片区快递联合工会（示例）')
  await plain.getByLabel('大约有多少职工').fill('40')
  await plain.getByRole('button', { name: '提出建会' }).click()
  await plain.getByText('您是组长').waitFor()
  await plain.getByLabel('手机号或会员号').fill(INVITED)
  await plain.getByRole('button', { name: '发邀请' }).click()
  await plain.getByText('等回话').waitFor()
  expect(await plain.getByText('100****0001').count()).toBe(1)
  expect(await plain.getByRole('button', { name: '筹备组齐了，开始报名' }).count()).toBe(0)
  await plain.getByLabel('手机号或会员号').fill('123')
  await plain.getByRole('button', { name: '发邀请' }).click()
  await plain.getByText('手机号不对。').waitFor()
  expect(await plain.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
  await context.close()
})

test('the desk sees foundings; 86 unions are 65 single and 21 joint; 11,961 members, each figure opens its rows', async () => {
  const context = await site.desk()
  const page = await context.newPage()
  await signIn(page, WUXING, '/staff/figures')
  await page.getByText('86 = 65 单独 + 21 联合').waitFor()
  await page.getByText('11,961 名实名会员，分母：全部有效会籍 11,961 名').waitFor()
  expect(await page.getByRole('link', { name: '快递员', exact: true }).getAttribute('href')).toMatch(/^\/staff\/members\?path=.*trade=courier/)
  const file = await context.request.get('/staff/figures/export?format=csv')
  expect(await file.text()).toMatch(/联合工会,21,0\.2442/)
  await page.getByRole('link', { name: /联合工会 21/ }).click()
  await page.waitForURL(/kind=joint/)
  await page.getByText('示例片区20联合工会（示例）').waitFor()
  expect(await page.getByRole('region', { name: '基层工会' }).locator('tbody tr').count()).toBe(21)
  await page.getByRole('link', { name: '吴兴区外卖行业联合工会' }).click()
  await page.getByLabel('一行一家，粘贴进来').fill('甲公司（示例）\n乙公司（示例）,91350100M000100Y44')
  await page.getByRole('button', { name: '加入名单' }).click()
  await page.getByText('信用代码最后一位对不上（第 18 位）').waitFor()
  await page.getByRole('region', { name: '覆盖单位' }).getByText('甲公司（示例）').waitFor()
  await context.close()

  const manager = await site.desk()
  const desk = await manager.newPage()
  await signIn(desk, MANAGER, '/staff/unions/foundings')
  await desk.getByRole('link', { name: '湖滨商圈快递末端联合工会（示例）' }).click()
  await desk.getByText('姓名只显示头尾。').waitFor()
  await manager.close()
})
