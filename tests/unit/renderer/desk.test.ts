import { describe, expect, test } from 'vitest'
import { CommandBus } from '../../../src/renderer/desk/commands'
import { readPaneSizes } from '../../../src/renderer/desk/pane-sizes'
import { type DeskAction, deskReducer, initialDesk, queryOf } from '../../../src/renderer/desk/state'

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

  test('history goes back and forth, and forks', () => {
    const there = deskAfter(open('1'), open('2'), open('3'), { type: 'back' }, { type: 'back' })
    expect(there).toMatchObject({ open: { id: '1' }, back: [], forward: ['3', '2'] })
    expect(deskReducer(there, { type: 'back' })).toBe(there)
    expect(deskReducer(there, { type: 'forward' })).toMatchObject({ open: { id: '2' }, back: ['1'], forward: ['3'] })
    expect(deskReducer(there, open('9'))).toMatchObject({ open: { id: '9' }, back: ['1'], forward: [] })
  })

  test('opening the open article again lands again and is no step in history', () => {
    const state = deskAfter(open('1'), { type: 'open', article: '1', landing: 'first-hit' })
    expect(state).toMatchObject({ open: { id: '1', landing: 'first-hit', turn: 2 }, back: [] })
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
