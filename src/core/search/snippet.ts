/** The piece of a text that best shows why it was found. */
import type { Mark, MarkedText } from '#shared/article'
import { cutToWords, excerpt, roomIn } from './excerpt'
import { type Hit, type HitOptions, locateHits, marksOf } from './hits'
import type { Query } from './query'
import { Shown } from './shown'

/** Of the room beside the hits, this much is given to what stands before them. */
const shareBefore = 1 / 3

/**
 * The best window of a text for a query: most different words of it, phrases above all, then most hits, then the earliest;
 * cut at word boundaries, with ellipses, white space as single spaces. Without hits, the opening words. At most `maxLength`
 * UTF-16 code units; marks count from the snippet's start. Linear in the text's length.
 */
export function makeSnippet(text: string, query: Query, maxLength: number, options: HitOptions): MarkedText {
  const room = roomIn(maxLength)
  const hits = locateHits(text, query, options)
  return excerpt(text, windowOf(text, hits, room), marksOf(hits))
}

function windowOf(text: string, hits: readonly Hit[], room: number): Mark {
  const best = bestRun(hits, room)
  if (best === null) return cutToWords(text, 0, room, 0, 0)
  const [first, last] = best
  const slack = Math.max(0, room - (last - first))
  const latest = Math.max(0, text.length - room)
  const from = Math.max(0, Math.min(first - Math.floor(slack * shareBefore), latest))
  return cutToWords(text, from, from + room, first, Math.min(last, from + room))
}

/** The span of the run of hits that fits into `room` and shows most. Two pointers over the hits. */
function bestRun(hits: readonly Hit[], room: number): Mark | null {
  const shown = new Shown()
  let best: Mark | null = null
  let [bestWorth, bestCount] = [0, 0]
  let from = 0
  hits.forEach((hit, index) => {
    shown.add(hit)
    for (let first = hits[from]; first !== undefined && from < index && hit.end - first.start > room; ) {
      shown.remove(first)
      from += 1
      first = hits[from]
    }
    const count = index - from + 1
    if (shown.worth < bestWorth || (shown.worth === bestWorth && count <= bestCount)) return
    best = [hits[from]?.start ?? hit.start, hit.end]
    bestWorth = shown.worth
    bestCount = count
  })
  return best
}
