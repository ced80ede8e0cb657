import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findUnits, type TextUnit, textUnits } from '#core/text/units'
import {
  beginMarking,
  chosenMark,
  type Marking,
  type MarkingStep,
  stepMarking,
} from '../../../src/renderer/features/reader/marking'

const text = 'One two three. Four five.\n\nSix seven. Eight.'
const units = findUnits(text, 'en')

/** `w+` moves a word on, `S-` extends a sentence back, `p!` chooses the paragraph. */
function walked(steps: string, start: TextUnit = 'sentence', offset = 0): string {
  let marking = beginMarking(units, start, offset)
  for (const step of steps.split(' ').filter(Boolean)) {
    const letter = step.charAt(0)
    const unit = textUnits.find((one) => one.startsWith(letter.toLowerCase())) ?? 'word'
    const sign = step.charAt(1)
    const taken: MarkingStep =
      sign === '!'
        ? { kind: 'choose', unit }
        : { kind: letter === letter.toLowerCase() ? 'move' : 'extend', unit, direction: sign === '+' ? 1 : -1 }
    if (marking !== null) marking = stepMarking(units, marking, taken)
  }
  return marking === null ? '-' : text.slice(...chosenMark(marking))
}

describe('choosing a passage by keyboard', () => {
  test.each([
    ['begins with the sentence in view', '', 'One two three.'],
    ['goes on by sentence, over paragraphs', 's+ s+', 'Six seven.'],
    ['and back', 's+ s+ s-', 'Four five.'],
    ['stays at the end', 's+ s+ s+ s+ s+', 'Eight.'],
    ['stays at the start', 's- s-', 'One two three.'],
    ['leads into a sentence by word', 'w+', 'One'],
    ['or to its last word', 'w-', 'three'],
    ['goes on by word over sentences', 'w- w+', 'Four'],
    ['goes by paragraph', 'p+', 'Six seven. Eight.'],
    ['extends by word', 'w+ W+', 'One two'],
    ['extends by sentence from a word to its end', 'w+ S+', 'One two three.'],
    ['extends backwards', 's+ s+ W-', 'five.\n\nSix seven.'],
    ['takes back what was extended', 'w+ W+ W+ W-', 'One two'],
    ['and not more than that', 'w+ W+ W- W-', 'One'],
    ['takes back what was extended backwards', 's+ s+ W- W- W+', 'five.\n\nSix seven.'],
    ['chooses the sentence of a word', 'w+ w+ s!', 'One two three.'],
    ['chooses the paragraph of a sentence', 's+ p!', 'One two three. Four five.'],
    ['chooses the first word of a paragraph', 'p+ w!', 'Six'],
    ['extends to the end of the text, and no further', 'P+ P+ P+', text],
  ])('%s', (_what, steps, chosen) => {
    expect(walked(steps)).toBe(chosen)
  })

  test('begins after the last sentence with the last', () => expect(walked('', 'sentence', 999)).toBe('Eight.'))
  test('a text without words cannot be marked', () => expect(beginMarking(findUnits('…', 'en'), 'word', 0)).toBeNull())
})

const anyStep = fc.record({
  kind: fc.constantFrom('move' as const, 'extend' as const, 'choose' as const),
  unit: fc.constantFrom(...textUnits),
  direction: fc.constantFrom(1 as const, -1 as const),
})

test('whatever is pressed, something is chosen, it lies in the text, and extending never loses the anchor', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 20 }), (steps) => {
      let marking = beginMarking(units, 'sentence', 0) as Marking
      for (const step of steps) {
        const before = marking
        marking = stepMarking(units, marking, step.kind === 'choose' ? { kind: 'choose', unit: step.unit } : step)
        const [start, end] = chosenMark(marking)
        expect(start).toBeGreaterThanOrEqual(0)
        expect(end).toBeLessThanOrEqual(text.length)
        expect(text.slice(start, end).trim()).toBe(text.slice(start, end))
        expect(end).toBeGreaterThan(start)
        if (step.kind !== 'extend') continue
        expect(start).toBeLessThanOrEqual(before.anchor[0])
        expect(end).toBeGreaterThanOrEqual(before.anchor[1])
      }
    }),
  )
})
