import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const RACES = ['test/races*.test.ts', 'test/faults/**/*.test.ts']

export default defineConfig({
  test: {
    globalSetup: ['test/database.setup.ts'],
    maxWorkers: Math.max(2, Math.min(4, availableParallelism())),
    projects: [
      {
        extends: true,
        test: {
          name: 'units',
          include: ['test/**/*.test.ts', 'src/**/*.test.ts'],
          exclude: RACES,
          testTimeout: 20_000,
          hookTimeout: 60_000
        }
      },
      {
        extends: true,
        test: {
          name: 'races',
          include: RACES,
          // Each one loads the machine on purpose: side by side they would only measure each other.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 60_000
        }
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['e2e/**/*.e2e.ts'],
          // Two at a time: half of each is waiting for the other side.
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 90_000
        }
      }
    ]
  }
})
