import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CommandBus } from '../../../src/renderer/desk/commands'
import { readOpenPanes, readPaneSizes } from '../../../src/renderer/desk/pane-sizes'
import { deskReducer } from '../../../src/renderer/desk/reducer'
import { type DeskAction, type DeskState, initialDesk, queryOf } from '../../../src/renderer/desk/state'
import { weekOf } from '../../../src/renderer/desk/week'

const deskAfter = (...actions: readonly DeskAction[]) => actions.reduce(deskReducer, initialDesk)
const open = (article: string): DeskAction => ({ type: 'open', article, landing: 'position' })

describe('the desk', () => {
  test('asks for all articles, newest first, at the start', () => {
    expect(queryOf(initialDesk, false)).toEqual({
      text: '',
      scope: null,
      folder: null,
      tags: [],
      sort: 'date-newest',
      refine: false,
    })
  })

  test('a search has an order of its own', () => {
    const state = deskAfter({ type: 'sort', sort: 'title' }, { type: 'search', text: 'oil' })
    expect(queryOf(state, true).sort).toBe('relevance')
    const sorted = deskReducer(state, { type: 'sort', sort: 'date-oldest' })
    expect(queryOf(sorted, true).sort).toBe('date-oldest')
    expect(queryOf(deskReducer(sorted, { type: 'search', text: ' ' }), true).sort).toBe('title')
  })

  test('dates and tags alone have no best match', () => {
    const state = deskAfter({ type: 'search', text: 'tag:oil date:1987' })
    expect(queryOf(state, true).sort).toBe('date-newest')
    expect(queryOf(deskReducer(state, { type: 'sort', sort: 'title' }), true).sort).toBe('title')
    expect(queryOf(deskReducer(state, { type: 'search', text: 'tag:oil barrels' }), true).sort).toBe('relevance')
  })

  test('relevance is no order without a search', () => {
    expect(queryOf(deskAfter({ type: 'sort', sort: 'relevance' }), true).sort).toBe('date-newest')
  })

  test('a folder narrows to its library too', () => {
    const state = deskAfter({ type: 'scope', scope: { kind: 'folder', library: 'l', path: '1987/03' } })
    expect(queryOf(state, true)).toMatchObject({ scope: ['l'], folder: { library: 'l', path: '1987/03' } })
    expect(queryOf(deskReducer(state, { type: 'library-gone', library: 'l' }), true)).toMatchObject({
      scope: null,
      folder: null,
    })
    expect(deskReducer(state, { type: 'library-gone', library: 'other' })).toBe(state)
  })

  test('tags are turned on and off', () => {
    const state = deskAfter(
      { type: 'toggle-tag', tag: 'a' },
      { type: 'toggle-tag', tag: 'b' },
      { type: 'toggle-tag', tag: 'a' },
    )
    expect(state.tags).toEqual(['b'])
  })

  test('a view holds for all of the search, and is not written into it', () => {
    const inbox = deskAfter({ type: 'view', view: 'inbox' })
    expect(queryOf(inbox, true)).toMatchObject({ text: 'is:inbox', sort: 'date-newest' })
    const searched = deskReducer(inbox, { type: 'search', text: 'oil OR gas' })
    expect(searched.text).toBe('oil OR gas')
    expect(queryOf(searched, true)).toMatchObject({ text: '(oil OR gas) is:inbox', sort: 'relevance' })
    expect(queryOf(deskReducer(searched, { type: 'scope', scope: { kind: 'all' } }), true).text).toBe('oil OR gas')
  })
})

