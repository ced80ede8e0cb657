import { describe, expect, test } from 'vitest'
import { deskReducer } from '../../../../src/renderer/desk/reducer'
import { type DeskAction, initialDesk } from '../../../../src/renderer/desk/state'

const deskAfter = (...actions: readonly DeskAction[]) =>
  actions.reduce((state, action) => deskReducer(state, action), initialDesk)
const shown: DeskAction = { type: 'annotations', tab: 'all' }

describe('highlights and notes in the list’s place', () => {
  test('stay while articles are opened and panels come and go', () => {
    const state = deskAfter(
      shown,
      { type: 'open', article: 'a', landing: { passage: 7 } },
      { type: 'panel', panel: { kind: 'history' } },
      { type: 'panel', panel: null },
    )
    expect(state).toMatchObject({ annotations: 'all', panel: null, open: { id: 'a', landing: { passage: 7 } } })
  })

  test.each<DeskAction>([
    { type: 'search', text: 'oil' },
    { type: 'scope', scope: { kind: 'library', library: 'l' } },
    { type: 'toggle-tag', tag: 'oil' },
    { type: 'run-search', text: 'oil', scope: { kind: 'all' }, tags: [] },
    { type: 'annotations', tab: null },
  ])('give way to the articles that are asked for: %j', (action) => {
    expect(deskAfter(shown, action).annotations).toBeNull()
  })
})

describe('choosing a passage', () => {
  const choice = { article: 'a', highlight: 'h', quote: 'oil' }
  const choose: DeskAction = { type: 'choose-passage', choice, landing: { passage: 7 } }
  test('opens the article at the likeliest place, and lasts while it is open', () => {
    const state = deskAfter(shown, choose)
    expect(state).toMatchObject({ choosing: choice, annotations: 'all', open: { id: 'a', landing: { passage: 7 } } })
    expect(deskReducer(state, { type: 'open', article: 'a', landing: 'position' }).choosing).toEqual(choice)
    expect(deskReducer(state, { type: 'open', article: 'b', landing: 'position' }).choosing).toBeNull()
    expect(deskReducer(state, { type: 'choose-passage', choice: null })).toMatchObject({
      choosing: null,
      open: { id: 'a' },
    })
    expect(deskReducer(state, { type: 'close-article' }).choosing).toBeNull()
  })
})
