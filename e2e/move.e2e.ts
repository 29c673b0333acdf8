import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSite, type Site } from './site.ts'

/** Moving a membership, and the roster on the desk, as people do it in a browser, with sample data. */

// Each signs in once: a phone may be sent one code a minute.
const COURIER = '10000000002'
const TRUCKER = '10000000003'
const HANGZHOU_CLERK = '10000000021'
const LANZHOU_CLERK = '10000000022'

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

async function sound(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

describe('a transfer', () => {
  test('a worker without JavaScript asks for a union of another city, sees the clock, and withdraws', async () => {
    const context = await site.phone({ javaScriptEnabled: false })
    const page = await context.newPage()
    await signIn(page, COURIER, '/hui/move')
    await page.getByRole('link', { name: '换一个工会' }).click()
    await page.getByLabel('在哪个区县').fill('城关区')
    await page.getByRole('button', { name: '查找' }).first().click()
    await page.getByRole('link', { name: /兰州市 城关区/ }).click()
    await page.getByRole('link', { name: /城关区总工会/ }).click()
    await page.getByRole('button', { name: '确认，转过去' }).click()
    await page.waitForURL(/done=asked/)
    expect(await page.getByText('等新工会接收', { exact: true }).count()).toBe(1)

    const desk = await (await site.desk()).newPage()
    await signIn(desk, LANZHOU_CLERK, '/staff/moves')
    await desk.getByRole('link', { name: /李师傅/ }).click()
    await desk.getByRole('button', { name: '接收', exact: true }).click()
    await desk.waitForURL(/done=accepted/)
    await sound(desk)

    await page.goto('/hui/move')
    expect(await page.getByText(/第 0 天，共 10 天/).count()).toBeGreaterThan(0)
    await page.getByRole('button', { name: '撤回，不转了' }).click()
    await page.waitForURL(/done=withdrawn/)
    expect(await page.getByText('转会没有办成').count()).toBe(1)
    await context.close()
  })

  test('leaving says what is lost and what stays', async () => {
    const context = await site.phone()
    const page = await context.newPage()
    await signIn(page, TRUCKER, '/hui/move')
    await sound(page)
    await page.getByRole('link', { name: '退会' }).click()
    await sound(page)
    await page.getByRole('button', { name: '确认退会' }).click()
    await page.waitForURL(/done=left/)
    expect(await page.getByText('您现在没有会籍').count()).toBe(1)
    await context.close()
  })
})

describe('the roster', () => {
  test('a clerk finds a member by two characters, sees masked numbers, and opens one for a purpose', async () => {
    const context = await site.desk()
    const page = await context.newPage()
    await signIn(page, HANGZHOU_CLERK, '/staff/members')
    await sound(page)
    await page.getByPlaceholder('姓名里连着的两个字').fill('示例')
    await page.getByRole('button', { name: '查找', exact: true }).click()
    await page.waitForURL(/find=/)
    await page.locator('a[data-row]').first().click()
    await page.waitForURL(/open=/)
    await sound(page)
    expect(await page.getByText('看完整内容').count()).toBe(1)
    await page.getByText('看完整内容').click()
    await page.getByRole('group', { name: '看什么' }).getByRole('checkbox').first().check()
    await page.getByLabel('为什么要看').selectOption('call_about_membership')
    await page.getByRole('button', { name: '打开并记录' }).click()
    await page.getByText('已打开，已记录').waitFor()
    await context.close()
  })

  test('one character is told to be too few', async () => {
    const context = await site.desk()
    const page = await context.newPage()
    await signIn(page, '10000000031', '/staff/members')
    await page.goto(`/staff/members?find=${encodeURIComponent('王')}`)
    expect(await page.getByRole('alert').textContent()).toContain('至少要 2 个字')
    await context.close()
  })
})
