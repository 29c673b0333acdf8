import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signedIn, tokenOf } from './browse.ts'
import { openSite, type Site } from './site.ts'

/** A card on one phone, judged on another one that has no signal. */

// Members of the demonstration. A phone may be sent one code a minute: each signs in once.
const MEMBERS = { holder: '10000000002', reader: '10000000003' }

let site: Site
let reader: string

beforeAll(async () => {
  site = await openSite()
  reader = await tokenOf(site.origin, MEMBERS.reader)
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

/** What a scanner reads: the text of the card as the API gives it to its owner. */
async function cardText(page: Page): Promise<string> {
  return ((await (await page.request.get('/api/v1/me/card')).json()) as { text: string }).text
}

async function check(page: Page, text: string): Promise<string> {
  await page.getByLabel('二维码里的字').fill(text)
  await page.getByRole('button', { name: '验一下' }).click()
  const verdict = page.locator('#verdict')
  await verdict.waitFor()
  return verdict.innerText()
}

/** Until the service worker holds the page, so that it opens without signal. */
async function untilKept(page: Page, path: string): Promise<void> {
  await page.waitForFunction(async (kept) => (await navigator.serviceWorker?.ready) && (await caches.match(kept)) !== undefined && navigator.serviceWorker.controller !== null, path)
}

async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
  return found.violations.map((one) => `${one.id} ${one.nodes[0]?.html ?? ''}`)
}

describe('a member card', () => {
  test('is shown, kept for a time without signal, judged offline by a second phone, and dies when it is revoked', async () => {
    const owner = await (await site.phone()).newPage()
    await signIn(owner, MEMBERS.holder, '/hui/card')
    await owner.getByRole('img', { name: '会员卡二维码' }).waitFor()
    expect(await owner.locator('main').innerText()).toMatch(/李\*\*/)
    const text = await cardText(owner)

    const guard = await (await site.phone()).newPage()
    await guard.goto('/verify')
    await guard.getByText('只在这台手机上核对').waitFor()
    await untilKept(guard, '/verify')
    await guard.context().setOffline(true)
    await guard.goto('/verify')
    expect(await check(guard, text)).toMatch(/有效[^]*工会[^]*快递员[^]*李\*\*/)
    expect(await check(guard, text.slice(0, -6) + 'AAAAAA')).toMatch(/看不懂/)
    expect(await check(guard, '你好')).toMatch(/看不懂/)

    await untilKept(owner, '/hui/card')
    await owner.context().setOffline(true)
    await owner.goto('/hui/card')
    await owner.getByRole('img', { name: '会员卡二维码' }).waitFor()
    await owner.context().setOffline(false)

    await owner.goto('/hui/card')
    await owner.getByText('卡被别人拍了？').click()
    await owner.getByRole('button', { name: '作废重发' }).click()
    await owner.getByText('旧卡已作废').waitFor()

    // Without signal the second phone cannot know yet; with it, it does at once.
    expect(await check(guard, text)).toMatch(/有效/)
    await guard.context().setOffline(false)
    await guard.goto('/verify')
    await guard.waitForTimeout(500)
    expect(await check(guard, text)).toMatch(/已作废/)
    expect(await check(guard, await cardText(owner))).toMatch(/有效/)

    await owner.goto('/wo')
    await owner.getByRole('button', { name: '退出登录' }).click()
    await owner.waitForURL(/\/wo/)
    expect(await owner.evaluate(async () => (await caches.match('/hui/card')) !== undefined)).toBe(false)
    await owner.context().close()
    await guard.context().close()
  })

  test('is read from a photo of its code, by our script where the browser reads none itself', async () => {
    const owner = await (await signedIn(await site.phone(), site.origin, reader)).newPage()
    const buffer = await (await owner.request.get('/api/v1/me/card?format=png')).body()
    const page = await (await site.phone()).newPage()
    await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'BarcodeDetector'))
    await page.goto('/verify')
    await page.getByText('只在这台手机上核对').waitFor()
    await page.locator('input[type=file]').setInputFiles({ name: 'card.png', mimeType: 'image/png', buffer })
    await page.locator('#verdict').waitFor()
    expect(await page.locator('#verdict').innerText()).toMatch(/有效/)
    await page.context().close()
    await owner.context().close()
  })

  test('is judged by the server where there is no JavaScript', async () => {
    const page = await (await site.phone({ javaScriptEnabled: false })).newPage()
    await page.goto('/verify')
    expect(await check(page, 'HZJ1:ABC')).toMatch(/看不懂/)
    await page.context().close()
  })

  test('both pages pass the accessibility rules', async () => {
    const page = await (await signedIn(await site.phone(), site.origin, reader)).newPage()
    await page.goto('/hui/card')
    const text = await cardText(page)
    expect(await violations(page)).toEqual([])
    await page.goto('/verify')
    await check(page, text)
    expect(await violations(page)).toEqual([])
    await page.context().close()
  })
})
