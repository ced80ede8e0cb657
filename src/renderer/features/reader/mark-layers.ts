/** What is painted over the article's text, in layers from the bottom up. Marks are in UTF-16 code units. */
import type { Mark } from '#shared/article'
import { type Colour, colours } from '#shared/highlight'

/** A highlight that has its place, as it is painted. */
export interface PaintedMark {
  readonly id: string
  readonly mark: Mark
  /** Null: of no colour that this version knows. */
  readonly colour: Colour | null
}

/** A name under which ranges are painted, as `reader.css` styles it, with its ranges. */
export interface Layer {
  readonly name: string
  readonly marks: readonly Mark[]
}

/** The colour layers, where highlights lie on one another, and the one that is focused, each also where it is empty. */
export function layersOf(painted: readonly PaintedMark[], focused: string | null): readonly Layer[] {
  const of = (colour: Colour | null): readonly Mark[] =>
    painted.filter((one) => one.colour === colour).map(({ mark }) => mark)
  return [
    { name: 'lectern-mark-plain', marks: of(null) },
    ...colours.map((colour) => ({ name: `lectern-mark-${colour}`, marks: of(colour) })),
    { name: 'lectern-mark-overlap', marks: overlapsOf(painted.map(({ mark }) => mark)) },
    { name: 'lectern-mark-focused', marks: painted.filter(({ id }) => id === focused).map(({ mark }) => mark) },
  ]
}

/** The pieces that two or more marks cover, in order, each once. */
export function overlapsOf(marks: readonly Mark[]): readonly Mark[] {
  const found: [number, number][] = []
  let covered = 0
  for (const [start, end] of marks.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const [from, to] = [Math.max(start, found.at(-1)?.[1] ?? 0), Math.min(end, covered)]
    const last = found.at(-1)
    if (from < to) {
      if (last !== undefined && last[1] === from) last[1] = to
      else found.push([from, to])
    }
    covered = Math.max(covered, end)
  }
  return found
}

/** Of ordered marks that do not overlap, those that touch a highlight. */
export function touching(hits: readonly Mark[], painted: readonly PaintedMark[]): readonly Mark[] {
  return hits.filter(([start, end]) => painted.some(({ mark }) => mark[0] < end && start < mark[1]))
}

/** The highlight at an offset: of several the shortest, which is the hardest to meet otherwise. */
export function markAt(painted: readonly PaintedMark[], offset: number): PaintedMark | null {
  const there = painted.filter(({ mark }) => mark[0] <= offset && offset < mark[1])
  return there.toSorted((a, b) => a.mark[1] - a.mark[0] - (b.mark[1] - b.mark[0]))[0] ?? null
}
