/** Choosing a passage by keyboard: what is chosen, and what each step makes of it. Offsets are UTF-16 code units. */
import type { TextUnit, Units } from '#core/text/units'
import type { Mark } from '#shared/article'
import { assertNever } from '#shared/result'

export interface Marking {
  /** The unit that was chosen without extending: it stays chosen while the passage grows and shrinks. */
  readonly anchor: Mark
  /** Where the passage ends that was extended: beyond the anchor's end, or before its start. */
  readonly edge: number
  /** Of the last step. */
  readonly unit: TextUnit
}

export type MarkingStep =
  | { readonly kind: 'move' | 'extend'; readonly unit: TextUnit; readonly direction: 1 | -1 }
  /** The whole word, sentence or paragraph at the beginning of what is chosen. */
  | { readonly kind: 'choose'; readonly unit: TextUnit }

/** What is chosen. */
export const chosenMark = ({ anchor: [start, end], edge }: Marking): Mark => [
  Math.min(start, edge),
  edge > start ? Math.max(end, edge) : end,
]

/** Begins with the unit at an offset; null in a text without words. */
export function beginMarking(units: Units, unit: TextUnit, offset: number): Marking | null {
  const anchor = units.at(unit, offset)
  return anchor === null ? null : { anchor, edge: anchor[1], unit }
}

/** The next state of marking: the same where the text ends. */
export function stepMarking(units: Units, marking: Marking, step: MarkingStep): Marking {
  switch (step.kind) {
    case 'choose':
      return beginMarking(units, step.unit, chosenMark(marking)[0]) ?? marking
    case 'move': {
      const anchor = moved(units, marking, step.unit, step.direction)
      return anchor === null ? marking : { anchor, edge: anchor[1], unit: step.unit }
    }
    case 'extend':
      return { ...marking, edge: extended(units, marking, step.unit, step.direction), unit: step.unit }
    default:
      return assertNever(step)
  }
}

const sizes: Readonly<Record<TextUnit, number>> = { word: 0, sentence: 1, paragraph: 2 }

/** A smaller unit than the last leads into what is chosen: to its first, or backwards to its last. Else beyond it. */
function moved(units: Units, marking: Marking, unit: TextUnit, direction: 1 | -1): Mark | null {
  const [start, end] = chosenMark(marking)
  if (sizes[unit] < sizes[marking.unit]) return direction === 1 ? units.next(unit, start) : units.previous(unit, end)
  return direction === 1 ? units.next(unit, end) : units.previous(unit, start)
}

function extended(units: Units, { anchor: [start, end], edge }: Marking, unit: TextUnit, direction: 1 | -1): number {
  if (direction === 1) {
    if (edge >= end) return Math.max(edge, units.at(unit, edge)?.[1] ?? edge)
    const next = units.next(unit, edge + 1)
    return next === null || next[0] >= start ? end : next[0]
  }
  if (edge > end) {
    const before = units.previous(unit, edge - 1)
    return before === null || before[1] <= end ? end : before[1]
  }
  const from = Math.min(start, edge)
  const holding = from === 0 ? null : units.at(unit, from - 1)
  const before = holding !== null && holding[0] < from ? holding : units.previous(unit, from)
  return before === null ? edge : before[0]
}
