import AxeBuilder from '@axe-core/playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkDigit } from '#domain/identity/idNumber.ts'
import { signedIn, tokenOf, withPage } from './browse.ts'
import { openSite, type Site } from './site.ts'

/** A clerk's morning with a sheet, in a real browser on the real server. */

const MANAGER = '10000000031'
let site: Site
let manager: string

beforeAll(async () => {
  site = await openSite()
  manager = await tokenOf(site.origin, MANAGER)
})
afterAll(() => site.close())

const idOf = (number: number) => {
  const digits = `330106198${number % 10}0101${String(number).padStart(3, '0')}`
  return digits + checkDigit(`${digits}X`)
}
const SHEET = ['示例区会员名单,,,', '姓名,身份证号码,手机号,工种', `王示例,${idOf(1)},10055500001,骑手`, `李示例,${idOf(2)},10055500002,快递员`, `张示例,${idOf(3)},10055500001,骑手`, '赵示例,3.30106E+17,10055500004,骑手', `孙示例,${idOf(5)},10055500005,A类`].join('\r\n')

test('upload, explain a trade, take over what is good, look at the pair, undo', async () => {
  await withPage(await signedIn(await site.desk(), site.origin, manager), async (page) => {
    await page.goto('/staff/rosters')
    await page.getByLabel('名单文件').setInputFiles({ name: '名单（示例）.csv', mimeType: 'text/csv', buffer: Buffer.from(SHEET) })
    await page.getByRole('button', { name: '上传并检查' }).click()
    await page.getByRole('heading', { name: '名单（示例）.csv' }).waitFor()
    await page.getByText('Excel 把它变成了数字').waitFor({ timeout: 20_000 })
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([])

    await page.getByLabel('A类（1 行）').selectOption({ label: '外卖骑手' })
    await page.getByRole('button', { name: '按这样重新检查' }).click()
    await page.getByRole('button', { name: '接收这 3 行' }).waitFor({ timeout: 20_000 })
    await page.getByRole('link', { name: /可能重复的行/ }).click()
    await page.getByText('和第 3 行手机号相同').waitFor()
    await page.getByRole('button', { name: '全部照样接收，之后逐对看' }).click()
    await page.getByRole('button', { name: '接收这 4 行' }).click()
    await page.getByRole('button', { name: '整份撤回' }).waitFor({ timeout: 20_000 })

    await page.goto('/staff/rosters/pairs')
    const pair = page.getByRole('region', { name: /示例 · / })
    await pair.getByRole('heading', { name: '手机号相同' }).waitFor()
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([])
    await pair.getByRole('button', { name: /^保留这一条：王示例/ }).click()
    await page.getByText('已合并').waitFor()
    await page.getByRole('button', { name: '撤回这次合并' }).click()
    await page.getByText('两条记录都恢复原样').waitFor()
  })
})

test('a partner\'s token is shown once; on a phone the pages hold together', async () => {
  await withPage(await signedIn(await site.phone(), site.origin, manager), async (page) => {
    await page.goto('/staff/partners')
    await page.getByLabel('合作方名称').fill('示例卡友社区')
    await page.getByRole('button', { name: '生成口令' }).click()
    const token = await page.locator('code').first().innerText()
    expect(token).toMatch(/^hzjp\.\d+\./)
    await page.goto('/staff/partners')
    expect(await page.content()).not.toContain(token)
    expect(await page.content()).toContain(token.slice(-4))
    for (const path of ['/staff/partners', '/staff/rosters', '/staff/rosters/pairs']) {
      await page.goto(path)
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), path).toBe(true)
    }
  })
})
