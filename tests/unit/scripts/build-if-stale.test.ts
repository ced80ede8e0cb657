import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildIfStale, isStale } from '../../../scripts/build-if-stale.mjs'

const built = [
  ...[
    'out/main/index.js',
    'out/main/library-process.js',
    'out/main/parse-worker.js',
    'out/main/merge-worker.js',
    'out/main/text-worker.js',
    'out/main/lectern.js',
  ],
  ...['out/preload/index.cjs', 'out/renderer/index.html'],
]
const sources = ['src/core/a.ts', 'package.json', 'package-lock.json', 'electron.vite.config.ts']
let root = ''

const put = async (path: string, seconds: number, text = ''): Promise<void> => {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), text)
  await utimes(join(root, path), seconds, seconds)
}
const date = (path: string, seconds: number): Promise<void> => utimes(join(root, path), seconds, seconds)

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'lectern-build-'))
  for (const source of sources) await put(source, 1000)
  for (const output of built) await put(output, 2000)
  for (const folder of ['src/core', 'src']) await date(folder, 1000)
})
afterEach(() => rm(root, { recursive: true, force: true }))

describe('a build', () => {
  it('is fresh while nothing is newer', async () => {
    expect(await isStale(root)).toBe(false)
  })

  it.each(sources)('is stale after a change of %s', async (source) => {
    await date(source, 3000)
    expect(await isStale(root)).toBe(true)
  })

  it('is stale after a source was deleted, which only its folder tells', async () => {
    await date('src/core', 3000)
    expect(await isStale(root)).toBe(true)
  })

  it.each(built)('is stale without %s', async (output) => {
    await rm(join(root, output))
    expect(await isStale(root)).toBe(true)
  })

  it('is not made again while it is fresh', async () => {
    const said: string[] = []
    expect(await buildIfStale(root, (line) => said.push(line))).toBe(true)
    expect(said).toEqual([])
  })

  it('that cannot be made is told with its reason', async () => {
    await date('package.json', 3000)
    const said: string[] = []
    expect(await buildIfStale(root, (line) => said.push(line))).toBe(false)
    expect(said.join()).toContain('npm ci')
  })
})

describe('two builds at once', () => {
  // Stands in for the builder: notes its run, takes a moment, and writes every output.
  const builder = `
    import { appendFileSync, writeFileSync } from 'node:fs'
    appendFileSync('runs', 'x')
    setTimeout(() => {
      for (const file of ${JSON.stringify(built)}) writeFileSync(file, '')
    }, 200)`

  beforeEach(async () => {
    await put('node_modules/electron-vite/bin/electron-vite.js', 1000, builder)
    await put('node_modules/electron-vite/package.json', 1000, '{"type":"module"}')
    await rm(join(root, 'out/main/index.js'))
  })

  it('are one', async () => {
    expect(await Promise.all([1, 2, 3].map(() => buildIfStale(root, () => undefined)))).toEqual([true, true, true])
    expect(await readFile(join(root, 'runs'), 'utf8')).toBe('x')
  })

  it('do not wait for one whose process is gone', async () => {
    await put('.cache/build.lock', 1000, '999999999')
    expect(await buildIfStale(root, () => undefined)).toBe(true)
  })
})
