import { defineConfig } from '@playwright/test'
import type { ShellOptions } from '../../tests/support/lectern'

/** The benchmark drives the same shells as the end-to-end specs, one at a time and with nothing beside them. */
export default defineConfig<ShellOptions>({
  testDir: '.',
  testMatch: '*.bench.ts',
  outputDir: process.env.LECTERN_TEST_OUTPUT ?? '../../test-results',
  workers: 1,
  retries: 0,
  timeout: 3_600_000,
  reporter: [['line']],
  projects: [
    { name: 'desktop', use: { shell: 'desktop' } },
    { name: 'browser', use: { shell: 'browser' } },
  ],
})
