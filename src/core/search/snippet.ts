/** The piece of a text that best shows why it was found. */
import type { Mark, MarkedText } from '#shared/article'
import { type Hit, locateHits, marksOf } from './hits'
import type { Query } from './query'

const ellipsis = '…'
/** Of the room beside the hits, this much is given to what stands before them. */
const shareBefore = 1 / 3

/**
 * The best window of a text for a query: most different words of it, then most hits, then the earliest; cut at word
 * boundaries, with ellipses, white space as single spaces. Without hits, the opening words. At most `maxLength` UTF-16 code
 * units; marks count from the snippet's start. Linear in the text's length.
 */
export function makeSnippet(text: string, query: Query, maxLength: number): MarkedText {
  const room = Math.max(1, maxLength - 2 * ellipsis.length)
  const hits = locateHits(text, query, 'body')
  const [from, to] = windowOf(text, hits, room)
  const squeezed = squeeze(text, from, to, marksOf(hits))
  const before = text.slice(0, from).trim() === '' ? '' : ellipsis
  const after = text.slice(to).trim() === '' ? '' : ellipsis
  return {
    text: `${before}${squeezed.text}${after}`,
    marks: squeezed.marks.map(([start, end]): Mark => [start + before.length, end + before.length]),
  }
}

function windowOf(text: string, hits: readonly Hit[], room: number): readonly [number, number] {
  const best = bestRun(hits, room)
  if (best === null) return cutToWords(text, 0, room, 0, 0)
  const [first, last] = best
  const slack = Math.max(0, room - (last - first))
  const latest = Math.max(0, text.length - room)
  const from = Math.max(0, Math.min(first - Math.floor(slack * shareBefore), latest))
  return cutToWords(text, from, from + room, first, Math.min(last, from + room))
}

/** The span `[start, end)` of the run of hits that fits into `room` and shows most. Two pointers over the hits. */
function bestRun(hits: readonly Hit[], room: number): readonly [number, number] | null {
  const counts = new Map<number, number>()
  let best: { words: number; hits: number; span: readonly [number, number] } | null = null
  let from = 0
  hits.forEach((hit, index) => {
    counts.set(hit.word, (counts.get(hit.word) ?? 0) + 1)
    for (
      let first = hits[from];
      first !== undefined && from < index && hit.end - first.start > room;
      first = hits[from]
    ) {
      const left = (counts.get(first.word) ?? 1) - 1
      if (left === 0) counts.delete(first.word)
      else counts.set(first.word, left)
      from += 1
    }
    const run = { words: counts.size, hits: index - from + 1, span: [hits[from]?.start ?? hit.start, hit.end] as const }
    if (best === null || run.words > best.words || (run.words === best.words && run.hits > best.hits)) best = run
  })
  const found = best as { span: readonly [number, number] } | null
  return found?.span ?? null
}

/** Moves both ends inwards to white space, but not into `[first, last)`; where there is none, not into a surrogate pair. */
function cutToWords(text: string, from: number, to: number, first: number, last: number): readonly [number, number] {
  let start = from
  if (start > 0 && !isSpace(text, start - 1)) {
    while (start < first && !isSpace(text, start)) start += 1
    if (start === first && !isSpace(text, start - 1)) start = afterHalf(text, from)
  }
  let end = Math.min(to, text.length)
  if (end < text.length && !isSpace(text, end)) {
    while (end > Math.max(last, start) && !isSpace(text, end - 1)) end -= 1
    if (end <= Math.max(last, start)) end = beforeHalf(text, Math.max(last, Math.min(to, text.length)))
  }
  return [start, Math.max(start, end)]
}

const isSpace = (text: string, at: number): boolean => /\s/u.test(text.charAt(at))
const isLowHalf = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xdc00
const afterHalf = (text: string, at: number): number => (isLowHalf(text, at) ? at + 1 : at)
const beforeHalf = (text: string, at: number): number => (isLowHalf(text, at) ? at - 1 : at)

/** The window with its white space as single spaces, and the marks in it moved along; marks are cut to the window. */
function squeeze(text: string, from: number, to: number, marks: readonly Mark[]): MarkedText {
  let squeezed = ''
  let copied = from
  const copyTo = (end: number): number => {
    const piece = text.slice(copied, end).replace(/\s+/gu, ' ')
    const joined = squeezed === '' || squeezed.endsWith(' ') ? piece.trimStart() : piece
    squeezed += joined
    copied = end
    return squeezed.length
  }
  const moved: Mark[] = []
  for (const [start, end] of marks) {
    if (end <= from || start >= to) continue
    const left = copyTo(Math.max(start, from))
    moved.push([left, copyTo(Math.min(end, to))])
  }
  copyTo(to)
  return { text: squeezed.trimEnd(), marks: moved }
}
