import { describe, expect, test } from 'vitest'
import type { SavedSearch } from '#shared/contract'
import type { LibraryInfo } from '#shared/library'
import { deskReducer } from '../../../../src/renderer/desk/reducer'
import { type DeskState, initialDesk, type Scope } from '../../../../src/renderer/desk/state'
import {
  badgeOf,
  describeSearch,
  draftOf,
  homeOf,
  nameFor,
  scopeOf,
  shownSearch,
} from '../../../../src/renderer/features/search/saved-search'

const gold: SavedSearch = {
  id: 's',
  library: 'news',
  name: 'Gold',
  text: 'gold price',
  folder: '',
  tags: [],
  total: 1204,
  fresh: 0,
}
const run = (search: SavedSearch, open: number): DeskState =>
  deskReducer(initialDesk, {
    type: 'run-search',
    text: search.text,
    scope: scopeOf(search, open),
    tags: search.tags,
  })

describe('running a saved search', () => {
  const inFolder = { ...gold, id: 'f', folder: '1987/03', tags: ['economy/gold'] }
  test.each([
    [gold, 1, { kind: 'all' }],
    [gold, 2, { kind: 'library', library: 'news' }],
    [inFolder, 1, { kind: 'folder', library: 'news', path: '1987/03' }],
    [inFolder, 2, { kind: 'folder', library: 'news', path: '1987/03' }],
  ] as const)('%#: it is the one on show, in its library, folder and tags', (search, open, scope) => {
    const state = run(search, open)
    expect(state).toMatchObject({ text: 'gold price', scope, tags: search.tags })
    expect(shownSearch(state, [{ ...gold, id: 'other', text: 'silver' }, gold, inFolder], open)).toBe(search)
  })
  test('drops what narrowed the list before', () => {
    const before = deskReducer(initialDesk, { type: 'toggle-tag', tag: 'culture' })
    expect(deskReducer(before, { type: 'run-search', text: 'oil', scope: { kind: 'all' }, tags: [] }).tags).toEqual([])
  })
  test('one that is changed is on show no longer', () => {
    const state = run(gold, 1)
    for (const change of [
      { type: 'search', text: 'gold' },
      { type: 'toggle-tag', tag: 'economy' },
      { type: 'scope', scope: { kind: 'folder', library: 'news', path: '1987' } },
    ] as const)
      expect(shownSearch(deskReducer(state, change), [gold], 1)).toBeNull()
  })
  test('the only library open, chosen by name, is all there is', () => {
    const scope: Scope = { kind: 'library', library: 'news' }
    expect(shownSearch({ ...run(gold, 1), scope }, [gold], 1)).toBe(gold)
    expect(shownSearch({ ...run(gold, 2), scope: { kind: 'library', library: 'letters' } }, [gold], 2)).toBeNull()
    expect(shownSearch({ ...run(gold, 2), scope: { kind: 'all' } }, [gold], 2)).toBeNull()
  })
})

describe('saving', () => {
  const library = (id: string): LibraryInfo => ({ id }) as LibraryInfo
  test('what is kept is the search and what narrows it', () => {
    const state = {
      text: ' oil ',
      scope: { kind: 'folder', library: 'l', path: 'a/b' } as const,
      tags: ['x'],
      view: null,
    }
    expect(draftOf(state)).toEqual({ text: 'oil', folder: 'a/b', tags: ['x'] })
    expect(draftOf({ ...state, scope: { kind: 'all' } }).folder).toBe('')
  })
  test('it is kept with the library it searches; of several, the reader says which', () => {
    const all: Scope = { kind: 'all' }
    expect(homeOf(all, [library('a')])).toBe('a')
    expect(homeOf(all, [library('a'), library('b')])).toBeNull()
    expect(homeOf({ kind: 'library', library: 'b' }, [library('a'), library('b')])).toBe('b')
  })
  test('its name starts as the query, on one line and no longer than a name may be', () => {
    expect(nameFor('  gold \n price ')).toBe('gold price')
    expect(nameFor('x'.repeat(300))).toHaveLength(200)
  })
})

describe('in words', () => {
  test('what is new has a badge, and is told', () => {
    expect(badgeOf(gold)).toBe('')
    expect(badgeOf({ fresh: 1200 }, 'en-GB')).toBe('+1,200 new')
    expect(describeSearch(gold, 'en-GB')).toBe('Gold, 1,204 articles')
    expect(describeSearch({ ...gold, total: 1, fresh: 1 }, 'en-GB')).toBe(
      'Gold, 1 article, 1 new since your last visit',
    )
  })
})
