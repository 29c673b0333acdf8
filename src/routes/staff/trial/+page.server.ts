import * as money from '#kernel/money.ts'
export const load = () => ({ staff: { place: '南湖区总工会', places: [{ name: '嘉兴市总工会', href: '?place=1' }], who: { name: '李（示例）', role: '工会经办' } }, same: (globalThis as { probe2?: unknown }).probe2 === money })
