/**
 * Finds a passage again in a text that may have been edited: where it stood, else where its words stand, else where something
 * like it stands, and how sure that is. It never guesses: what is not sure is left to the reader, with the places it could be.
 */
import { assertNever } from '#shared/result'
import type { Fit } from './align'
import { type Anchor, contextLength, type Standing, standingOf } from './anchor'
import { likelyFits } from './fits'
import { alikeEnd, alikeStart } from './likeness'
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
/** The same of a quote that stood in its text once, and stands in this one once. */
const tellingAlone = 16
/** Context on one side that is at least this much alike speaks for a place. */
const alikeContext = 0.8
/** Letters of context on one side without which it proves nothing. */
const leastContext = 12
/** A quote of fewer letters is found by what stands around it, or not at all. */
const leastTelling = 8
/** Letters on either side by which the place is known that a passage was taken from. */
const edgeLength = 12
/** Equal passages looked at, at most. */
const mostOccurrences = 200
/** Candidates shown to the reader, at most. */
const mostShown = 5

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

/** The same words between the same words are the same passage; a long one that stands alone needs only one of its neighbours. */
function isSamePlace(anchor: Anchor, quote: string, { text }: Ground): boolean {
  const { prefix, suffix, start, end } = anchor
  const before = text.slice(Math.max(0, start - prefix.length), start) === prefix
  const after = text.slice(end, end + suffix.length) === suffix
  return quote.length >= telling && standingOf(anchor) === 'alone' ? before || after : before && after
}

/** Every place where the passage's letters stand, else where most of them do; the likeliest first, none overlapping a likelier one. */
function loosePlaces(anchor: Anchor, quote: string, ground: Ground): readonly Candidate[] {
  const { text, loose } = ground
  const equal: Fit[] = []
  for (
    let at = loose.text.indexOf(quote);
    at >= 0 && equal.length < mostOccurrences;
    at = loose.text.indexOf(quote, at + 1)
  ) {
    const fit = { start: at, end: at + quote.length, distance: 0 }
    if (!isCutOut(anchor, quote, fit, ground)) equal.push(fit)
  }
  const prefix = loosen(anchor.prefix).text
  const suffix = loosen(anchor.suffix).text
  const stood = standingOf(anchor)
  const wanted = {
    anchor,
    quote,
    prefix,
    suffix,
    stands: stood === 'alone' && equal.length > 1 ? 'among others' : stood,
  } as const
  const fits = equal.length > 0 ? equal : likelyFits(quote, loose.text)
  const sights = fits.map((fit) => look(wanted, fit, loose))
  return distinct(
    sights.map((sight) => {
      const { start, end } = sight.fit
      const from = loose.starts[start] ?? 0
      const to = loose.ends[end - 1] ?? from
      const confidence = confidenceOf(wanted, sight, sights, ground)
      return { ...widened(anchor.exact, text, from, to), confidence }
    }),
  )
}

/** A quote of marks alone (`…`, `* * *`) has no letters: only the very same marks will do, between the very same neighbours. */
function exactPlaces({ exact, prefix, suffix }: Anchor, { text }: Ground): readonly Candidate[] {
  const found: Candidate[] = []
  for (let at = text.indexOf(exact); at >= 0 && found.length < mostOccurrences; at = text.indexOf(exact, at + 1)) {
    const end = at + exact.length
    const before = alikeEnd(prefix, text.slice(Math.max(0, at - prefix.length), at))
    const after = alikeStart(suffix, text.slice(end, end + suffix.length))
    const isBetween = before === 1 && after === 1
    found.push({ start: at, end, confidence: isBetween ? 1 : Math.min((before + after) / 2, sure - margin) })
  }
  return distinct(found)
}

/** A passage that is looked for, loosened. */
interface Wanted {
  readonly anchor: Anchor
  readonly quote: string
  readonly prefix: string
  readonly suffix: string
  /** How it stood in its text, and stands in this one. */
  readonly stands: Standing
}

/** A place that is looked at: how much what stands beside it is what stood beside the passage, and all taken together. */
interface Sight {
  readonly fit: Fit
  readonly before: number
  readonly after: number
  readonly sum: number
}

