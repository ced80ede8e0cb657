import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { followStates, type Move } from '#core/notebook/follow-states'
import { changesOf, StateBook, type StateChange } from '#core/notebook/states'
import { compactStates, formatStates, readStates, statesHeader } from '#core/notebook/states-file'

const paths = ['a.txt', 'b.txt', 'c/d.txt', '__proto__'] as const
/** A revision names one value: the value follows from it. */
const changes: fc.Arbitrary<readonly StateChange[]> = fc.array(
  fc
    .record({
      counter: fc.integer({ min: 1, max: 6 }),
      replica: fc.constantFrom('r1', 'r2', 'r3'),
      articles: fc.uniqueArray(fc.constantFrom(...paths), { minLength: 1 }),
      sets: fc.constantFrom('triage', 'read', 'arrived', 'both', 'nothing'),
    })
    .map(({ counter, replica, articles, sets }) => {
      const seed = counter + replica.charCodeAt(1)
      return {
        articles: articles.map((path) => [path, `h${seed % 3}`] as const),
        revision: { counter, replica },
        ...((sets === 'triage' || sets === 'both') && {
          triage: ([null, 'inbox', 'later', 'archived'] as const)[seed % 4] ?? null,
        }),
        ...((sets === 'read' || sets === 'both') && { read: seed % 2 === 0 }),
        ...(sets === 'arrived' && { arrived: seed % 5 === 0 ? null : seed * 1000 }),
      }
    }),
  { maxLength: 12 },
)

function bookOf(...lists: readonly (readonly StateChange[])[]): StateBook {
  const book = new StateBook()
  for (const change of lists.flat()) book.apply(change)
  return book
}

const said = (book: StateBook) => Object.fromEntries([...book.articles].map(([path, state]) => [`/${path}`, state]))

describe('the law of states', () => {
  it('is that neither order nor repetition matters', () => {
    fc.assert(
      fc.property(changes, changes, changes, (a, b, c) => {
        const one = said(bookOf(a, b, c))
        expect(said(bookOf(c, a, b))).toEqual(one)
        expect(said(bookOf(a, b, a, c, c.toReversed(), b))).toEqual(one)
      }),
    )
  })

  it('holds for what is said in as few changes as it takes', () => {
    fc.assert(
      fc.property(changes, changes, (a, b) => {
        const whole = said(bookOf(a, b))
        expect(said(bookOf(changesOf(bookOf(a, b).articles)))).toEqual(whole)
        expect(said(bookOf(changesOf(bookOf(a).articles), b, a))).toEqual(whole)
      }),
    )
  })

  it('decides between two values of one revision alike for everyone', () => {
    const revision = { counter: 1, replica: 'r' }
    const one: StateChange = { articles: [['a', 'h']], revision, triage: 'later' }
    const other: StateChange = { articles: [['a', 'x']], revision, triage: 'archived' }
    expect(said(bookOf([one, other]))).toEqual(said(bookOf([other, one])))
  })

  it('tells which articles are shown otherwise', () => {
    const book = new StateBook()
    const articles = [
      ['a', 'h'],
      ['b', 'h'],
    ] as const
    const revision = (counter: number) => ({ counter, replica: 'r' })
    expect(book.apply({ articles, revision: revision(2), triage: 'later' })).toEqual(['a', 'b'])
    expect(book.apply({ articles, revision: revision(1), triage: 'archived' })).toEqual([])
    expect(book.apply({ articles: [['a', 'h']], revision: revision(3), read: true })).toEqual(['a'])
    expect(book.shown('a')).toEqual({ triage: 'later', unread: false })
    expect(book.shown('b')).toBe(book.shown('b'))
    expect(book.shown('never spoken of')).toEqual({ triage: null, unread: true })
  })

  it('puts what arrived into the inbox until it is sorted', () => {
    const book = new StateBook()
    const articles = [['a', 'h']] as const
    const revision = (counter: number) => ({ counter, replica: 'r' })
    book.apply({ articles, revision: revision(1), arrived: 5 })
    expect(book.shown('a').triage).toBe('inbox')
    book.apply({ articles, revision: revision(2), triage: 'archived' })
    expect(book.shown('a').triage).toBe('archived')
    book.apply({ articles, revision: revision(3), triage: null })
    expect(book.shown('a').triage).toBe('inbox')
  })
})

