/**
 * Finds a passage again in a text that may have been edited: where it stood, else where its words stand, else where something
 * like it stands, and how sure that is. It never guesses: what is not sure is left to the reader, with the places it could be.
 */
import { bestFit } from './align'
import { type Anchor, contextLength } from './anchor'
import { type LooseText, loosen } from './loose-text'

/** A place in the text, `[start, end)`, UTF-16 code units, and how sure it is, 0 to 1. */
export interface Candidate {
  readonly start: number
  readonly end: number
  readonly confidence: number
}

/** What became of a passage. */
export type Placement =
  /** It stands where it stood, word for word. */
  | { readonly kind: 'unmoved'; readonly start: number; readonly end: number }
  /** It stands elsewhere, or differs a little. */
  | { readonly kind: 'found'; readonly start: number; readonly end: number; readonly confidence: number }
  /** The reader has to say; the likeliest places first, perhaps none. */
  | { readonly kind: 'unsure'; readonly candidates: readonly Candidate[] }

/** How much of the confidence each part makes up. */
const weights = { quote: 0.6, before: 0.2, after: 0.2 } as const
/** Below this confidence the reader is asked. */
const sure = 0.8
/** A place counts only if it is this much likelier than the next. */
const margin = 0.1
/** Letters of a quote that is its own proof: so long a run of words does not stand in a text twice by chance. */
const telling = 32
/** Context on one side that is at least this much alike proves a passage that stands nowhere else to be the same one. */
const alikeContext = 0.8
/** So many letters next to the passage, all equal, are as good as all of the context: an edit farther away tells nothing. */
const nearRun = 24
/** A quote of fewer letters is found by what stands around it, or not at all. */
const leastTelling = 8
/** Letters on either side by which the place is known that a passage was taken from. */
const edgeLength = 12
/** Of a quote's letters, this share may differ in a fit that is looked at at all. */
const mostDifferent = 0.4
/** Longer quotes are compared by their two ends of this many letters. */
const longestCompared = 1_000
/** Equal passages and likely windows looked at, at most. */
const mostOccurrences = 200
const mostWindows = 12
/** Candidates shown to the reader, at most. */
const mostShown = 5
/** Letters of a seed, by which windows are found. */
const seedLength = 6

/** A text that passages are looked for in; made once for all highlights of an article. */
export interface Ground {
  readonly text: string
  readonly loose: LooseText
}

/** Prepares a text; what takes time linear in its length is done when a passage does not stand where it stood. */
export function groundOf(text: string): Ground {
  let loose: LooseText | null = null
  return {
    text,
    get loose() {
      loose ??= loosen(text)
      return loose
    },
  }
}

/** Finds an anchor's passage in a text. */
export function placeAnchor(anchor: Anchor, ground: Ground): Placement {
  const { text } = ground
  const { exact, start, end } = anchor
  const quote = loosen(exact).text
  if (text.slice(start, end) === exact && isSamePlace(anchor, quote, ground)) return { kind: 'unmoved', start, end }
  const candidates = quote === '' ? exactPlaces(anchor, ground) : loosePlaces(anchor, quote, ground)
  const [best, second] = candidates
  const isSure = best !== undefined && best.confidence >= sure && best.confidence - (second?.confidence ?? 0) >= margin
  if (!isSure) return { kind: 'unsure', candidates: candidates.slice(0, mostShown) }
  if (best.start === start && best.end === end && text.slice(start, end) === exact)
    return { kind: 'unmoved', start, end }
  return { kind: 'found', ...best }
}

/** The same words between the same words are the same passage; a long one needs only one of its neighbours. */
function isSamePlace({ prefix, suffix, start, end }: Anchor, quote: string, { text }: Ground): boolean {
  const before = text.slice(Math.max(0, start - prefix.length), start) === prefix
  const after = text.slice(end, end + suffix.length) === suffix
  return quote.length >= telling ? before || after : before && after
}

/** Every place where the passage's letters stand, else where most of them do; the likeliest first, none overlapping a likelier one. */
function loosePlaces(anchor: Anchor, quote: string, ground: Ground): readonly Candidate[] {
  const { loose } = ground
  const equal: { start: number; end: number; distance: number }[] = []
  for (
    let at = loose.text.indexOf(quote);
    at >= 0 && equal.length < mostOccurrences;
    at = loose.text.indexOf(quote, at + 1)
  )
    equal.push({ start: at, end: at + quote.length, distance: 0 })
  const fits = equal.length > 0 ? equal : likelyFits(quote, ground)
  return distinct(fits.map((fit) => judged(anchor, quote, fit, ground, equal.length)))
}

