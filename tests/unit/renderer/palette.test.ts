import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commandNames, commands } from '#shared/commands'
import { fitName } from '../../../src/renderer/features/palette/fuzzy'
import { type Entry, type EntryKind, rank, readUsed, remember } from '../../../src/renderer/features/palette/rank'
import { piecesOf } from '../../../src/renderer/ui/pieces'

const entry = (title: string, kind: EntryKind = 'command', key = `${kind} ${title}`): Entry => ({
  ...{ key, kind, title, detail: '', hint: '' },
  run: () => undefined,
})
const all = commandNames.map((name) => entry(commands[name].title, 'command', `command ${name}`))
const titles = (query: string, used: readonly string[] = []): readonly string[] =>
  rank(all, query, used).map((one) => one.entry.title)
const met = (query: string, name: string): string =>
  piecesOf(name, fitName(query, name)?.marks ?? [])
    .filter(({ marked }) => marked)
    .map(({ text }) => text)
    .join('|')

describe('a few letters', () => {
  test.each([
    ['arch', 'Archive'],
    ['set', 'Settings…'],
    ['fia', 'Find in the article'],
    ['focus', 'Focus on the text'],
    ['same w', 'Articles of the same week'],
    ['week same', 'Articles of the same week'],
    ['exp mark', 'Export as Markdown…'],
    ['hide list', 'Show or hide the list'],
  ])('%s finds %s first', (query, title) => {
    expect(titles(query)[0]).toBe(title)
  })

  test('scattered letters are chance, not a name', () => {
    expect(fitName('rcv', 'Export as Markdown of an article')).toBeNull()
    expect(fitName('xyz', 'Archive')).toBeNull()
  })

  test('starts of words and runs are met before lone letters', () => {
    expect(met('art', 'Correct the start of an article')).toBe('art')
    expect(fitName('art', 'An article')?.score).toBeGreaterThan(fitName('art', 'A restart')?.score ?? 0)
    expect(met('nh', 'Next highlight')).toBe('N|h')
  })

  test('accents and cases do not matter, and the marks stand where the letters stand', () => {
    expect(met('etude', 'Une Étude')).toBe('Étude')
    expect(met('ÉTU', 'etudes')).toBe('etu')
    expect(met('東京', '東京の記事')).toBe('東京')
  })

  test('whatever is typed, marks lie in the name, in order, and spell the query', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 6 }), fc.string({ maxLength: 30 }), (query, name) => {
        const found = fitName(query, name)
        if (found === null) return
        let last = 0
        for (const [start, end] of found.marks) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          last = end
        }
        expect(last).toBeLessThanOrEqual(name.length)
      }),
    )
  })

  test('a name is found by any of its words', () => {
    for (const { title } of all)
      for (const word of title.match(/\p{L}{3,}/gu) ?? []) expect(titles(word), word).toContain(title)
  })
})

describe('the order', () => {
  test('without a query: what was used lately, newest first, then every command', () => {
    const places = [entry('oil', 'tag'), entry('1987', 'folder')]
    const shown = rank([...all, ...places], '', ['tag oil', 'command settings', 'command gone']).map(
      (one) => one.entry.key,
    )
    expect(shown.slice(0, 2)).toEqual(['tag oil', 'command settings'])
    expect(shown).toHaveLength(all.length + 1)
    expect(shown).not.toContain('folder 1987')
  })

  test('what was used lately wins among those that fit alike, and not over what fits better', () => {
    expect(titles('show the')[0]).not.toBe(titles('show the', ['command show-archive'])[0])
    expect(titles('show the', ['command show-archive'])[0]).toBe('Show the archive')
    expect(titles('settings', ['command show-archive'])[0]).toBe('Settings…')
  })

  test('a command comes before an article of the same name', () => {
    const shown = rank([entry('Export', 'article'), entry('Export', 'command')], 'export', [])
    expect(shown.map((one) => one.entry.kind)).toEqual(['command', 'article'])
  })
})

test('what was used is kept short, and read from whatever was stored', () => {
  expect(remember(['a', 'b', 'c'], 'c')).toEqual(['c', 'a', 'b'])
  const long = Array.from({ length: 100 }, (_, index) => String(index)).reduce(remember, [] as readonly string[])
  expect(long).toHaveLength(30)
  expect(readUsed(null)).toEqual([])
  expect(readUsed('{')).toEqual([])
  expect(readUsed('{"a":1}')).toEqual([])
  expect(readUsed('["a",1]')).toEqual(['a'])
})
