import AxeBuilder from '@axe-core/playwright'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSite, type Site } from './site.ts'

/** What a newcomer does, in a real browser on the real server, with sample data. */

const HANGZHOU = { longitude: 120.1551, latitude: 30.2741 }
// A phone may be sent one code a minute: every sign-in of this suite takes another one.
const CHIEFS = { on: { phone: '10000000011', station: 'HZ00001' }, off: { phone: '10000000012', station: 'GS00001' } }
const MANAGER = '10000000031'
const ADMINISTRATOR = '10000000051'

let site: Site

beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

async function withPage<T>(context: BrowserContext, run: (page: Page) => Promise<T>): Promise<T> {
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    // A refused form is answered with its status, which the browser mentions by itself.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) faults.push(message.text())
  })
  try {
    const result = await run(page)
    expect(faults).toEqual([])
    return result
  } finally {
    await context.close()
  }
}

async function signIn(page: Page, phone: string, next: string): Promise<void> {
  await page.goto(`/wo/sign-in?next=${encodeURIComponent(next)}`)
  await page.getByLabel('手机号').fill(phone)
  await page.getByRole('button', { name: '获取验证码' }).click()
  const shown = await page.getByText(/\d{6}/).first().textContent()
  await page.getByLabel('验证码').fill(/\d{6}/.exec(shown ?? '')![0])
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.waitForURL((url) => url.pathname === next)
}

interface Told {
  readonly live: { readonly state: string }
  readonly facilities: readonly { readonly code: string; readonly state: string }[]
}

async function stationOf(code: string): Promise<Told> {
  return (await (await fetch(`${site.origin}/api/v1/stations/${code}`)).json()) as Told
}

async function liveOf(code: string): Promise<string> {
  return (await stationOf(code)).live.state
}

/** An open station with a microwave near the middle of Hangzhou, as the API tells it. */
async function nearestOpen(): Promise<{ code: string; lon: number; lat: number; name: string }> {
  const answer = await fetch(`${site.origin}/api/v1/stations/nearest?lon=${HANGZHOU.longitude}&lat=${HANGZHOU.latitude}&open=now&facilities=microwave&limit=1`)
  return ((await answer.json()) as { items: { code: string; lon: number; lat: number; name: string }[] }).items[0]!
}

