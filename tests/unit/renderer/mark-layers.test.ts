import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Mark } from '#shared/article'
import {
  layersOf,
  markAt,
  overlapsOf,
  type PaintedMark,
  touching,
} from '../../../src/renderer/features/reader/mark-layers'

const painted: readonly PaintedMark[] = [
  { id: 'a', mark: [0, 10], colour: 'yellow' },
  { id: 'b', mark: [5, 20], colour: 'blue' },
  { id: 'c', mark: [6, 8], colour: null },
]

describe('what is painted', () => {
  test('each highlight in the layer of its colour, whole', () => {
    const layers = new Map(layersOf(painted).map(({ name, marks }) => [name, marks]))
    expect(layers.get('lectern-mark-yellow')).toEqual([[0, 10]])
    expect(layers.get('lectern-mark-blue')).toEqual([[5, 20]])
    expect(layers.get('lectern-mark-plain')).toEqual([[6, 8]])
    expect(layers.get('lectern-mark-green')).toEqual([])
    expect(layers.get('lectern-wash-yellow')).toEqual([
      [0, 5],
      [5, 6],
      [8, 10],
    ])
    expect(layers.get('lectern-wash-plain')).toEqual([[6, 8]])
    expect(layers.get('lectern-wash-blue')).toEqual([[10, 20]])
    expect(layers.get('lectern-mark-overlap')).toEqual([[5, 10]])
  })

  test('of several at one place, the shortest is met', () => {
    expect(markAt(painted, 7)?.id).toBe('c')
    expect(markAt(painted, 9)?.id).toBe('a')
    expect(markAt(painted, 10)?.id).toBe('b')
    expect(markAt(painted, 20)).toBeNull()
  })

  test('hits are told apart by whether they touch a highlight', () => {
    const hits: readonly Mark[] = [
      [0, 2],
      [19, 22],
      [20, 23],
    ]
    expect(touching(hits, painted)).toEqual([
      [0, 2],
      [19, 22],
    ])
  })
})

const anyMark = fc
  .tuple(fc.nat(30), fc.integer({ min: 1, max: 12 }))
  .map(([start, size]): Mark => [start, start + size])
const anyPainted = fc
  .array(fc.record({ id: fc.string(), mark: anyMark, colour: fc.constantFrom(null, 'yellow', 'blue') }), {
    maxLength: 8,
  })
  .map((marks): readonly PaintedMark[] => marks.toSorted((a, b) => a.mark[0] - b.mark[0]))

test('at every place the wash is that of the highlight that is met there', () => {
  fc.assert(
    fc.property(anyPainted, (marks) => {
      const washes = layersOf(marks).filter(({ name }) => name.includes('wash'))
      for (let at = 0; at < 45; at++) {
        const met = markAt(marks, at)
        const names = washes.filter((layer) => layer.marks.some(([start, end]) => start <= at && at < end))
        expect(names.map(({ name }) => name)).toEqual(met === null ? [] : [`lectern-wash-${met.colour ?? 'plain'}`])
      }
    }),
  )
})

test('hits touch exactly the highlights that share a letter with them', () => {
  const anyHits = fc.array(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 6 })), { maxLength: 8 }).map((parts) => {
    let at = 0
    return parts.map(([pause, size]): Mark => {
      const start = at + pause
      at = start + size
      return [start, at]
    })
  })
  fc.assert(
    fc.property(anyHits, anyPainted, (hits, marks) => {
      const shared = hits.filter((hit) => marks.some(({ mark }) => mark[0] < hit[1] && hit[0] < mark[1]))
      expect(touching(hits, marks)).toEqual(shared)
    }),
  )
})

test('overlaps are exactly the places that two or more marks cover, in order and parted', () => {
  fc.assert(
    fc.property(fc.array(anyMark, { maxLength: 8 }), (marks) => {
      const overlaps = overlapsOf(marks)
      for (let at = 0; at < 45; at++) {
        const count = marks.filter(([start, end]) => start <= at && at < end).length
        expect(overlaps.some(([start, end]) => start <= at && at < end)).toBe(count > 1)
      }
      for (const [index, [start]] of overlaps.entries()) expect(start).toBeGreaterThan(overlaps[index - 1]?.[1] ?? -1)
    }),
  )
})
