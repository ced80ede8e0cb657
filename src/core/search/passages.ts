/** All the places of a text that show why it was found. */
import type { Mark, MarkedText } from '#shared/article'
import { cutToWords, excerpt, roomIn } from './excerpt'
import { type Hit, type HitOptions, locateHits, marksOf } from './hits'
import type { Query } from './query'
import { Shown } from './shown'

/** A piece of a text around hits that stand close to each other. */
export interface Passage {
  /** Where its first hit stands in the text, in UTF-16 code units. */
  readonly start: number
  readonly snippet: MarkedText
}

/** The passages that are shown, and how many there are. */
export interface Passages {
  readonly total: number
  /** In the order of the text; none overlap. */
  readonly passages: readonly Passage[]
}

interface PassageOptions extends HitOptions {
  /** How many are wanted: the best, those that show most of the query. */
  readonly limit: number
  /** Of each snippet, in UTF-16 code units. */
  readonly maxLength: number
}

/** Hits of one passage lie within this much of its room; the rest is for what stands around them. */
const shareOfHits = 2 / 3
/** Of the room beside the hits, this much is given to what stands before them. */
const shareBefore = 1 / 3

/** Hits that are shown together. */
interface Group {
  readonly start: number
  readonly end: number
  readonly worth: number
  readonly hits: number
}

/** Finds the passages of a text that show why a query finds it. Linear in the text's length. */
export function findPassages(text: string, query: Query, options: PassageOptions): Passages {
  const room = roomIn(options.maxLength)
  const hits = locateHits(text, query, options)
  const groups = groupsOf(hits, room * shareOfHits)
  const marks = marksOf(hits)
  const chosen = bestOf(groups, options.limit)
  let end = 0
  const passages = chosen.map((group, index): Passage => {
    const window = windowOf(text, group, room, end, chosen[index + 1]?.start ?? text.length)
    end = window[1]
    return { start: group.start, snippet: excerpt(text, window, marksIn(marks, window)) }
  })
  return { total: groups.length, passages }
}

function groupsOf(hits: readonly Hit[], span: number): Group[] {
  const groups: Group[] = []
  let shown = new Shown()
  for (const hit of hits) {
    const last = groups.at(-1)
    const joins = last !== undefined && (hit.end - last.start <= span || hit.start < last.end)
    if (!joins) shown = new Shown()
    shown.add(hit)
    if (joins) {
      groups.pop()
      groups.push({ ...last, end: Math.max(last.end, hit.end), worth: shown.worth, hits: last.hits + 1 })
    } else groups.push({ start: hit.start, end: hit.end, worth: shown.worth, hits: 1 })
  }
  return groups
}

/** The best, in the order of the text. */
const bestOf = (groups: readonly Group[], limit: number): readonly Group[] =>
  groups.length <= limit
    ? groups
    : [...groups]
        .sort((one, two) => two.worth - one.worth || two.hits - one.hits || one.start - two.start)
        .slice(0, limit)
        .sort((one, two) => one.start - two.start)

/** The window around a group, between the end of the passage before it and the beginning of the one after it. */
function windowOf(text: string, { start, end }: Group, room: number, after: number, before: number): Mark {
  const slack = Math.max(0, room - (end - start))
  const from = Math.max(after, Math.min(start - Math.floor(slack * shareBefore), Math.max(0, text.length - room)))
  const to = Math.min(from + room, Math.max(before, end))
  return cutToWords(text, from, to, start, Math.min(end, to))
}

function marksIn(marks: readonly Mark[], [from, to]: Mark): readonly Mark[] {
  return marks.filter(([start, end]) => end > from && start < to)
}
