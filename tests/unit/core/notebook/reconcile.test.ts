import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sketchOf } from '#core/anchoring/index'
import { type KnownFile, type NamedArticle, placeRecords } from '#core/notebook/reconcile'

/** `path hash title` */
const named = (text: string) => {
  const [path = '', hash = '', title = ''] = text.split(' ')
  return { path, hash, title }
}
const files = (...texts: readonly string[]) => new Map(texts.map((text) => [named(text).path, named(text)]))
const place = (records: readonly string[], ...present: readonly string[]) =>
  placeRecords(records.map(named), files(...present))

describe('records find their articles', () => {
  it.each<[string, readonly string[], readonly string[], readonly (string | null)[]]>([
    ['where they were', ['a 1 A'], ['a 1 A', 'b 1 A'], ['a']],
    ['edited', ['a 1 A'], ['a 2 A', 'b 3 B'], ['a']],
    ['edited, with a copy of the old text elsewhere', ['a 1 A'], ['a 2 A', 'backup/a 1 A'], ['a']],
    ['edited and retitled', ['a 1 A'], ['a 2 B'], ['a']],
    ['moved', ['a 1 A'], ['b 1 A'], ['b']],
    ['moved, another article in the old place', ['a 1 A'], ['a 2 B', 'b 1 A'], ['b']],
    ['moved, another annotated article in the old place', ['a 1 A', 'a 2 A'], ['a 2 A', 'b 1 A'], ['b', 'a']],
    ['replaced by an annotated article that was moved there', ['a 1 A', 'b 2 B'], ['a 2 B'], [null, 'a']],
    ['exchanged', ['a 1 A', 'b 2 B'], ['a 2 B', 'b 1 A'], ['b', 'a']],
    ['moved, among equal files the one of its name', ['x/a 1 A'], ['b 1 A', 'y/a 1 A'], ['y/a']],
    ['moved, but not onto an article with notes of its own', ['a 1 A', 'b 1 A'], ['b 1 A'], [null, 'b']],
    ['gone', ['a 1 A'], ['b 2 B'], [null]],
    ['two for one article', ['a 1 A', 'a 1 A'], ['a 1 A'], ['a', 'a']],
    ['under a name in another normal form', ['e\u0301 1 A'], ['é 2 A'], ['é']],
    ['never by an empty hash', ['a  A'], ['b  A'], [null]],
  ])('%s', (_, records, present, expected) => {
    expect(place(records, ...present)).toEqual(expected)
  })

  it('that moved among equal files: by name and title, by name, by title, or the first', () => {
    const path = fc.tuple(fc.constantFrom('x/', 'y/', ''), fc.constantFrom('a', 'b')).map((parts) => parts.join(''))
    const title = fc.constantFrom('A', 'B')
    const one = fc.record({ path, hash: fc.constant('1'), title })
    fc.assert(
      fc.property(one, fc.uniqueArray(one, { selector: (file) => file.path }), (record, others) => {
        const gone = { ...record, path: `gone/${record.path}` }
        const nameOf = (name: string) => name.slice(name.lastIndexOf('/') + 1)
        const likeness = (file: typeof record) =>
          (nameOf(file.path) === nameOf(gone.path) ? 2 : 0) + (file.title === gone.title ? 1 : 0)
        const [best] = others.toSorted((p, q) => likeness(q) - likeness(p) || (p.path < q.path ? -1 : 1))
        expect(placeRecords([gone], new Map(others.map((file) => [file.path, file])))).toEqual([best?.path ?? null])
      }),
    )
  })

  it('by the ten thousand among as many equal files', () => {
    const many = Array.from({ length: 10_000 }, (_, at) => ({ path: `${at}`, hash: '1', title: 'A' }))
    const moved = new Map(many.map((file) => [`new/${file.path}`, { ...file, path: `new/${file.path}` }]))
    expect(placeRecords(many, moved)).toEqual(many.map(({ path }) => `new/${path}`))
  })

  it('only at paths that are there', () => {
    const one = fc.record({
      path: fc.constantFrom('a', 'b', 'c'),
      hash: fc.constantFrom('1', '2'),
      title: fc.constantFrom('A', 'B'),
    })
    fc.assert(
      fc.property(fc.array(one), fc.array(one), (records, present) => {
        const map = new Map<string, (typeof present)[number]>(present.map((file) => [file.path, file]))
        placeRecords(records, map).forEach((path, index) => {
          if (path !== null) expect(map.has(path)).toBe(true)
          // A record whose path still has an article is never lost, unless that article is another record's.
          else {
            const there = map.get(records[index]?.path ?? '')
            const isOwned = records.some((other) => other.hash === there?.hash && !map.has(other.path))
            expect(there === undefined || isOwned).toBe(true)
          }
        })
      }),
    )
  })
})

