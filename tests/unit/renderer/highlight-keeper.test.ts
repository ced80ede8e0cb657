import { beforeEach, describe, expect, test } from 'vitest'
import type { Highlight } from '#shared/highlight'
import { LecternError } from '#shared/result'
import { findHighlightDrafts, keepHighlightDrafts } from '../../../src/renderer/features/highlights/highlight-drafts'
import {
  type HighlightDraft,
  HighlightKeeper,
  type HighlightWorld,
} from '../../../src/renderer/features/highlights/highlight-keeper'

const article = { id: 'a1', library: 'l', path: 'news/a.txt' }
const draft: HighlightDraft = { mark: [4, 9], quote: 'ships', colour: 'green' }
const onDisk: Highlight = {
  ...{ id: 'h1', quote: 'ships', colour: 'green', note: '', noteSeen: '', tags: [], created: null },
  standing: { kind: 'placed', start: 4, end: 9, moved: false, confidence: 1 },
}

let answers: ((outcome: Highlight | LecternError) => Promise<void>)[]
let drafts: readonly HighlightDraft[]
let savedKeys: string[]
let due: (() => void)[]
let keeper: HighlightKeeper
beforeEach(() => {
  answers = []
  drafts = []
  savedKeys = []
  due = []
  const world: HighlightWorld = {
    save: () =>
      new Promise((resolve, reject) =>
        answers.push((outcome) => {
          if (outcome instanceof LecternError) reject(outcome)
          else resolve(outcome)
          return new Promise((done) => setTimeout(done))
        }),
      ),
    keepDrafts: (_article, now) => {
      drafts = now
    },
    saved: (key) => savedKeys.push(key),
    later: (_milliseconds, action) => {
      due.push(action)
      return () => {
        due = due.filter((one) => one !== action)
      }
    },
  }
  keeper = new HighlightKeeper(world)
})
const states = (): readonly string[] => keeper.snapshot().map(({ state }) => state.kind)

describe('new highlights', () => {
  test('are shown and kept as drafts until they are on disk', async () => {
    const key = keeper.add(article, draft)
    expect(keeper.snapshot()).toMatchObject([{ key, quote: 'ships', state: { kind: 'saving' } }])
    expect(drafts).toEqual([draft])
    await answers[0]?.(onDisk)
    expect(keeper.snapshot()).toEqual([])
    expect(drafts).toEqual([])
    expect(savedKeys).toEqual([key])
  })

  test('wait while it is asked where they are kept, and are saved when that is known', async () => {
    keeper.add(article, draft)
    await answers[0]?.(new LecternError('place-needed', 'Where?'))
    keeper.add(article, { ...draft, mark: [20, 25] })
    await answers[1]?.(new LecternError('place-needed', 'Where?'))
    expect(states()).toEqual(['place-needed', 'place-needed'])
    expect(drafts).toHaveLength(2)
    keeper.flush()
    await answers[2]?.(onDisk)
    await answers[3]?.(onDisk)
    expect(states()).toEqual([])
  })

  test('are tried again by themselves after a failure', async () => {
    keeper.add(article, draft)
    await answers[0]?.(new LecternError('io', 'The disk is full.'))
    expect(keeper.snapshot()[0]?.state).toMatchObject({ kind: 'waiting', failure: { message: 'The disk is full.' } })
    due.shift()?.()
    await answers[1]?.(onDisk)
    expect(states()).toEqual([])
  })

  test('that cannot be saved as they are stay until they are taken away', async () => {
    const key = keeper.add(article, draft)
    await answers[0]?.(new LecternError('invalid', 'The article has changed.'))
    keeper.flush()
    expect(states()).toEqual(['refused'])
    expect(answers).toHaveLength(1)
    expect(drafts).toEqual([draft])
    keeper.discard(key)
    expect(states()).toEqual([])
    expect(drafts).toEqual([])
  })
})

describe('drafts of highlights', () => {
  const items = new Map<string, string>()
  const store = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  }
  beforeEach(() => {
    items.clear()
    keepHighlightDrafts(store, article, [draft])
  })
  const found = (text: string, highlights: readonly Highlight[] = []): readonly HighlightDraft[] =>
    findHighlightDrafts(store, { ...article, text, highlights: [...highlights] })

  test('are found at their words, wherever these are now', () => {
    expect(found('The ships sail.')).toEqual([draft])
    expect(found('At last the ships sail.')).toEqual([{ ...draft, mark: [12, 17] }])
  })
  test('are left out where they did reach the disk, and where their words are gone', () => {
    expect(found('The ships sail.', [onDisk])).toEqual([])
    expect(found('The boats sail.')).toEqual([])
  })
  test('are no obstacle when they cannot be read', () => {
    items.set('lectern.marks l news/a.txt', '{"half')
    expect(found('The ships sail.')).toEqual([])
  })
  test('are gone once all are on disk', () => {
    keepHighlightDrafts(store, article, [])
    expect(items.size).toBe(0)
  })
})
