import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Completion, SavedSearch } from '#shared/contract'
import {
  type CompletionAction,
  type CompletionState,
  canTake,
  closedCompletion,
  completionReducer,
  isOpen,
  type Place,
  readBoxKey,
  type Suggestion,
  suggestionsAt,
} from '../../../../src/renderer/features/search/completion'

const at = (text: string, caret = text.length): Place => ({ text, caret })
const piece = (kind: Completion['kind'], start: number, insert: string): Suggestion => ({
  kind: 'piece',
  completion: { kind, start, end: start, insert, label: '', count: null },
})
const after = (...actions: readonly CompletionAction[]): CompletionState =>
  actions.reduce(completionReducer, closedCompletion)
const title = piece('field', 0, 'title:')
const typed = (place: Place, ...items: readonly Suggestion[]): CompletionState =>
  after({ type: 'typed', at: place }, { type: 'answered', to: place, items })

describe('when the list shows itself', () => {
  test('for the name of a field, for what stands after its colon, and in an empty box', () => {
    expect(isOpen(typed(at('ti'), title))).toBe(true)
    expect(isOpen(typed(at('source:Reu'), piece('value', 0, 'source:Reuters')))).toBe(true)
    expect(isOpen(typed(at('source:'), piece('value', 7, 'Reuters')))).toBe(true)
    expect(isOpen(typed(at(''), { kind: 'recent', text: 'oil' }))).toBe(true)
  })
  test('not for one letter, plain words or nothing to offer', () => {
    expect(isOpen(typed(at('t'), title))).toBe(false)
    expect(isOpen(typed(at('oil '), piece('field', 4, 'title:')))).toBe(false)
    expect(isOpen(typed(at('oil'), piece('value', 0, 'tag:oil'), piece('search', 0, 'oil prices')))).toBe(false)
    expect(isOpen(typed(at('')))).toBe(false)
  })
  test('asked for, it shows whatever there is', () => {
    const place = at('oil ')
    const items = [piece('field', 4, 'title:')]
    expect(isOpen(after({ type: 'called', at: place }, { type: 'answered', to: place, items }))).toBe(true)
  })
  test('closed, it stays so when the caret moves, until something is typed', () => {
    const closed = completionReducer(typed(at('ti'), title), { type: 'closed' })
    const moved = completionReducer(closed, { type: 'moved', at: at('ti', 1) })
    expect(isOpen(completionReducer(moved, { type: 'answered', to: at('ti', 1), items: [title] }))).toBe(false)
    const again = completionReducer(moved, { type: 'typed', at: at('tit') })
    expect(isOpen(completionReducer(again, { type: 'answered', to: at('tit'), items: [title] }))).toBe(true)
  })
})

describe('answers', () => {
  test('that come too late are dropped', () => {
    const state = after({ type: 'typed', at: at('ti') }, { type: 'typed', at: at('tit') })
    expect(completionReducer(state, { type: 'answered', to: at('ti'), items: [title] })).toBe(state)
  })
  test('to what was typed before stay on show, and cannot be taken', () => {
    const state = completionReducer(typed(at('ti'), title), { type: 'typed', at: at('tit') })
    expect(isOpen(state)).toBe(true)
    expect(canTake(state)).toBe(false)
    expect(completionReducer(state, { type: 'step', by: 1 }).active).toBeNull()
  })
})

