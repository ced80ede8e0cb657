/** Renews the pictures of README and guide: `npm run screenshots` takes every screen, in a browser, into docs/pictures. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const { status } = spawnSync(
  process.execPath,
  [join(root, 'scripts/test.mjs'), '--e2e', 'tests/e2e/screenshots.spec.ts'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, LECTERN_PICTURES: join(root, 'docs/pictures') } },
)
process.exitCode = status ?? 1
