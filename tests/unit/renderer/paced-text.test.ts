import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PacedText } from '../../../src/renderer/ui/paced-text'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function paced(): { text: PacedText; shown: string[] } {
  const shown: string[] = []
  return { text: new PacedText(1000, (each) => shown.push(each)), shown }
}

test('a text that changes all the time is shown once a pause, the newest each time', () => {
  const { text, shown } = paced()
  for (let done = 0; done <= 40; done++) {
    text.offer(`${done} of 40`, 'indexing')
    vi.advanceTimersByTime(250)
  }
  expect(shown).toHaveLength(11)
  expect(shown.slice(0, 3)).toEqual(['0 of 40', '4 of 40', '8 of 40'])
})

test('the last text of a phase is shown', () => {
  const { text, shown } = paced()
  text.offer('one', 'indexing')
  text.offer('two', 'indexing')
  text.offer('three', 'indexing')
  vi.advanceTimersByTime(5000)
  expect(shown).toEqual(['one', 'three'])
})

test('a new phase is shown at once', () => {
  const { text, shown } = paced()
  text.offer('one', 'indexing')
  text.offer('two', 'indexing')
  text.offer('done', 'ready')
  vi.advanceTimersByTime(5000)
  expect(shown).toEqual(['one', 'done'])
})
