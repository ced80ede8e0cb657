import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseOptions, type IReporterOutput } from 'dependency-cruiser'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import config from '../../.dependency-cruiser.mjs'

/** The check that holds the rooms is itself held: each import against the direction, alone in a small tree, must turn it red. */
describe('the rooms check', () => {
  let folder: string
  const before = process.cwd()
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lectern-rooms-'))
    process.chdir(folder)
  })
  afterEach(() => {
    process.chdir(before)
    rmSync(folder, { recursive: true })
  })

  async function broken(files: Record<string, string>): Promise<string[]> {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, text)
    }
    const options = { ...config.options, ruleSet: { forbidden: config.forbidden }, validate: true } as ICruiseOptions
    const { output }: IReporterOutput = await cruise(['src'], options)
    if (typeof output === 'string') throw new Error(output)
    return output.summary.violations.map((violation) => violation.rule.name)
  }

  const target = 'export const x = 1\n'
  for (const [from, to] of [
    ['shared', 'core'],
    ['core', 'library'],
    ['library', 'main'],
    ['library', 'cli'],
    ['main', 'cli'],
    ['cli', 'main'],
    ['preload', 'core'],
    ['renderer', 'library'],
  ]) {
    it(`refuses ${from} -> ${to}`, async () => {
      const names = await broken({
        [`src/${from}/a.ts`]: `import { x } from '../${to}/b'\nexport const y = x\n`,
        [`src/${to}/b.ts`]: target,
      })
      expect(names).toEqual([expect.stringMatching(`^${from}-imports-only`)])
    })
  }

  it('refuses the file system in core', async () => {
    expect(await broken({ 'src/core/a.ts': "import fs from 'node:fs'\nexport const y = fs\n" })).toContain(
      'pure-rooms-use-no-platform',
    )
  })

  it('refuses a cycle', async () => {
    const names = await broken({
      'src/core/a.ts': "import { b } from './b'\nexport const a = () => b\n",
      'src/core/b.ts': "import { a } from './a'\nexport const b = () => a\n",
    })
    expect(names).toContain('no-cycles')
  })

  it('refuses a page that analyses words, however far down', async () => {
    expect(
      await broken({
        'src/renderer/a.ts': "import { x } from '../core/search/lex'\nexport const y = x\n",
        'src/core/search/lex.ts': "export { x } from './words'\n",
        'src/core/search/words.ts': target,
      }),
    ).toEqual(['pages-analyse-no-words'])
  })

  it('lets the allowed direction through', async () => {
    expect(
      await broken({
        'src/core/a.ts': "import { x } from '../shared/b'\nexport const y = x\n",
        'src/shared/b.ts': target,
      }),
    ).toEqual([])
  })
})
