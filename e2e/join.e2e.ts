import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { checkDigit } from '#domain/identity/idNumber.ts'
import { post, signedIn, tokenOf, withPage } from './browse.ts'
import { openSite, type Site } from './site.ts'

/** Joining, as a newcomer does it on a phone: by scripts and without, with a clerk at the other end, and in a hall without signal. */

const CLERK = '10000000031'
const OATH = '我志愿加入中国工会。\n（示例誓词）'

let site: Site
let clerk: string
let ceremony: string

beforeAll(async () => {
  site = await openSite()
  clerk = await tokenOf(site.origin, CLERK)
  const day = 86_400_000
  const [startsAt, endsAt] = [-day, day].map((ms) => new Date(Date.now() + ms).toISOString())
  const made = await post<{ ceremony: string }>(site.origin, '/ceremonies', { path: '/cn/33/3301', name: '集中入会（示例）', oath: OATH, startsAt, endsAt }, clerk)
  ceremony = made.ceremony
})
afterAll(() => site.close())

let made = 0

/** Somebody made up, each with a number of his own. */
function somebody(): { name: string; phone: string; number: string } {
  made += 1
  const digits = `33010619880805${String(made).padStart(3, '0')}`
  return { name: '周小满', phone: `1000001${String(made).padStart(4, '0')}`, number: digits + checkDigit(digits) }
}

async function fill(page: Page, { name, phone, number }: ReturnType<typeof somebody>): Promise<void> {
  await page.getByLabel('姓名').fill(name)
  await page.getByLabel('手机号').fill(phone)
  await page.getByLabel('证件号码').fill(number)
  await page.getByText('外卖骑手', { exact: true }).tap()
}

const send = (page: Page) => page.getByRole('button', { name: '同意并入会' })

