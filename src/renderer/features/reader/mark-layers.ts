/**
 * What is painted over the article's text, in layers from the bottom up. Marks are in UTF-16 code units, and lists of them in
 * the order of their starts.
 */
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

/**
 * The layers, each also where it is empty: the washes, of which the shortest highlight's lies on top wherever several meet; the
 * lines, each highlight whole; and where highlights lie on one another. The one that is focused is painted over them.
 */
export function layersOf(painted: readonly PaintedMark[]): readonly Layer[] {
  const washes = washesOf(painted)
  const of = (list: readonly Pick<PaintedMark, 'mark' | 'colour'>[], colour: Colour | null): readonly Mark[] =>
    list.filter((one) => one.colour === colour).map(({ mark }) => mark)
  return [
    ...[null, ...colours].map((colour) => ({ name: `lectern-wash-${colour ?? 'plain'}`, marks: of(washes, colour) })),
    { name: 'lectern-mark-overlap', marks: overlapsOf(painted.map(({ mark }) => mark)) },
    ...[null, ...colours].map((colour) => ({ name: `lectern-mark-${colour ?? 'plain'}`, marks: of(painted, colour) })),
  ]
}

const isShorter = ({ mark: a }: PaintedMark, { mark: b }: PaintedMark): boolean => a[1] - a[0] < b[1] - b[0]

/** Cuts highlights into pieces that do not overlap, each in the colour of the shortest highlight there. */
function washesOf(painted: readonly PaintedMark[]): readonly Pick<PaintedMark, 'mark' | 'colour'>[] {
  const edges = [...new Set(painted.flatMap(({ mark }) => [...mark]))].toSorted((a, b) => a - b)
  let next = 0
  let here: readonly PaintedMark[] = []
  return edges.slice(1).flatMap((end, index) => {
    const start = edges[index] ?? end
    const first = next
    while ((painted[next]?.mark[0] ?? end) <= start) next++
    here = [...here.filter(({ mark }) => mark[1] > start), ...painted.slice(first, next)]
    const [top, ...others] = here
    if (top === undefined) return []
    const { colour } = others.reduce((shortest, one) => (isShorter(one, shortest) ? one : shortest), top)
    return [{ mark: [start, end] as const, colour }]
  })
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
  let next = 0
  /** How far those reach that start before the end of the hit. */
  let reach = 0
  return hits.filter(([start, end]) => {
    for (let one = painted[next]; one !== undefined && one.mark[0] < end; one = painted[++next])
      reach = Math.max(reach, one.mark[1])
    return reach > start
  })
}

/** The highlight at an offset: of several the shortest, which is the hardest to meet otherwise. */
export function markAt(painted: readonly PaintedMark[], offset: number): PaintedMark | null {
  const there = painted.filter(({ mark }) => mark[0] <= offset && offset < mark[1])
  return there.toSorted((a, b) => a.mark[1] - a.mark[0] - (b.mark[1] - b.mark[0]))[0] ?? null
}