function look({ quote, prefix, suffix }: Wanted, fit: Fit, { text }: LooseText): Sight {
  const [left, right] = [prefix.slice(-contextLength), suffix.slice(0, contextLength)]
  const before = alikeEnd(left, text.slice(Math.max(0, fit.start - contextLength), fit.start))
  const after = alikeStart(right, text.slice(fit.end, fit.end + contextLength))
  const likeness = 1 - fit.distance / quote.length
  return { fit, before, after, sum: weights.quote * likeness + weights.before * before + weights.after * after }
}

function confidenceOf(wanted: Wanted, sight: Sight, sights: readonly Sight[], ground: Ground): number {
  const isRivalled = sights.some((other) => other !== sight && Math.max(other.before, other.after) >= alikeContext)
  if (!isConvincing(wanted, sight, isRivalled, ground)) return Math.min(sight.sum, sure - margin)
  // What stood alone and stands alone is the same passage, however its surroundings changed.
  return wanted.stands === 'alone' && sight.fit.distance === 0 ? Math.max(sight.sum, sure + margin) : sight.sum
}

/** Whether nothing speaks against a place. */
function isConvincing(wanted: Wanted, { fit, before, after }: Sight, isRivalled: boolean, ground: Ground): boolean {
  const { anchor, quote, prefix, suffix, stands } = wanted
  const { text } = ground.loose
  const isAround = before >= alikeContext && after >= alikeContext
  if (fit.distance > 0) {
    if (stands !== 'alone' || quote.length < leastTelling || isCutOut(anchor, quote, fit, ground)) return false
    // A number that differs is another fact.
    if (numbersOf(quote) !== numbersOf(text.slice(fit.start, fit.end))) return false
    // A few letters that are not quite the passage's are no passage.
    return isAround || (quote.length >= telling && !isVacated(wanted, fit.start, text))
  }
  switch (stands) {
    case 'alone': {
      if (quote.length >= tellingAlone) return true
      const least = quote.length < leastTelling ? 1 : alikeContext
      const isBeside =
        (before >= least && prefix.length >= leastContext) || (after >= least && suffix.length >= leastContext)
      return isBeside && !isVacated(wanted, fit.start, text)
    }
    case 'among others':
      return before === 1 && after === 1 && hasContext(wanted, fit, text)
    case 'twin':
      return !isRivalled && text.startsWith(suffix, fit.end) && text.slice(0, fit.start).endsWith(prefix)
    default:
      return assertNever(stands)
  }
}

/** Whether there are letters on both sides that can prove something, or the text begins or ends there as it did. */
function hasContext({ prefix, suffix }: Wanted, { start, end }: Fit, text: string): boolean {
  return (
    (prefix.length >= leastContext || start === prefix.length) &&
    (suffix.length >= leastContext || end + suffix.length === text.length)
  )
}

/** Whether a place of few letters begins or ends within a word where the passage did not: `us` in `surplus` is not `U.S.`. */
function isCutOut({ exact, prefix, suffix }: Anchor, quote: string, fit: Fit, { text, loose }: Ground): boolean {
  if (quote.length >= telling) return false
  const start = loose.starts[fit.start] ?? 0
  const end = loose.ends[fit.end - 1] ?? start
  const joined = (left: string, right: string): boolean => inWord.test(left) && inWord.test(right)
  return (
    (joined(text.charAt(start - 1), text.charAt(start)) && !joined(prefix.slice(-1), exact.charAt(0))) ||
    (joined(text.charAt(end - 1), text.charAt(end)) && !joined(exact.slice(-1), suffix.charAt(0)))
  )
}

const numbersOf = (text: string): string => text.replace(/\D+/g, ' ')

const inWord = /[\p{L}\p{N}]/u

/**
 * Whether what stood around the passage still stands together, and not around this place: then the passage was taken out or
 * written anew there, and what is like it elsewhere is something else.
 */
function isVacated({ prefix, suffix, quote }: Wanted, place: number, text: string): boolean {
  const left = prefix.slice(-edgeLength)
  const right = suffix.slice(0, edgeLength)
  if (left.length < edgeLength || right.length < edgeLength) return false
  const reach = 2 * quote.length + 2 * edgeLength
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

/** The likeliest first; of places that overlap, only the likeliest. */
function distinct(candidates: readonly Candidate[]): readonly Candidate[] {
  const chosen: Candidate[] = []
  for (const one of candidates.toSorted((a, b) => b.confidence - a.confidence || a.start - b.start))
    if (!chosen.some((other) => one.start < other.end && other.start < one.end)) chosen.push(one)
  return chosen
}
