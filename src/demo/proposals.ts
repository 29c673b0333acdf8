import { make, second } from '#domain/proposals/commands.ts'
import { decide } from '#domain/proposals/decide.ts'
import type { Step } from '#domain/proposals/model.ts'
import type { Context } from '#kernel/context.ts'
import { asPerson, asPhone, daysAgo } from './act.ts'

const MANAGER = '10000000031'

interface Wish {
  readonly path: string
  readonly topic: 'stations' | 'routes' | 'safety'
  readonly title: string
  readonly text: string
  readonly seconds: number
  readonly daysAgo: number
  readonly steps: readonly { to: Step; answer: string; outcome?: string }[]
}

const WISHES: readonly Wish[] = [
  {
    path: '/cn/33/3301', topic: 'stations', title: '夜里也开放的歇脚点（示例）',
    text: '晚上十点以后在上城区送件，附近的驿站都关门了。希望每个街道留一处通宵开放，能热饭、能充电。',
    seconds: 9, daysAgo: 3, steps: [],
  },
  {
    path: '/cn/33/3301', topic: 'routes', title: '小区门口的送件时间请提前写明（示例）',
    text: '几个小区高峰时段不让电动车进，到了门口才知道。请工会和物业商量，把时间段写在站点和小程序里。',
    seconds: 6, daysAgo: 20,
    steps: [
      { to: 'accepted', answer: '收到，已列入本季度和物业协会的协商。（示例）' },
      { to: 'in_work', answer: '已经和三个街道的物业谈过一轮，在汇总时间段。（示例）' },
    ],
  },
  {
    path: '/cn/33/3301', topic: 'safety', title: '雨天配送给一件反光雨披（示例）',
    text: '下雨天傍晚看不清骑车的人，希望工会发带反光条的雨披。',
    seconds: 7, daysAgo: 60,
    steps: [
      { to: 'accepted', answer: '收到。（示例）' },
      { to: 'in_work', answer: '已经询价，准备放在驿站领取。（示例）' },
      { to: 'adopted', answer: '谢谢这条建议。（示例）', outcome: '雨披放在各驿站，会员凭会员卡领取。（示例）' },
    ],
  },
]

/** Proposals in three states, seconded by made-up members; the first is that of a demo person. */
export async function loadDemoProposals(ctx: Context, author: string, members: readonly string[]): Promise<void> {
  for (const [at, { seconds, steps, ...wish }] of WISHES.entries()) {
    const made = daysAgo(ctx, wish.daysAgo)
    const { path, topic, title, text } = wish
    const person = at === 0 ? author : members[at]!
    const { id } = await make(await asPerson(made, person, true), { path, topic, title, text, named: at === 0 })
    for (const one of members.slice(10, 10 + seconds)) await second(await asPerson(daysAgo(ctx, wish.daysAgo - 1), one, true), { id })
    for (const [step, { to, answer, outcome }] of steps.entries()) {
      const when = daysAgo(ctx, wish.daysAgo - 2 - step * 5)
      await decide(await asPhone(when, MANAGER), { id, to, answer, revision: 1 + step, ...(outcome && { outcome }) })
    }
  }
}
