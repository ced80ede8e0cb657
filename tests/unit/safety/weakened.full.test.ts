import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../../support/temp-library'
import { buildWeakened, weakenings } from '../../support/weakened'

const root = join(import.meta.dirname, '../../..')
const config = ['test', '--project=browser', '--reporter=line', '--workers=1', '--max-failures=1']
const run = (app: string | undefined, output: string) =>
  spawnSync(process.execPath, [join(root, 'node_modules/@playwright/test/cli.js'), ...config, 'hostile.spec'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, LECTERN_TEST_OUTPUT: output, ...(app === undefined ? {} : { LECTERN_TEST_APP: app }) },
  })

/** What a red run must say: that something hostile got through, not that a weakened app fell over. */
const gotThrough = /what is not allow-listed|a script ran|a request left|what pages must not do|allow-scripts/

/**
 * The hostile corpus is only worth something if it turns red when the guard fails. Each weakening is built into a copy of the
 * app, and the corpus is run against it in a browser (LECTERN_TEST_BROWSER, which `npm run test:full` sets).
 */
describe.skipIf(!process.env.LECTERN_TEST_BROWSER)('the hostile corpus against a weakened sanitiser', () => {
  for (const weakening of weakenings)
    it(`is red when ${weakening.name}`, () => {
      const temp = tempFolder('weakened')
      try {
        const app = join(temp.path, 'app')
        buildWeakened(app, weakening)
        const { status, stdout } = run(app, join(temp.path, 'output'))
        expect(status, stdout).toBe(1)
        expect(stdout).toMatch(gotThrough)
      } finally {
        temp.remove()
      }
    })
})