/** A quote of marks alone (`…`, `* * *`) has no letters: only the very same marks will do, and their surroundings decide. */
function exactPlaces({ exact, prefix, suffix }: Anchor, { text }: Ground): readonly Candidate[] {
  const found: Candidate[] = []
  for (let at = text.indexOf(exact); at >= 0 && found.length < mostOccurrences; at = text.indexOf(exact, at + 1)) {
    const end = at + exact.length
    const before = alikeEnd(prefix, text.slice(Math.max(0, at - prefix.length), at))
    const after = alikeStart(suffix, text.slice(end, end + suffix.length))
    found.push({ start: at, end, confidence: (before + after) / 2 })
  }
  return distinct(found)
}

function judged(
  anchor: Anchor,
  quote: string,
  fit: { readonly start: number; readonly end: number; readonly distance: number },
  { text, loose }: Ground,
  equals: number,
): Candidate {
  const start = loose.starts[fit.start] ?? 0
  const end = loose.ends[fit.end - 1] ?? start
  const prefix = loosen(anchor.prefix).text
  const suffix = loosen(anchor.suffix).text
  const before = alikeEnd(prefix, loose.text.slice(Math.max(0, fit.start - contextLength), fit.start))
  const after = alikeStart(suffix, loose.text.slice(fit.end, fit.end + contextLength))
  const likeness = 1 - fit.distance / quote.length
  const sum = weights.quote * likeness + weights.before * before + weights.after * after
  return { ...widened(anchor.exact, text, start, end), confidence: weighed() }

  function weighed(): number {
    const unsure = Math.min(sum, sure - margin)
    const isAround = before >= alikeContext && after >= alikeContext
    if (quote.length < leastTelling && (before < 1 || after < 1)) return unsure
    if (quote.length < telling && isCutOut(anchor, text, start, end)) return unsure
    if ((!isAround || equals === 1) && isVacated(prefix, suffix, quote.length, fit.start, loose.text)) return unsure
    const isOnly = fit.distance === 0 && equals === 1
    if (isOnly && (quote.length >= telling || before >= alikeContext || after >= alikeContext))
      return Math.max(sum, sure + margin)
    // A few letters that are not quite the passage's are no passage.
    return fit.distance > 0 && quote.length < telling && !isAround ? unsure : sum
  }
}

/** Whether a place begins or ends within a word where the passage did not: `us` in `surplus` is not `U.S.`. */
function isCutOut({ exact, prefix, suffix }: Anchor, text: string, start: number, end: number): boolean {
  const joined = (left: string, right: string): boolean => inWord.test(left) && inWord.test(right)
  return (
    (joined(text.charAt(start - 1), text.charAt(start)) && !joined(prefix.slice(-1), exact.charAt(0))) ||
    (joined(text.charAt(end - 1), text.charAt(end)) && !joined(exact.slice(-1), suffix.charAt(0)))
  )
}

const inWord = /[\p{L}\p{N}]/u

/**
 * Whether what stood around the passage still stands together, and not around this place: then the passage was taken out or
 * written anew there, and what is like it elsewhere is something else.
 */
function isVacated(prefix: string, suffix: string, length: number, place: number, text: string): boolean {
  const left = prefix.slice(-edgeLength)
  const right = suffix.slice(0, edgeLength)
  if (left.length < edgeLength || right.length < edgeLength) return false
  const reach = 2 * length + 2 * edgeLength
  let seen = 0
  for (let at = text.indexOf(left); at >= 0 && seen < mostOccurrences; at = text.indexOf(left, at + 1), seen++) {
    const from = at + left.length
    const gap = text.slice(from, from + reach + right.length).indexOf(right)
    if (gap >= 0 && (place < from || place >= from + gap)) return true
  }
  return false
}

/**
 * The marks around the first and last letter belong to the passage where there were some: a quotation mark, a full stop. They
 * may be other ones now, and white space at an end belongs to it only if it did.
 */
function widened(exact: string, text: string, start: number, end: number): { start: number; end: number } {
  const lead = /^[^\p{L}\p{N}]*/u.exec(exact)?.[0].length ?? 0
  const tail = /[^\p{L}\p{N}]*$/u.exec(exact)?.[0].length ?? 0
  let from = start
  while (start - from < lead && from > 0 && isMark(text[from - 1] ?? '')) from -= 1
  let to = end
  while (to - end < tail && to < text.length && isMark(text[to] ?? '')) to += 1
  if (!/^\s/.test(exact)) while (from < start && /\s/.test(text[from] ?? '')) from += 1
  if (!/\s$/.test(exact)) while (to > end && /\s/.test(text[to - 1] ?? '')) to -= 1
  return { start: from, end: to }
}

