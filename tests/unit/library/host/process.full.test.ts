import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { hostChannels } from '#library/host/host-contract'
import { childProcessPort, startMessage } from '#library/shell/ports'
import type { Bridge } from '#shared/contract'
import { connect } from '#shared/rpc'
import { libraryProcess } from '../../../../scripts/programs.mjs'
import { buildForNode } from '../../../support/build-for-node'
import { eventually, folderBuilder, newsText } from '../../../support/library-builder'
import { folderState, tempFolder } from '../../../support/temp-library'

let build = ''
beforeAll(async () => {
  build = await buildForNode(libraryProcess)
})
afterAll(() => rmSync(build, { recursive: true, force: true }))

const children = new Set<ChildProcess>()
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
})

interface Running {
  readonly child: ChildProcess
  readonly host: Bridge<typeof hostChannels>
}

function start(home: string): Running {
  const env = { ...process.env, LECTERN_PARSE_WORKER: '' }
  const child = fork(join(build, 'library-process.js'), [], { serialization: 'advanced', env, execArgv: [] })
  children.add(child)
  const port = childProcessPort(child)
  const host = connect(hostChannels, port)
  port.post(startMessage({ dataDir: join(home, 'data'), cacheDir: join(home, 'cache') }))
  return { child, host }
}

const ended = async ({ child }: Running): Promise<number | null> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  children.delete(child)
  return child.exitCode
}

const open = ({ host }: Running, folder: string) =>
  host.request('host.open', { folder, include: [], exclude: [], notebookPlace: 'beside' })
const phaseOf = async ({ host }: Running) => (await host.request('libraries.list', null))[0]?.phase
const isReady = (running: Running) =>
  eventually(
    () => phaseOf(running),
    (phase) => phase === 'ready',
    60_000,
  )
const search = ({ host }: Running, text: string) =>
  host.request('articles.query', {
    query: { text, scope: null, folder: null, tags: [], sort: 'path', refine: true },
    ...{ offset: 0, limit: 500 },
  })

const count = 4_000
const articles = Object.fromEntries(
  Array.from({ length: count }, (_, n) => [
    `y${n % 12}/n${n}.txt`,
    newsText('2024-01-04', `Title ${n}`, `Word${n % 100} and grain.`, 'More of the same text. '.repeat(20)),
  ]),
)

describe('the library process', () => {
  it('survives being killed at any time of its first reading, and ends with the same index', async () => {
    const temp = tempFolder('kill')
    const folder = folderBuilder(join(temp.path, 'library'))
    await folder.write(articles)
    const before = folderState(folder.path)
    // Later and later, until it gets through.
    let kept = 0
    for (let life = 150; ; life *= 1.6) {
      const running = start(temp.path)
      const info = await open(running, folder.path)
      expect(info.articles).toBeGreaterThanOrEqual(kept)
      kept = info.articles
      expect((await search(running, 'grain')).total).toBeGreaterThanOrEqual(0)
      await delay(life)
      const isDone = (await phaseOf(running)) === 'ready'
      running.child.kill('SIGKILL')
      await ended(running)
      if (isDone) break
    }
    const last = start(temp.path)
    await open(last, folder.path)
    await isReady(last)
    const [info] = await last.host.request('libraries.list', null)
    expect(info).toMatchObject({ articles: count, skipped: 0, problem: null })
    expect((await search(last, 'grain')).total).toBe(count)
    const { rows, total } = await search(last, 'word7')
    expect(total).toBe(count / 100)
    for (const { snippet } of rows) expect(snippet.text).toContain('Word7 and grain.')
    last.child.kill('SIGTERM')
    expect(await ended(last)).toBe(0)
    expect(folderState(folder.path)).toEqual(before)
    temp.remove()
  })

  it('survives being killed while a large library changes and its index is merged', async () => {
    const temp = tempFolder('merge')
    const folder = folderBuilder(join(temp.path, 'library'))
    await folder.write(articles)
    const first = start(temp.path)
    await open(first, folder.path)
    await isReady(first)
    first.child.kill('SIGKILL')
    await ended(first)
    for (let round = 0; round < 12; round++) {
      const changed = Object.entries(articles).filter((_, n) => n % 12 === round)
      await folder.write(Object.fromEntries(changed.map(([path, text]) => [path, `${text}\nChanged zebra.`])))
      const running = start(temp.path)
      const info = await open(running, folder.path)
      expect(info.articles).toBe(count)
      await delay(100 + 90 * round)
      running.child.kill('SIGKILL')
      await ended(running)
    }
    const last = start(temp.path)
    await open(last, folder.path)
    await isReady(last)
    expect((await search(last, 'zebra')).total).toBe(count)
    expect((await search(last, 'word7')).total).toBe(count / 100)
    last.child.kill('SIGTERM')
    expect(await ended(last)).toBe(0)
    temp.remove()
  })

  it('loses no note that it said was saved', async () => {
    const temp = tempFolder('notes')
    const folder = folderBuilder(join(temp.path, 'library'))
    await folder.write({ 'a.txt': newsText('2024-01-04', 'One', 'Text.') })
    let saved = ''
    for (let round = 0; round < 8; round++) {
      const running = start(temp.path)
      await open(running, folder.path)
      await isReady(running)
      const [row] = (await search(running, '')).rows
      const article = row?.id ?? ''
      expect((await running.host.request('articles.open', { article })).note).toBe(saved)
      for (let edit = 0; edit < 5 + round; edit++) {
        const note = `Round ${round}, edit ${edit}`
        await running.host.request('notes.set', { article, note })
        saved = note
      }
      running.child.kill('SIGKILL')
      await ended(running)
    }
    temp.remove()
  })

  it('ends by itself, with everything written, when its shell is gone', async () => {
    const temp = tempFolder('orphan')
    const folder = folderBuilder(join(temp.path, 'library'))
    await folder.write(articles)
    const running = start(temp.path)
    await open(running, folder.path)
    await delay(300)
    running.child.disconnect()
    expect(await ended(running)).toBe(0)
    const [id] = await readdir(join(temp.path, 'cache', 'libraries'))
    expect(await readdir(join(temp.path, 'cache', 'libraries', id ?? ''))).not.toContain('lock')
    temp.remove()
  })
})
