import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeRecords } from '#core/notebook/reconcile'

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
          // A record whose path still has an article is never lost.
          else expect(map.has(records[index]?.path ?? '')).toBe(false)
        })
      }),
    )
  })
})