describe('a log of states', () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

  it('reads what it wrote', () => {
    fc.assert(
      fc.property(changes, fc.option(fc.nat()), (list, baseline) => {
        const text = statesHeader + formatStates({ changes: list, baseline })
        const reading = readStates(bytes(text))
        expect(reading).toEqual({
          ...{ kind: 'read', changes: list, baseline, broken: [], ended: true },
          sound: bytes(text).length,
        })
        expect(said(bookOf(compactStates({ changes: list, baseline }).changes))).toEqual(said(bookOf(list)))
      }),
    )
  })

  it('can be added to wherever it was cut off', () => {
    const list: StateChange[] = [1, 2, 3].map((counter) => ({
      articles: [['ä.txt', 'h']],
      revision: { counter, replica: 'r' },
      read: counter % 2 === 0,
    }))
    const whole = bytes(statesHeader + formatStates({ changes: list, baseline: 7 }))
    const added = {
      changes: [{ articles: [['b.txt', 'h']], revision: { counter: 4, replica: 'r' }, read: true }],
    } as const
    for (let cut = 0; cut <= whole.length; cut++) {
      const reading = readStates(whole.subarray(0, cut))
      if (reading.kind === 'newer') throw new Error('not newer')
      expect(reading.broken).toEqual([])
      const { sound, ended, changes: kept } = reading
      const text = formatStates({ ...added, baseline: null })
      const mended = readStates(
        bytes(
          new TextDecoder().decode(whole.subarray(0, sound)) + (sound === 0 ? statesHeader : ended ? '' : '\n') + text,
        ),
      )
      expect(mended).toMatchObject({ kind: 'read', broken: [], changes: [...kept, ...added.changes] })
    }
  })

  it('costs a broken line only', () => {
    const lines = formatStates({
      changes: [1, 2, 3].map((counter) => ({
        articles: [[`${counter}`, 'h']],
        revision: { counter, replica: 'r' },
        read: true,
      })),
      baseline: null,
    }).split('\n')
    const text = `${statesHeader}${lines[0]}\n${lines[1]?.slice(4)}\n${lines[2]}\n`
    expect(readStates(bytes(text))).toMatchObject({
      broken: [3],
      changes: [{ revision: { counter: 1 } }, { revision: { counter: 3 } }],
    })
  })

  it('is left alone where it is of a newer format', () => {
    expect(readStates(bytes('{"schemaVersion":2}\n{"what":"ever"}\n'))).toEqual({ kind: 'newer' })
  })

  it('takes no counter from which none could be counted on', () => {
    const line = '{"articles":[["a","h"]],"counter":9007199254740991,"read":true,"replica":"r"}\n'
    expect(readStates(bytes(statesHeader + line))).toMatchObject({ broken: [2], changes: [] })
  })
})

