import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeAnchor } from '#core/anchoring/index'
import { placeRecords } from '#core/notebook/reconcile'
import type { Edit } from '#core/notebook/record'
import { figure } from '../../../support/figures'
import { setNote } from '../../../support/notebook-edits'
import { seeded } from '../../core/search/corpus'
import { manyArticles, type TestStates, testStates } from '../states/support'
import { filesOf, makeLibrary, refOf, type TestLibrary } from './support'

let library: TestLibrary
let states: TestStates
beforeEach(async () => {
  library = await makeLibrary()
  states = await testStates(true)
})
afterEach(async () => {
  await library.remove()
  await states.remove()
})

const a = refOf('a.txt', 'First article')

/** Does something, and notes how long it took and how long others had to wait at most. */
async function measured<T>(what: string, work: () => Promise<T>): Promise<T> {
  const delays = monitorEventLoopDelay({ resolution: 5 })
  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20))
  delays.enable()
  await pause()
  const start = performance.now()
  try {
    return await work()
  } finally {
    const took = performance.now() - start
    await pause()
    delays.disable()
    figure(`${what}: ${Math.round(took)} ms, longest block ${Math.round(delays.max / 1e6)} ms`)
  }
}

it('50,000 highlights of one article', async () => {
  await library.put('a.txt', 'First article')
  const edits = Array.from(
    { length: 50_000 },
    (_, at): Edit => ({
      ...{ kind: 'add-highlight', id: `h${at}`, anchor: makeAnchor('First article', 0, 5), colour: 'yellow' },
      created: '2024-01-04T10:00:00Z',
    }),
  )
  const notebook = await library.open()
  await measured('50,000 highlights made at once', () => notebook.edit([{ article: a, edits }]))
  await measured('a note beside 50,000 highlights', () => setNote(notebook, a, 'One more'))
  await notebook.close()
  const again = await measured('a notebook of 50,000 highlights on one article opened', () => library.open())
  await measured('and fitted to the articles', () => again.reconcile(filesOf(a)))
  expect(again.annotation('a.txt').highlights).toHaveLength(50_000)
  await again.close()
})

it('a note of 50 MB', async () => {
  await library.put('a.txt', 'First article')
  const notebook = await library.open()
  await measured('a note of 50 MB saved', () => setNote(notebook, a, 'x'.repeat(50_000_000)))
  await notebook.close()
  const again = await measured('and read', () => library.open())
  expect(again.annotation('a.txt').note).toHaveLength(50_000_000)
  await again.close()
})

it('20,000 orphans, and 20,000 new files', async () => {
  const random = seeded(9)
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const sketch = (): string => Array.from({ length: 64 }, () => letters[Math.floor(random() * 64)]).join('')
  const records = Array.from({ length: 20_000 }, (_, at) => ({
    ...{ path: `gone/${at}.txt`, hash: `gone ${at}`, title: `Title ${at}`, sketch: sketch() },
  }))
  const files = new Map(
    Array.from({ length: 20_000 }, (_, at) => [
      `new/${at}.txt`,
      { hash: `new ${at}`, title: `Other ${at}`, sketch: sketch(), isNew: true },
    ]),
  )
  const places = await measured('20,000 orphans among 20,000 new files', async () => placeRecords(records, files))
  expect(places).toHaveLength(20_000)
})

it('a log of 64 MB, in lines that are changes and in lines that are nothing', async () => {
  const logs = join(states.folder, '.lectern', 'states')
  await mkdir(logs, { recursive: true })
  const line = (at: number): string => `{"articles":[["${at}.txt","h"]],"counter":${at},"read":true,"replica":"them"}\n`
  await writeFile(join(logs, 'sound.jsonl'), Array.from({ length: 800_000 }, (_, at) => line(at)).join(''))
  await measured('a log of 800,000 changes read', () => states.open())
  await writeFile(join(logs, 'broken.jsonl'), 'x\n'.repeat(3_000_000))
  const opened = await measured('with one of 3,000,000 broken lines', () => states.open('other'))
  expect(opened.of('799999.txt').unread).toBe(false)
  expect(states.notices.map(({ message }) => message).join()).toContain('broken.jsonl')
})

it('a log of one line of 200 MB is refused with words', async () => {
  const logs = join(states.folder, '.lectern', 'states')
  await mkdir(logs, { recursive: true })
  await writeFile(join(logs, 'theirs.jsonl'), 'x'.repeat(200_000_000))
  await measured('a log of one line of 200 MB', () => states.open())
  expect(states.notices.map(({ message }) => message).join()).toContain('too large')
})

it('300,000 articles archived at once, and 100,000 that arrived each at its own time', async () => {
  const opened = await states.open()
  const all = manyArticles(300_000)
  await measured('300,000 articles archived', () => opened.set([{ articles: all, triage: 'archived' }]))
  expect(opened.of(all[299_999]?.path ?? '').triage).toBe('archived')
  const found = new Map(
    manyArticles(100_000).map(({ path, hash }, at) => [
      `new/${path}`,
      { path: `new/${path}`, hash, title: '', added: 5_000 + at },
    ]),
  )
  await measured('100,000 arrivals noticed', () => opened.reconcile(found, []))
  await measured('and written', () => opened.flush())
})

it('20,000 broken records', async () => {
  const articles = join(library.folder, '.lectern', 'articles')
  await mkdir(articles, { recursive: true })
  for (let at = 0; at < 20_000; at++) await writeFile(join(articles, `x${at}.json`), 'broken')
  await library.put('a.txt', 'First article')
  const notebook = await measured('a notebook with 20,000 broken records opened', () => library.open())
  await measured('the first note in it, and all of them set aside', () => setNote(notebook, a, 'What I wrote'))
  expect(library.notices.length).toBeLessThan(50)
  await notebook.close()
})

it('100,000 records', async () => {
  const notebook = await library.open()
  await library.put('a.txt', 'First article')
  await setNote(notebook, a, 'What I wrote')
  await notebook.close()
  const record = JSON.stringify((await library.records())[0])
  const articles = join(library.folder, '.lectern', 'articles')
  for (let at = 0; at < 100_000; at++)
    await writeFile(
      join(articles, `x${at}.json`),
      record.replace(/"id":"[^"]*"/, `"id":"x${at}"`).replace('a.txt', `${at}.txt`),
    )
  const again = await measured('a notebook of 100,000 records opened', () => library.open())
  await measured('a note in it', () => setNote(again, a, 'What I wrote then'))
  expect(again.annotation('99999.txt').note).toBe('What I wrote')
  await again.close()
})
