export * from '#kernel/money.ts'
import * as money from '#kernel/money.ts'
globalThis.probe2 = money