for (const javaScriptEnabled of [true, false]) {
  describe(`with JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    test('from a cold page to a provisional card: two taps, four fields, one tap, under a minute', async () => {
      await withPage(await site.phone({ javaScriptEnabled }), async (page) => {
        const began = performance.now()
        const who = somebody()
        const done: string[] = []
        const tap = async (what: string, where: ReturnType<Page['locator']>) => {
          await where.tap()
          done.push(what)
        }
        await page.goto('/hui')
        await tap('tap', page.getByRole('link', { name: '入会', exact: true }))
        await tap('tap', page.getByRole('link', { name: '杭州市' }).first())
        for (const [label, value] of [['姓名', who.name], ['手机号', who.phone], ['证件号码', who.number]] as const) {
          await page.getByLabel(label).fill(value)
          done.push('field')
        }
        await tap('field', page.getByText('外卖骑手', { exact: true }))
        await tap('tap', send(page))
        await page.getByRole('img', { name: '临时会员卡二维码' }).waitFor()
        expect(done).toEqual(['tap', 'tap', 'field', 'field', 'field', 'field', 'tap'])
        expect(performance.now() - began).toBeLessThan(60_000)
        expect(await page.locator('h1').innerText()).toBe('已经交上，等工会审核')
        expect(await page.locator('main').innerText()).not.toContain(who.number)
        await page.goto('/hui')
        await page.getByText('等审核').waitFor()
      })
    })

    test('what is wrong is said beside its field and in a summary that jumps there; what was typed stays', async () => {
      await withPage(await site.phone({ javaScriptEnabled }), async (page) => {
        const who = somebody()
        await page.goto('/hui/join?division=330106')
        await fill(page, { ...who, number: who.number.slice(0, 17) + (who.number.endsWith('1') ? '2' : '1') })
        await send(page).tap()
        const jump = page.getByRole('alert').getByRole('link', { name: /最后一位对不上/ })
        expect(await jump.getAttribute('href')).toBe('#number')
        expect(await page.locator('#number').getAttribute('aria-describedby')).toContain('number-error')
        expect(await page.getByLabel('姓名').inputValue()).toBe(who.name)
        expect(await page.locator('input[name=trade]:checked').inputValue()).toBe('delivery-rider')
        await page.getByLabel('证件号码').fill(who.number)
        await send(page).tap()
        await page.waitForURL(/\/hui\/p\//)
      })
    })

    test('sent back by the clerk, put right by the secret link alone, approved', async () => {
      const who = somebody()
      await withPage(await site.phone({ javaScriptEnabled }), async (page) => {
        await page.goto('/hui/join?division=330106')
        await fill(page, who)
        await send(page).tap()
        await page.waitForURL(/\/hui\/p\//)
        const { pathname } = new URL(page.url())
        const id = pathname.split('/').at(-1)!
        await post(site.origin, `/memberships/applications/${id}/decision`, { decision: 'return', fields: ['name'], words: '名字和证件对不上' }, clerk)
        await page.reload()
        await page.getByText('名字和证件对不上').waitFor()
        await page.getByLabel('姓名').fill('周小曼')
        await page.getByRole('button', { name: '改好，再交' }).tap()
        await page.getByText('改好了，已经再交上。').waitFor()
        await post(site.origin, `/memberships/applications/${id}/decision`, { decision: 'approve' }, clerk)
        await page.reload()
        await page.getByRole('heading', { name: '您已经是会员' }).waitFor()
        expect(await page.getByRole('img', { name: '临时会员卡二维码' }).count()).toBe(0)
      })
      await withPage(await signedIn(await site.phone({ javaScriptEnabled }), site.origin, await tokenOf(site.origin, who.phone)), async (page) => {
        await page.goto('/hui')
        await page.getByRole('link', { name: '出示会员卡' }).waitFor()
        expect(await page.locator('main').innerText()).toMatch(/会员号\s*\d{4} \d{4} \d{4}/)
      })
    })
  })
}

test('what was typed comes back after the page was closed, and is gone once sent', async () => {
  const context = await site.phone()
  await withPage(context, async (page) => {
    const who = somebody()
    await page.goto('/hui/join?division=330106')
    await fill(page, who)
    await page.goto('about:blank')
    await page.goto('/hui/join?division=330106')
    expect(await page.getByLabel('证件号码').inputValue()).toBe(who.number)
    await send(page).tap()
    await page.waitForURL(/\/hui\/p\//)
    expect(await page.evaluate(() => localStorage.getItem('hzj_join'))).toBeNull()
  })
})

test('the secret of a progress page goes to no other site and into no index', async () => {
  const sent = await post<{ progress: string }>(site.origin, '/memberships/applications', { ...applicationOf(somebody()), division: '330106' })
  const { headers } = await fetch(site.origin + sent.progress)
  expect(headers.get('referrer-policy')).toBe('same-origin')
  expect(headers.get('x-robots-tag')).toContain('noindex')
  expect(headers.get('cache-control')).toContain('no-store')
})

function applicationOf({ name, phone, number }: ReturnType<typeof somebody>) {
  return { name, phone, document: { kind: 'resident_id', number }, trade: 'courier' }
}

async function joined(): Promise<number> {
  const response = await fetch(`${site.origin}/api/v1/ceremonies/${ceremony}/count`)
  return ((await response.json()) as { joined: number }).joined
}

describe('at a ceremony', () => {
  test('filled in without signal, the page closed and opened again: received by itself, once', async () => {
    const before = await joined()
    const context = await site.phone()
    await withPage(context, async (page) => {
      await page.goto(`/c/${ceremony}`)
      await page.evaluate(async () => {
        while (!(await caches.match(location.pathname))) await new Promise((resolve) => setTimeout(resolve, 100))
      })
      await fill(page, somebody())
      await context.setOffline(true)
      await send(page).tap()
      const box = page.locator('[data-parcels]')
      await box.getByText('已存在这部手机上，正在发送').waitFor()
      await page.reload()
      await box.getByText('已存在这部手机上，正在发送').waitFor()
      await context.setOffline(false)
      await box.getByText('已收到').waitFor({ timeout: 30_000 })
      expect(await page.evaluate(() => localStorage.getItem('hzj_outbox'))).not.toContain('330106')
    })
    expect(await joined()).toBe(before + 1)
  })

  test('the stage counts along; the plain form does without scripts', async () => {
    const before = await joined()
    await withPage(await site.desk(), async (stage) => {
      await stage.goto(`/stage/${ceremony}`)
      await withPage(await site.phone({ javaScriptEnabled: false }), async (page) => {
        await page.goto(`/c/${ceremony}`)
        await fill(page, somebody())
        await send(page).tap()
        await page.waitForURL(/\/hui\/p\//)
      })
      await stage.locator('[data-count]').getByText(String(before + 1), { exact: true }).waitFor({ timeout: 10_000 })
    })
  })

  test('the present official approves all; the list is signed and printed', async () => {
    await withPage(await signedIn(await site.desk(), site.origin, clerk), async (page) => {
      await page.goto(`/staff/ceremonies/${ceremony}`)
      await page.getByLabel('到场负责人姓名').fill('赵主任')
      await page.getByRole('button', { name: '签名并全部通过' }).click()
      await page.getByText('名单已签').waitFor()
      await page.getByRole('link', { name: '打印名单' }).first().click()
      await page.getByText('核对过：签名以后没有增减。').waitFor()
    })
  })
})

test('a clerk works through the queue by keyboard', async () => {
  await post(site.origin, '/memberships/applications', { ...applicationOf(somebody()), name: '钱多多', division: '330106' })
  await withPage(await signedIn(await site.desk(), site.origin, clerk), async (page) => {
    await page.goto('/staff/joining?q=钱多多')
    await page.locator('a[data-row]').waitFor()
    // The page wakes up a moment after it is drawn.
    await vi.waitFor(async () => {
      await page.keyboard.press('j')
      expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-row'))).toBe(true)
    })
    await page.keyboard.press('Enter')
    await page.getByRole('complementary', { name: '钱多多' }).waitFor()
    await page.keyboard.press('a')
    await page.keyboard.press('Enter')
    await page.getByText('已通过，会员号已给。').waitFor()
    const csv = await page.request.get('/staff/joining/export?format=csv&tab=approved')
    const text = await csv.text()
    expect(text).toContain('钱多多')
    expect(text).not.toMatch(/33010619880805/)
  })
})

describe('every page of joining, narrow and wide', () => {
  for (const width of [390, 1280]) {
    test(`at ${width} px: no sideways scrolling; no finding of the accessibility checker on the pages made for it`, async () => {
      const pages = ['/hui', '/hui/join', '/hui/join?division=330100', `/c/${ceremony}`, `/stage/${ceremony}`, '/staff/joining', '/staff/joining?tab=approved', '/staff/ceremonies', `/staff/ceremonies/${ceremony}`]
      const context = await site.browser.newContext({ baseURL: site.origin, viewport: { width, height: 844 }, locale: 'zh-CN' })
      await withPage(await signedIn(context, site.origin, clerk), async (page) => {
        for (const path of pages) {
          await page.goto(path)
          const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
          expect(over, `${path} scrolls sideways`).toBeLessThanOrEqual(0)
          if ((width === 1280) !== /^\/(staff|stage)/.test(path)) continue
          const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
          expect(violations.map((one) => `${path}: ${one.id} ${one.nodes[0]?.html ?? ''}`)).toEqual([])
        }
      })
    })
  }
})
