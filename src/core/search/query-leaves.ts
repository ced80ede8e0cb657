/** Units with words in them to leaves, by the analysis that articles are indexed with. */
import { type AnalysedWord, analyseWords } from './analyse-words'
import { unspacedScripts } from './characters'
import { fold } from './fold'
import type { QueryWord, TextLeaf } from './query'
import { greatestWeight } from './query-forms'
import type { TextBody, UnitItem } from './query-items'
import { withoutEscapes } from './quotations'

/** What a unit's words depend on beside the unit. */
interface LeafSetting {
  readonly languages: readonly string[]
  /** The whole query is in capitals, so that they tell nothing of a word. */
  readonly shouting: boolean
  readonly weight: number
  /** `+` was typed. */
  readonly firm: boolean
  /** Articles with it are not wanted. */
  readonly negated: boolean
}

/** What a query may still ask for. */
export interface Allowance {
  /** Takes so many words, or as many as there are left. */
  takeWords(count: number): number
  /** Whether one more word may stand for many. */
  takeExpanding(): boolean
}

/** Letters a fuzzy word must have, in UTF-16 code units. */
const shortestFuzzy = 3

/** The leaves of a unit: none where no word is in it; several where letters without spaces stand beside other words. */
export function leavesOf(unit: UnitItem, body: TextBody, setting: LeafSetting, allowance: Allowance): TextLeaf[] {
  const asked = body.form === 'wildcard' ? [] : analyseWords(body.text, setting.languages)
  const allowed = allowance.takeWords(body.form === 'wildcard' ? 1 : asked.length)
  if (allowed === 0) return []
  const leaf = leafMaker(unit, body, setting)
  if (body.form === 'wildcard') return [leaf([wildcardWord(body.text)], false, null)]
  const found = asked.slice(0, allowed)
  switch (body.form) {
    case 'phrase':
      return [
        leaf(
          wordsOf(found, (word) => [firmWord(word, allowance)]),
          found.length > 1,
          null,
        ),
      ]
    case 'near':
      return [
        leaf(
          wordsOf(found, (word) => [firmWord(word, allowance)]),
          false,
          null,
        ),
      ]
    case 'prefix':
      return [
        leaf(
          wordsOf(found, (word) => [word === asked.at(-1) ? prefixWord(word) : exactWord(word)]),
          false,
          null,
        ),
      ]
    case 'fuzzy':
      return [
        leaf(
          wordsOf(found, (word) => [fuzzyWord(word, body.distance)]),
          false,
          null,
        ),
      ]
    case 'word': {
      const runs = runsOf(found)
      return runs.map((run) => {
        const adjacent = run.some((word, index) => index > 0 && word.joined)
        const firm = adjacent || setting.firm || setting.negated || body.field !== null
        const capitals = !adjacent && !setting.shouting && !setting.negated && !isOperator(body.text)
        const words = wordsOf(run, (word) => plainWords(word, firm, capitals, allowance))
        return leaf(words, adjacent, runs.length > 1 ? run : null)
      })
    }
  }
}

/** Operators that stand where they are words are in capitals for being typed as operators. */
const isOperator = (text: string): boolean => text === 'OR' || text === 'AND' || text === 'NOT'

/** `run`: the words of the unit that the leaf is made of; null: all. */
function leafMaker(unit: UnitItem, body: TextBody, setting: LeafSetting) {
  return (words: readonly QueryWord[], adjacent: boolean, run: readonly AnalysedWord[] | null): TextLeaf => {
    const [from, to] = [run?.[0]?.start ?? 0, run?.at(-1)?.end ?? body.text.length]
    return {
      ...{ kind: 'text', form: body.form, field: body.field, words, adjacent, within: body.within, firm: setting.firm },
      written: withoutEscapes(body.text.slice(from, to)).trim(),
      span: run === null ? [unit.start, unit.end] : [body.at + from, body.at + to],
      weight: Math.min(body.weight * setting.weight, greatestWeight),
    }
  }
}

/** Letters without spaces between words belong together; other words are one leaf, as they were typed as one. */
function runsOf(words: readonly AnalysedWord[]): AnalysedWord[][] {
  const runs: AnalysedWord[][] = []
  let joinedRun = false
  words.forEach((word, index) => {
    const begins = words[index + 1]?.joined === true && !word.joined
    const run = runs.at(-1)
    if (run === undefined || begins || joinedRun !== word.joined) runs.push([word])
    else run.push(word)
    joinedRun = begins || word.joined
  })
  return runs
}

function wordsOf(
  words: readonly AnalysedWord[],
  toWords: (word: AnalysedWord) => readonly Omit<QueryWord, 'position'>[],
): QueryWord[] {
  const first = words[0]?.position ?? 0
  return words.flatMap((word) => toWords(word).map((made) => ({ ...made, position: word.position - first })))
}

type MadeWord = Omit<QueryWord, 'position'>

function exactWord({ surface, terms, stop }: AnalysedWord): MadeWord {
  return { surface, match: 'exact', terms, distance: 0, optional: false, stop }
}

const expandingWord = (surface: string, match: 'prefix' | 'wildcard' | 'fuzzy', distance = 0): MadeWord => {
  return { surface, match, terms: [], distance, optional: false, stop: false }
}

const prefixWord = ({ surface }: AnalysedWord): MadeWord => expandingWord(surface, 'prefix')

const wildcardWord = (text: string): QueryWord => {
  return { ...expandingWord(fold(text).replace(/\s+/gu, ''), 'wildcard'), position: 0 }
}

const fuzzyWord = (word: AnalysedWord, distance: number): MadeWord =>
  word.surface.length >= shortestFuzzy ? expandingWord(word.surface, 'fuzzy', distance) : exactWord(word)

/** Letters without spaces are indexed as pairs: a single one is the beginning of some. */
function firmWord(word: AnalysedWord, allowance: Allowance): MadeWord {
  const single = [...word.surface].length === 1 && unspacedScripts.test(word.surface)
  return single && allowance.takeExpanding() ? prefixWord(word) : exactWord(word)
}

/** `firm`: a stop word has to be there too. */
function plainWords(word: AnalysedWord, firm: boolean, capitals: boolean, allowance: Allowance): readonly MadeWord[] {
  const made = firmWord(word, allowance)
  if (!word.stop || made.match !== 'exact') return [made]
  if (!capitals || word.capitals === null) return [{ ...made, optional: !firm }]
  // "WHO" is more than "who": it has to be there, and as written it counts more.
  const asWritten = { ...made, surface: word.capitals, terms: [word.capitals], optional: true, stop: false }
  return [made, asWritten]
}