const isMark = (character: string): boolean => !/[\p{L}\p{N}\p{Cs}]/u.test(character)

/** Places where something like the quote stands, found by the short runs of letters that it shares with the text. */
function likelyFits(quote: string, { loose }: Ground): { start: number; end: number; distance: number }[] {
  const pattern = quote.length <= longestCompared ? quote : null
  if (pattern === null) return longFits(quote, loose.text)
  const slack = Math.ceil(pattern.length * mostDifferent)
  return likelyWindows(pattern, loose.text).flatMap((origin) => {
    const from = Math.max(0, origin - slack)
    const to = Math.min(loose.text.length, origin + pattern.length + slack)
    const fit = bestFit(pattern, loose.text, from, to, slack)
    return fit === null || fit.end <= fit.start ? [] : [fit]
  })
}

/** A long quote is where both of its ends are, in their order and about as far apart. */
function longFits(quote: string, text: string): { start: number; end: number; distance: number }[] {
  const half = longestCompared / 2
  const ends = [quote.slice(0, half), quote.slice(-half)].map((part) => {
    const slack = Math.ceil(part.length * mostDifferent)
    return likelyWindows(part, text).flatMap((origin) => {
      const to = Math.min(text.length, origin + part.length + slack)
      const fit = bestFit(part, text, Math.max(0, origin - slack), to, slack)
      return fit === null ? [] : [fit]
    })
  })
  const [firsts = [], lasts = []] = ends
  return firsts.flatMap((first) =>
    lasts.flatMap((last) => {
      const length = last.end - first.start
      if (length < quote.length * (1 - mostDifferent) || length > quote.length * (1 + mostDifferent)) return []
      const shared = ((first.distance + last.distance) * quote.length) / longestCompared
      return [
        { start: first.start, end: last.end, distance: Math.round(Math.max(shared, Math.abs(length - quote.length))) },
      ]
    }),
  )
}

/** Where the pattern would begin, by how many of its seeds say so; the most agreed upon first. */
function likelyWindows(pattern: string, text: string): readonly number[] {
  const seeds = new Map<string, number[]>()
  for (let at = 0; at + seedLength <= pattern.length; at++) {
    const seed = pattern.slice(at, at + seedLength)
    const places = seeds.get(seed)
    if (places === undefined) seeds.set(seed, [at])
    else if (places.length < 4) places.push(at)
  }
  const width = Math.max(8, Math.ceil(pattern.length / 4))
  const votes = new Map<number, number>()
  for (let at = 0; at + seedLength <= text.length; at++) {
    for (const place of seeds.get(text.slice(at, at + seedLength)) ?? []) {
      const bucket = Math.floor((at - place) / width)
      votes.set(bucket, (votes.get(bucket) ?? 0) + 1)
    }
  }
  return [...votes]
    .sort(([a, votesA], [b, votesB]) => votesB - votesA || a - b)
    .slice(0, mostWindows)
    .map(([bucket]) => bucket * width + Math.floor(width / 2))
}

/** The likeliest first; of places that overlap, only the likeliest. */
function distinct(candidates: readonly Candidate[]): readonly Candidate[] {
  const chosen: Candidate[] = []
  for (const one of candidates.toSorted((a, b) => b.confidence - a.confidence || a.start - b.start))
    if (!chosen.some((other) => one.start < other.end && other.start < one.end)) chosen.push(one)
  return chosen
}

/** How much two texts share, 0 to 1, read from their beginnings (differences allowed); 1 where the first is empty. */
function alikeStart(wanted: string, found: string): number {
  if (wanted === '') return 1
  let run = 0
  while (run < wanted.length && wanted[run] === found[run]) run += 1
  if (run === wanted.length || run >= nearRun) return 1
  const fit = bestFit(wanted, found, 0, Math.min(found.length, wanted.length + 8), wanted.length)
  const edited = fit === null ? 0 : 1 - (fit.distance + fit.start / 2) / wanted.length
  return Math.max(0, edited, run / nearRun)
}

/** The same, read from their ends. */
const alikeEnd = (wanted: string, found: string): number => alikeStart(reversed(wanted), reversed(found))

const reversed = (text: string): string => text.split('').reverse().join('')
