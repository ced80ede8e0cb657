import { defineConfig } from '@playwright/test'
import type { ShellOptions } from './tests/support/lectern'

/**
 * One set of specs, two shells: every spec runs in each project, and a spec that belongs to one shell says so by its tag.
 * `npm test` chooses the projects that this machine can run and says why it left one out (scripts/test.mjs).
 */
export default defineConfig<ShellOptions>({
  testDir: 'tests/e2e',
  outputDir: process.env.LECTERN_TEST_OUTPUT ?? 'test-results',
  fullyParallel: false,
  // Each worker runs a whole Lectern with its library process: two are as many as two cores carry.
  workers: 2,
  // Where a red run stops a landing, a spec that passes at its second try is named in the sum instead (scripts/test.mjs).
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list']],
  // An action that never ends says which it was, before the whole test is cut off without a word.
  use: { locale: 'en-GB', viewport: { width: 1280, height: 800 }, actionTimeout: 20_000, navigationTimeout: 20_000 },
  projects: [
    { name: 'desktop', use: { shell: 'desktop' }, grepInvert: /@browser/ },
    { name: 'browser', use: { shell: 'browser' }, grepInvert: /@desktop/ },
  ],
})
