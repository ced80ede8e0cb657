/** The forms of a word in a query: `word*`, `w?rd`, `word~2`, `word^3`. Text alone; what is no such form is a plain word. */
import { unspacedScripts } from './characters'
import { fold } from './fold'
import type { Remark, TextForm } from './query'

/** The greatest edit distance: two letters off is a misspelling, three is another word (and costs ten times as much). */
const greatestDistance = 2
/** Letters a fuzzy word must have, and one with wildcards: with fewer they meet almost every word. */
const shortestFuzzy = 3
const shortestWildcard = 2
/** A word counts at most this often in the order. */
export const greatestWeight = 100

/** How a run of characters without spaces is read. */
interface WordForm {
  readonly form: Exclude<TextForm, 'phrase' | 'near'>
  /** Without `~n` and `^n`; for a prefix also without its `*`. */
  readonly text: string
  readonly distance: number
  readonly weight: number
  /** How much of the run `^n` takes, in UTF-16 code units. */
  readonly weightLength: number
  readonly remarks: readonly Remark[]
}

const weightEnd = /\^(\d{1,9}(?:\.\d{1,9})?)$/u
const distanceEnd = /~(\d{0,9})$/u
/** One word, or some with hyphens and the like between: what `~` and `*` can speak of. */
const wordLike = /^[\p{L}\p{N}\p{M}]+(?:['’‘ʼ＇.&-][\p{L}\p{N}\p{M}]+)*$/u
const oneWord = /^[\p{L}\p{N}\p{M}]+(?:['’‘ʼ＇][\p{L}\p{N}\p{M}]+)?$/u
const withWildcards = /^[\p{L}\p{N}\p{M}*?]+$/u
const lastRun = /[\p{L}\p{N}\p{M}]+$/u
/** As much of a word's end as tells whether it is long enough, in UTF-16 code units. */
const longestEnding = 16
const runs = /[\p{L}\p{N}\p{M}]+/gu

/** Reads the form of a run of characters. `mayExpand`: whether one more word may stand for many. Linear in its length. */
export function wordForm(run: string, mayExpand: boolean): WordForm {
  const { weight, length, remarks } = readWeight(run)
  const body = run.slice(0, run.length - length)
  const found = fuzzyForm(body, mayExpand) ?? wildcardForm(body, mayExpand) ?? plain(body)
  return { ...found, weight, weightLength: length, remarks: [...found.remarks, ...remarks] }
}

/** The `^n` at the end of a run; a weight of nothing is none, and a lone `^n` is text. */
function readWeight(run: string): { weight: number; length: number; remarks: readonly Remark[] } {
  const found = weightEnd.exec(run)
  const asked = Number(found?.[1] ?? 0)
  if (found === null || found.index === 0 || asked === 0) return { weight: 1, length: 0, remarks: [] }
  return { ...limitedWeight(run, asked), length: found[0].length }
}

/** A weight as it counts, and what is to be said of it. `written`: what it belongs to. */
export function limitedWeight(written: string, asked: number): { weight: number; remarks: readonly Remark[] } {
  if (asked <= greatestWeight) return { weight: asked, remarks: [] }
  const readAs = `${written.slice(0, written.lastIndexOf('^'))}^${greatestWeight}`
  return { weight: greatestWeight, remarks: [{ kind: 'limited', written, readAs }] }
}

type Found = Pick<WordForm, 'form' | 'text' | 'distance' | 'remarks'>

const plain = (text: string, remarks: readonly Remark[] = []): Found => ({ form: 'word', text, distance: 0, remarks })

function fuzzyForm(body: string, mayExpand: boolean): Found | null {
  const found = distanceEnd.exec(body)
  if (found === null) return null
  const text = body.slice(0, found.index)
  if (!wordLike.test(text)) return null
  const asked = found[1] === '' ? 1 : Number(found[1])
  if (asked === 0) return plain(text)
  const long = text.match(runs)?.some((run) => lettersIn(run) >= shortestFuzzy) ?? false
  if (!long || !oneWord.test(text) || unspacedScripts.test(text)) return plain(text, [tooShort(body)])
  if (!mayExpand) return plain(text, [tooMany(body)])
  const distance = Math.min(asked, greatestDistance)
  const readAs = `${text}~${distance}`
  const remarks: Remark[] = asked > distance ? [{ kind: 'limited', written: body, readAs }] : []
  return { form: 'fuzzy', text, distance, remarks }
}

function wildcardForm(body: string, mayExpand: boolean): Found | null {
  const asked = withoutQuestion(body).replace(/\*{2,}/gu, '*')
  if (!asked.includes('*') && !asked.includes('?')) return null
  const stem = asked.endsWith('*') ? asked.slice(0, -1) : asked
  const prefix = stem !== asked && !/[*?]/u.test(stem)
  const ending = lastRun.exec(stem.slice(-longestEnding))?.[0] ?? ''
  if (!withWildcards.test(asked) && !(prefix && ending !== '')) return null
  const letters = lettersIn(prefix ? ending : asked.replace(/[*?]/gu, ''))
  if (letters === 0) return null
  const text = body.replace(/[*?]/gu, ' ')
  // Letters without spaces are found by any piece of them anyway.
  if (unspacedScripts.test(asked)) return plain(text)
  if (letters < shortestWildcard) return plain(text, [tooShort(body)])
  if (!mayExpand) return plain(text, [tooMany(body)])
  return { form: prefix ? 'prefix' : 'wildcard', text: prefix ? stem : asked, distance: 0, remarks: [] }
}

/** A question mark at the end of a word is one. */
function withoutQuestion(body: string): string {
  let end = body.length
  while (end > 0 && body.charAt(end - 1) === '?') end -= 1
  return body.slice(0, end)
}

const tooShort = (written: string): Remark => ({ kind: 'plain', written, why: 'short' })
const tooMany = (written: string): Remark => ({ kind: 'plain', written, why: 'many' })

/** Characters of a folded word. */
const lettersIn = (word: string): number => [...fold(word)].length