describe('states that follow', () => {
  const title = (hash: string): string => `Of ${hash}`
  const filesOf = (files: Readonly<Record<string, string>>) =>
    new Map(Object.entries(files).map(([path, hash]) => [path, { hash, title: title(hash) }]))

  function follow(
    book: StateBook,
    files: Readonly<Record<string, string>>,
    moves: readonly Move[] = [],
  ): readonly StateChange[] {
    let counter = book.counter
    const changes = followStates(book, filesOf(files), moves, 77, () => {
      counter += 1
      return { counter, replica: 'f' }
    })
    for (const change of changes) book.apply(change)
    return changes
  }

  const archived = (articles: Readonly<Record<string, string>>, counter = 1): StateChange => ({
    articles: Object.entries(articles),
    revision: { counter, replica: 'r' },
    triage: 'archived',
    read: true,
  })
  const isArchived = { triage: 'archived', unread: false }
  const isUntouched = { triage: null, unread: true }

  it('go with an article that was moved, and leave its old place', () => {
    const book = bookOf([archived({ 'a.txt': 'h' })])
    follow(book, { 'new/a.txt': 'h' })
    expect(book.shown('new/a.txt')).toEqual(isArchived)
    expect(book.shown('a.txt')).toEqual(isUntouched)
    expect(follow(book, { 'new/a.txt': 'h', 'a.txt': 'another' })).toEqual([])
  })

  it('come back with it', () => {
    const book = bookOf([archived({ 'a.txt': 'h' })])
    follow(book, { 'b.txt': 'h' })
    follow(book, { 'a.txt': 'h' })
    expect(book.shown('a.txt')).toEqual(isArchived)
    expect(book.shown('b.txt')).toEqual(isUntouched)
  })

  it('follow through an edit, and then a move', () => {
    const book = bookOf([archived({ 'a.txt': 'h' })])
    follow(book, { 'a.txt': 'h2' })
    follow(book, { 'b.txt': 'h2' })
    expect(book.shown('b.txt')).toEqual(isArchived)
  })

  it('go with an article whose place another one took', () => {
    const book = bookOf([archived({ 'a.txt': 'h' })])
    follow(book, { 'a.txt': 'other', 'b.txt': 'h' })
    expect(book.shown('b.txt')).toEqual(isArchived)
    expect(book.shown('a.txt')).toEqual({ triage: 'inbox', unread: true })
    expect(book.at('a.txt')?.arrived?.value).toBe(77)
  })

  it('change places with two articles that did', () => {
    const book = bookOf([archived({ 'a.txt': 'ha' }), { ...archived({ 'b.txt': 'hb' }, 2), triage: 'later' }])
    follow(book, { 'a.txt': 'hb', 'b.txt': 'ha' })
    expect(book.shown('b.txt')).toEqual(isArchived)
    expect(book.shown('a.txt')).toEqual({ triage: 'later', unread: false })
  })

  it('move a whole folder in few changes', () => {
    const names = Array.from({ length: 500 }, (_, number) => `${number}.txt`)
    const at = (folder: string) => Object.fromEntries(names.map((name) => [`${folder}/${name}`, `h${name}`]))
    const book = bookOf([archived(at('old'))])
    expect(follow(book, at('new')).length).toBeLessThan(5)
    expect(names.every((name) => book.shown(`new/${name}`).triage === 'archived')).toBe(true)
  })

  it('reach an article that was seen at its new place before it was missed at the old one', () => {
    const book = bookOf([
      archived({ 'a.txt': 'h' }),
      { articles: [['b.txt', 'h']], revision: { counter: 2, replica: 'r' }, arrived: 9 },
    ])
    follow(book, { 'b.txt': 'h' })
    expect(book.shown('b.txt')).toEqual(isArchived)
  })

  it('follow moves that are known from elsewhere, whatever the content', () => {
    const book = bookOf([
      archived({ 'a.txt': 'h' }),
      { articles: [['d.txt', 'x']], revision: { counter: 2, replica: 'r' }, arrived: 9 },
    ])
    follow(book, { 'b.txt': 'rewritten', 'd.txt': 'x' }, [
      { from: 'a.txt', to: 'b.txt' },
      { from: 'c.txt', to: 'd.txt' },
    ])
    expect(book.shown('b.txt')).toEqual(isArchived)
    // It was there from the beginning, at another place.
    expect(book.shown('d.txt')).toEqual(isUntouched)
  })

  it('yield to what was done with the article at its new place meanwhile', () => {
    const book = bookOf([archived({ 'a.txt': 'h' })])
    const elsewhere: StateChange = {
      articles: [['b.txt', 'h']],
      revision: { counter: 2, replica: 's' },
      triage: 'later',
    }
    follow(book, { 'b.txt': 'h' })
    book.apply(elsewhere)
    expect(book.shown('b.txt').triage).toBe('later')
  })

  it('stay with an article that is gone, for when it comes back', () => {
    const book = bookOf([archived({ 'a.txt': 'h' })])
    expect(follow(book, { 'b.txt': 'other' })).toEqual([])
    expect(book.shown('a.txt')).toEqual(isArchived)
  })
})