for (const javaScriptEnabled of [true, false]) {
  describe(`with JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    test('a rider finds the nearest open station with a microwave and scans in; the chief sees the count', async () => {
      const chief = javaScriptEnabled ? CHIEFS.on : CHIEFS.off
      await withPage(await site.phone({ javaScriptEnabled }), async (page) => {
        await page.goto('/')
        await page.getByRole('link', { name: '杭州市' }).click()
        await page.getByRole('link', { name: /热饭/ }).first().click()
        await page.waitForURL(/f=microwave/)
        const first = page.locator('main article').first()
        expect(await first.textContent()).toMatch(/米|公里/)
        const code = (await first.getByRole('link').first().getAttribute('href'))!.split('/').at(-1)!
        const told = await stationOf(code)
        expect(['open', 'should_be_open']).toContain(told.live.state)
        expect(told.facilities.find((one) => one.code === 'microwave')?.state).toMatch(/ok|unknown/)
        await page.goto(`/s/${chief.station}`)
        await page.getByRole('button', { name: '我到了，记一次' }).click()
        await page.getByText('已记下，今天第 1 位').waitFor()
      })
      await withPage(await site.phone({ javaScriptEnabled }), async (page) => {
        await signIn(page, chief.phone, `/chief/${chief.station}`)
        expect(await page.locator('main').innerText()).toMatch(/今天来过\s*1\s*人次/)
        await page.getByRole('button', { name: /^关门/ }).click()
        await page.getByRole('button', { name: /^开门/ }).waitFor()
        expect(await liveOf(chief.station)).toBe('closed')
        await page.getByRole('button', { name: /^开门/ }).click()
        await page.getByRole('button', { name: /^还开着/ }).waitFor()
      })
      expect(await liveOf(chief.station)).toBe('open')
    })

    test('a page that is looked at writes nothing', async () => {
      await withPage(await site.phone({ javaScriptEnabled }), async (page) => {
        await page.goto('/s/HZ00005')
        await page.goto('/s/HZ00005')
      })
      await withPage(await site.phone(), async (page) => {
        await page.goto('/s/HZ00005')
        await page.getByRole('button', { name: '我到了，记一次' }).click()
        await page.getByText(`今天第 ${javaScriptEnabled ? 1 : 2} 位`).waitFor()
      })
    })

    test('a small thing that is broken is told without sign-in', async () => {
      await withPage(await site.phone({ javaScriptEnabled }), async (page) => {
        await page.goto('/stations/HZ00070')
        await page.getByText('别的情况也说一声').click()
        await page.getByLabel('哪样').selectOption('microwave')
        await page.getByRole('button', { name: '坏了' }).click()
        await page.getByRole('status').getByText(/站长/).waitFor()
      })
      const { facilities } = await stationOf('HZ00070')
      expect(facilities.find((one) => one.code === 'microwave')?.state).toBe('out_of_order')
    })
  })
}

test('a locked door told at the door changes the list of another phone by itself', async () => {
  const target = await nearestOpen()
  const reader = await site.phone({ geolocation: HANGZHOU, permissions: ['geolocation'] })
  const atTheDoor = await site.phone({ geolocation: { longitude: target.lon, latitude: target.lat, accuracy: 10 }, permissions: ['geolocation'] })
  await withPage(reader, async (page) => {
    await page.goto('/')
    await page.getByRole('button', { name: '用我的位置' }).click()
    const name = target.name.replace('（示例）', '')
    await page.getByRole('heading', { name: new RegExp(name) }).first().waitFor()
    await withPage(atTheDoor, async (door) => {
      await door.goto(`/stations/${target.code}`)
      await door.getByRole('button', { name: '门锁着' }).click()
      await door.getByText(/叫站长|已经/).first().waitFor()
    })
    expect(await liveOf(target.code)).toBe('reported_locked')
    await page.getByText('有人说锁门了').first().waitFor({ timeout: 10_000 })
  })
})

test('staff: the table with what needs attention, a side panel, an export that opens', async () => {
  await withPage(await site.desk(), async (page) => {
    await signIn(page, MANAGER, '/staff/stations')
    const rows = page.locator('table tbody tr')
    expect(await rows.count()).toBeGreaterThan(20)
    await rows.first().getByRole('link').first().click()
    await page.waitForURL(/open=/)
    const [csv, xlsx] = await Promise.all(['csv', 'xlsx'].map((format) => page.request.get(`/staff/stations/export?format=${format}`)))
    expect((await csv!.text()).split('\n').length).toBeGreaterThan(20)
    expect((await xlsx!.body()).subarray(0, 2).toString()).toBe('PK')
  })
})

test('staff: the poster carries the code of the door', async () => {
  await withPage(await site.desk(), async (page) => {
    await signIn(page, ADMINISTRATOR, `/staff/stations/${CHIEFS.on.station}/poster`)
    expect(await page.locator('body').innerText()).toContain(CHIEFS.on.station)
    expect(await page.locator('svg path, svg rect').count()).toBeGreaterThan(0)
  })
})

describe('every main page, narrow and wide', () => {
  const PAGES = ['/', '/?near=HZ00001', '/stations/HZ00001', '/stations/HZ00001/go', '/stations/choose', '/s/HZ00001', '/wo/sign-in', '/help', '/jia', '/hui', '/styleguide', '/stations/NOSUCH1', '/api/docs']
  for (const width of [390, 1280]) {
    test(`at ${width} px: no sideways scrolling; no finding of the accessibility checker on the pages made for it`, async () => {
      await withPage(await site.browser.newContext({ baseURL: site.origin, viewport: { width, height: 844 }, locale: 'zh-CN' }), async (page) => {
        for (const path of PAGES) {
          await page.goto(path)
          const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
          expect(over, `${path} scrolls sideways`).toBeLessThanOrEqual(0)
          // The rules look at structure and colour, which no width changes: once a page.
          if ((width === 1280) !== ['/styleguide', '/api/docs'].includes(path)) continue
          const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
          expect(violations.map((one) => `${path}: ${one.id} ${one.nodes[0]?.html ?? ''}`)).toEqual([])
        }
      })
    })
  }

  test('by keyboard alone: the first stop skips to the content, focus is seen, a station opens', async () => {
    await withPage(await site.desk(), async (page) => {
      await page.goto('/?near=HZ00001')
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toMatch(/^#/)
      await page.getByRole('link', { name: /.+/ }).filter({ has: page.locator('xpath=ancestor::article') }).first().focus()
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/stations\/[A-Z0-9]+/)
    })
  })

  test('in English nothing is left in Chinese but names', async () => {
    await withPage(await site.phone({ locale: 'en' }), async (page) => {
      for (const path of ['/wo/sign-in', '/help', '/jia', '/hui']) {
        await page.goto(path)
        expect(await page.locator('html').getAttribute('lang')).toBe('en')
        const text = (await page.locator('main').innerText()).replace(/（示例）|[\u4e00-\u9fff·]+(?=（示例）)/g, '')
        expect(text.match(/[\u4e00-\u9fff]{2,}/g) ?? [], path).toEqual([])
      }
    })
  })
})
