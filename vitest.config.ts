import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** `npm test` runs all unit tests but the long ones, which carry `.full.` in their names and run alone in `npm run test:full`. */
const full = process.env.LECTERN_TEST_FULL === '1'
const long = 'tests/unit/**/*.full.test.ts'

export default defineConfig({
  test: {
    include: full ? [long] : ['tests/unit/**/*.test.ts', 'tests/unit/**/*.test.tsx'],
    exclude: full ? [] : [long],
    passWithNoTests: full,
    globalSetup: 'tests/support/parse-worker-build.ts',
    environment: 'node',
    setupFiles: ['tests/support/property-seed.ts'],
    // Vitest leaves a core free by default, for an editor: here nobody waits for one.
    maxWorkers: availableParallelism(),
    testTimeout: full ? 600_000 : 20_000,
    // A hundred thousand files are not taken away in a moment.
    hookTimeout: full ? 120_000 : 20_000,
  },
})