/** A text of `length` words; texts of different seeds share nothing. */
const words = (seed: string, length = 200): string => Array.from({ length }, (_, at) => `${seed}${at}`).join(' ')
/** The same with some of its words replaced, one in `every`. */
const edited = (text: string, every: number): string =>
  text
    .split(' ')
    .map((word, at) => (at % every === every - 1 ? `new${word}` : word))
    .join(' ')

const record = (path: string, text: string, title = 'T'): NamedArticle => ({
  ...{ path, hash: text, title, sketch: sketchOf(text) ?? undefined },
})
const file = (text: string, title = 'T', isNew = true): KnownFile => ({ ...record('', text, title), isNew })
const follow = (records: readonly NamedArticle[], present: Readonly<Record<string, KnownFile>>) =>
  placeRecords(records, new Map(Object.entries(present)))

describe('an article that was moved and edited', () => {
  const text = words('a')

  it('is followed by its text, under its name or its title', () => {
    expect(follow([record('x/a', text)], { 'y/a': file(edited(text, 60), 'U') })).toEqual(['y/a'])
    expect(follow([record('x/a', text)], { 'y/b': file(edited(text, 60)) })).toEqual(['y/b'])
    expect(follow([record('x/a', text)], { 'y/b': file(`${text} more`, 'U') })).toEqual(['y/b'])
  })

  it('is not followed to a file that was there before, that another record has, or that is merely alike', () => {
    expect(follow([record('x/a', text)], { 'y/a': file(edited(text, 60), 'T', false) })).toEqual([null])
    const other = edited(text, 60)
    expect(follow([record('x/a', text), record('y/a', other)], { 'y/a': file(other) })).toEqual([null, 'y/a'])
    expect(follow([record('x/a', text)], { 'y/a': file(edited(text, 8)) })).toEqual([null])
    expect(follow([record('x/a', text)], { 'y/a': file(words('b')) })).toEqual([null])
  })

  it('is not followed where something else is nearly as like it, new or old', () => {
    const [one, other] = [edited(text, 60), edited(text, 50)]
    expect(follow([record('x/a', text)], { 'y/a': file(one), 'z/a': file(other) })).toEqual([null])
    expect(follow([record('x/a', text)], { 'y/a': file(one), 'z/b': file(other, 'U', false) })).toEqual([null])
  })

  it('is not followed where two articles claim one file', () => {
    const records = [record('x/a', text), record('x/b', edited(text, 70))]
    expect(follow(records, { 'y/a': file(edited(text, 60)) })).toEqual([null, null])
  })

  it('of too few words is not known by them', () => {
    const short = words('a', 30)
    expect(follow([record('x/a', short)], { 'y/a': file(`${short} more`) })).toEqual([null])
  })

  it('is followed where another one took its path, and stays where nothing is found', () => {
    const present = { a: file(words('b'), 'B'), 'y/a': file(edited(text, 60)) }
    expect(follow([record('a', text)], present)).toEqual(['y/a'])
    expect(follow([record('a', text)], { a: file(words('b'), 'B') })).toEqual(['a'])
    expect(follow([record('a', text)], { a: file(edited(text, 4)) })).toEqual(['a'])
  })

  it('is told from articles of the same title and the same form', () => {
    const report = (week: number): string =>
      `${words('report', 60)} in week ${week} rates of ${words(`n${week}x`, 30)} ${words('end', 60)}`
    const known = Object.fromEntries(
      Array.from({ length: 20 }, (_, week) => [`old/${week}`, file(report(week), 'REPORT', false)]),
    )
    // The twenty-first is gone, the next one comes: it is another report.
    const gone = record('old/20', report(20), 'REPORT')
    expect(follow([gone], { ...known, 'new/21': file(report(21), 'REPORT') })).toEqual([null])
  })

  it('is never put on an article of another text', () => {
    const texts = Array.from({ length: 12 }, (_, at) => words(`t${at}x`, 60 + at))
    const one = fc.record({ path: fc.constantFrom('a', 'b', 'c', 'd'), text: fc.constantFrom(...texts) })
    fc.assert(
      fc.property(fc.array(one), fc.uniqueArray(one, { selector: ({ path }) => path }), (gone, present) => {
        const records = gone.map(({ path, text: was }) => record(`gone/${path}`, was))
        const at = follow(records, Object.fromEntries(present.map(({ path, text: is }) => [`new/${path}`, file(is)])))
        at.forEach((path, index) => {
          if (path !== null) expect(present.find((other) => `new/${other.path}` === path)?.text).toBe(gone[index]?.text)
        })
      }),
    )
  })
})