describe('the way back', () => {
  const ids = (places: DeskState['back']): readonly unknown[] => places.map(({ open }) => open?.id)

  test('goes back and forth, and forks', () => {
    const there = deskAfter(open('1'), open('2'), open('3'), { type: 'back' }, { type: 'back' })
    expect(there).toMatchObject({ open: { id: '1' }, back: [] })
    expect(ids(there.forward)).toEqual(['3', '2'])
    expect(deskReducer(there, { type: 'back' })).toBe(there)
    const on = deskReducer(there, { type: 'forward' })
    expect([on.open?.id, ids(on.back), ids(on.forward)]).toEqual(['2', ['1'], ['3']])
    const forked = deskReducer(there, open('9'))
    expect([forked.open?.id, ids(forked.back), forked.forward]).toEqual(['9', ['1'], []])
  })

  test('leads to the place in the article that was left, exactly', () => {
    const left = deskReducer(deskAfter(open('1')), open('2'), 1234)
    expect(deskReducer(left, { type: 'back' }, 77)).toMatchObject({
      open: { id: '1', landing: { exactly: 1234 } },
      forward: [{ open: { id: '2' }, offset: 77 }],
    })
  })

  test('a leap within an article is a step, landing again at the start of it is none', () => {
    const leapt = deskReducer(deskAfter(open('1')), { type: 'open', article: '1', landing: { offset: 900 } }, 40)
    expect(deskReducer(leapt, { type: 'back' }, 900).open).toMatchObject({ id: '1', landing: { exactly: 40 } })
    const again = deskReducer(deskAfter(open('1')), { type: 'open', article: '1', landing: 'first-hit' }, 40)
    expect(again).toMatchObject({ open: { landing: 'first-hit', turn: 2 }, back: [] })
  })

  test('a search that is typed is one step, with what was open', () => {
    const typed = deskAfter(
      open('1'),
      ...['o', 'oi', 'oil'].map((text): DeskAction => ({ type: 'search', text })),
      open('2'),
      { type: 'search', text: 'oil price' },
    )
    expect(typed.back.map(({ text, open }) => `${text} ${open?.id}`)).toEqual([' 1', 'oil 1', 'oil 2'])
    const home = [1, 2, 3].reduce((state) => deskReducer(state, { type: 'back' }), typed)
    expect(home).toMatchObject({ text: '', open: { id: '1' }, back: [] })
  })

  test('views, folders and tags are steps; choosing the same again is none', () => {
    const scope = (): DeskAction => ({ type: 'scope', scope: { kind: 'library', library: 'l' } })
    const state = deskAfter({ type: 'view', view: 'inbox' }, scope(), scope(), { type: 'toggle-tag', tag: 'a' })
    expect(state.back).toHaveLength(3)
    const back = deskReducer(state, { type: 'back' })
    expect(back).toMatchObject({ scope: { kind: 'library' }, tags: [], view: null })
    expect(deskReducer(deskReducer(back, { type: 'back' }), { type: 'forward' })).toMatchObject({
      scope: { kind: 'library' },
    })
  })

  test('whatever is done, back as often as there are steps and forward again leads to the same lists', () => {
    const action = fc.oneof(
      fc.constantFrom('1', '2', '3').map(open),
      fc.constantFrom('', 'a', 'b').map((text): DeskAction => ({ type: 'search', text })),
      fc.constantFrom('inbox', 'later', null).map((view): DeskAction => ({ type: 'view', view })),
      fc.constantFrom('back', 'forward').map((type): DeskAction => ({ type })),
    )
    const shown = ({ text, view, open }: DeskState): unknown => [text, view, open?.id]
    fc.assert(
      fc.property(fc.array(action, { maxLength: 30 }), (actions) => {
        const end = deskAfter(...actions)
        const steps = end.back.length
        const walk = (from: DeskState, type: 'back' | 'forward'): DeskState =>
          Array.from({ length: steps }).reduce<DeskState>((state) => deskReducer(state, { type }), from)
        expect(shown(walk(walk(end, 'back'), 'forward'))).toEqual(shown(end))
      }),
    )
  })
})

describe('commands', () => {
  test('the last to listen is asked first and may hand on', () => {
    const bus = new CommandBus()
    const heard: string[] = []
    bus.on('escape', () => heard.push('first') > 0)
    const stop = bus.on('escape', () => {
      heard.push('last')
      return false
    })
    expect(bus.run('escape')).toBe(true)
    expect(heard).toEqual(['last', 'first'])
    stop()
    bus.run('escape')
    expect(heard).toEqual(['last', 'first', 'first'])
    expect(bus.run('find')).toBe(false)
  })

  test('who prepares the ground is asked before those who came later', () => {
    const bus = new CommandBus()
    const heard: string[] = []
    const prepare = (): boolean => {
      heard.push('show the margin')
      return false
    }
    bus.on('note', prepare, true)
    bus.on('note', () => heard.push('focus the note') > 0)
    expect(bus.run('note')).toBe(true)
    expect(heard).toEqual(['show the margin', 'focus the note'])
  })
})

test('pane widths survive whatever was stored', () => {
  const usual = readPaneSizes(null)
  expect(readPaneSizes('{')).toEqual(usual)
  expect(readPaneSizes('7')).toEqual(usual)
  expect(readPaneSizes('{"list":5000,"sidebar":"x","margin":300}')).toEqual({ ...usual, margin: 300 })
})

test('which panes were open survives whatever was stored', () => {
  const all = { sidebar: true, list: true, margin: true }
  for (const stored of [null, '{', '7', 'null', '{"list":"no"}']) expect(readOpenPanes(stored)).toEqual(all)
  expect(readOpenPanes('{"margin":false,"list":true}')).toEqual({ ...all, margin: false })
})

test.each([
  ['2024-01-04', '2024-01-01', '2024-01-07'],
  ['2024-01-01', '2024-01-01', '2024-01-07'],
  ['2023-01-01', '2022-12-26', '2023-01-01'],
  ['2024-02-29', '2024-02-26', '2024-03-03'],
])('the week of %s', (day, from, to) => {
  expect(weekOf(day)).toEqual({ from, to })
})