describe('choosing', () => {
  const two = typed(at('ti'), title, piece('field', 0, 'tier:'))
  const steps = (...by: readonly (1 | -1)[]): number | null =>
    by.reduce((state, step) => completionReducer(state, { type: 'step', by: step }), two).active

  test('nothing is chosen until it is', () => expect(two.active).toBeNull())
  test('goes round by way of what was typed', () => {
    expect([steps(1), steps(1, 1), steps(1, 1, 1), steps(-1), steps(-1, -1, -1)]).toEqual([0, 1, null, 1, null])
  })
  test('every action leaves either nothing chosen or an item that answers the box', () => {
    const place = fc.constantFrom(at(''), at('ti'), at('tit'), at('oil '))
    const action = fc.oneof(
      fc.record({ type: fc.constantFrom('typed', 'moved', 'called'), at: place }),
      fc.record({
        type: fc.constant('answered'),
        to: place,
        items: fc.array(fc.constantFrom(title, piece('value', 4, 'x'), { kind: 'forget' } as const), { maxLength: 3 }),
      }),
      fc.record({ type: fc.constant('step'), by: fc.constantFrom(1, -1) }),
      fc.constant({ type: 'closed' }),
    ) as fc.Arbitrary<CompletionAction>
    fc.assert(
      fc.property(fc.array(action, { maxLength: 12 }), (actions) => {
        const state = after(...actions)
        if (state.active === null) return
        expect(canTake(state)).toBe(true)
        expect(state.items[state.active]).toBeDefined()
      }),
    )
  })
})

describe('keys', () => {
  const open = typed(at('ti'), title)
  const chosen = completionReducer(open, { type: 'step', by: 1 })
  const press = (key: string, held: { ctrlKey?: boolean; shiftKey?: boolean; altKey?: boolean } = {}) => ({
    key,
    ctrlKey: false,
    shiftKey: false,
    altKey: false,
    ...held,
  })
  test.each([
    ['Down goes to the results where no list is open', press('ArrowDown'), closedCompletion, 'results'],
    ['Down chooses', press('ArrowDown'), open, 'next'],
    ['Up chooses', press('ArrowUp'), open, 'previous'],
    ['Up means what it means anywhere where no list is open', press('ArrowUp'), closedCompletion, null],
    ['Shift+Down is for the text', press('ArrowDown', { shiftKey: true }), open, null],
    ['Enter searches while nothing is chosen', press('Enter'), open, 'search'],
    ['Enter takes what is chosen', press('Enter'), chosen, 'take'],
    ['Tab leaves while nothing is chosen', press('Tab'), open, null],
    ['Tab takes what is chosen', press('Tab'), chosen, 'take'],
    ['Shift+Tab leaves', press('Tab', { shiftKey: true }), chosen, null],
    ['Ctrl+Space asks for the list', press(' ', { ctrlKey: true }), closedCompletion, 'call'],
    ['a space is a space', press(' '), open, null],
    ['Alt+Down is for the desk', press('ArrowDown', { altKey: true }), open, null],
  ] as const)('%s', (_, key, state, expected) => expect(readBoxKey(key, state)).toBe(expected))
})

describe('what is offered', () => {
  const field: Completion = { kind: 'field', start: 0, end: 0, insert: 'title:', label: 'in the title', count: null }
  const whole: Completion = { kind: 'search', start: 0, end: 3, insert: 'oil prices', label: 'recent', count: null }
  const saved: SavedSearch = {
    id: 's',
    library: 'l',
    name: 'Gold',
    text: 'gold price',
    folder: '',
    tags: [],
    total: 4,
    fresh: 0,
  }
  const offered = (mode: CompletionState['mode'], text: string, recent: readonly string[], kept = [saved]) =>
    suggestionsAt({ at: at(text), mode }, [field, whole], recent, kept)
  const kinds = (items: readonly Suggestion[]) => items.map((item) => item.kind)

  test('an empty box offers whole searches, each once, and to forget the recent ones', () => {
    const items = offered('typing', '', ['oil', 'gold price'])
    expect(kinds(items)).toEqual(['saved', 'recent', 'forget'])
    expect(items[1]).toEqual({ kind: 'recent', text: 'oil' })
    expect(kinds(offered('typing', ' ', []))).toEqual(['saved'])
  })
  test('pieces too, where there is nothing else or the list was called', () => {
    expect(kinds(offered('typing', '', [], []))).toEqual(['piece'])
    expect(kinds(offered('called', '', ['oil']))).toEqual(['saved', 'recent', 'forget', 'piece'])
  })
  test('while something is typed, what fits it', () => {
    expect(suggestionsAt({ at: at('oil'), mode: 'called' }, [whole, field], ['oil'], [saved])).toEqual([
      { kind: 'piece', completion: whole },
      { kind: 'piece', completion: field },
    ])
  })
})
