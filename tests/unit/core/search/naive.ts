/** What a query finds, the slow and plain way: every token of every article is looked at for every leaf. */
import lunr from 'lunr'
import { type ArticleFacts, meetsFact } from '#core/search/facts'
import type { QueryNode, QueryWord, TextLeaf } from '#core/search/query'
import { tokenise } from '#core/search/tokens'
import { searchFields } from '#core/search/types'
import type { Pieces } from './corpus'

interface Token {
  readonly term: string
  readonly surface: string
  readonly position: number
}

/** An article as it is looked through: its tokens by field number. */
export interface NaiveArticle {
  readonly tokens: readonly (readonly Token[])[]
  readonly facts: ArticleFacts
  /** Title and body, for patterns. */
  readonly text: string
}

/** Wide enough that no phrase and no NEAR of a test crosses it. */
const gap = 1000

export function naiveArticle(pieces: Pieces, facts: ArticleFacts): NaiveArticle {
  const tokens = searchFields.map((field) => {
    const found: Token[] = []
    pieces[field].forEach((piece, number) => {
      tokenise(piece, ['en'], ({ term, surface }, _start, _end, _part, position) => {
        found.push({ term, surface, position: number * gap + position })
      })
    })
    return found
  })
  return { tokens, facts, text: [...pieces.title, ...pieces.body].join('\n') }
}

/** Answers for a corpus; wildcards and fuzzy words are expanded over all of it. */
export class NaiveSearch {
  readonly #tokens: readonly Token[]
  readonly #terms = new Map<string, ReadonlySet<string>>()

  constructor(articles: Iterable<NaiveArticle>) {
    this.#tokens = [...articles].flatMap((article) => article.tokens.flat())
  }

  /** `patterns`: whether regular expressions are looked for; else they are taken for met where that finds more. */
  meets(node: QueryNode, article: NaiveArticle, patterns: boolean): boolean {
    return isNeutral(node) || this.#meets(node, article, patterns, false)
  }

  #meets(node: QueryNode, article: NaiveArticle, patterns: boolean, negated: boolean): boolean {
    const each = (inner: QueryNode): boolean => this.#meets(inner, article, patterns, negated)
    switch (node.kind) {
      case 'all':
        return node.nodes.filter((inner) => !isNeutral(inner)).every(each)
      case 'any':
        return node.nodes.filter((inner) => !isNeutral(inner)).some(each)
      case 'not':
        return !this.#meets(node.node, article, patterns, !negated)
      case 'fact':
        return meetsFact(node.fact, article.facts)
      case 'pattern':
        return patterns ? new RegExp(node.source, node.flags).test(article.text) : !negated
      case 'text':
        return this.meetsLeaf(node, article, fieldsOf(node))
    }
  }

  meetsLeaf(leaf: TextLeaf, article: NaiveArticle, fields: readonly number[]): boolean {
    const words = leaf.words.filter((word) => !word.optional)
    const places = (word: QueryWord, field: number): number[] => this.placesOf(word, article, field)
    if (words.length > 1 && leaf.adjacent) {
      return fields.some((field) => {
        const [first] = words
        if (first === undefined) return false
        return places(first, field).some((at) =>
          words.every((word) => places(word, field).includes(at - first.position + word.position)),
        )
      })
    }
    if (words.length > 1 && leaf.form === 'near') {
      return fields.some((field) =>
        words.some((first) =>
          places(first, field).some((from) =>
            words.every((word) => {
              const times = words.filter((other) => isSame(word, other)).length
              return places(word, field).filter((at) => at >= from && at <= from + leaf.within).length >= times
            }),
          ),
        ),
      )
    }
    return words.every((word) => fields.some((field) => places(word, field).length > 0))
  }

  placesOf(word: QueryWord, article: NaiveArticle, field: number): number[] {
    const terms = this.termsOf(word)
    return (article.tokens[field] ?? []).filter(({ term }) => terms.has(term)).map(({ position }) => position)
  }

  /** What a word stands for: terms that meet it, and those of written forms that do. */
  termsOf(word: QueryWord): ReadonlySet<string> {
    if (word.match === 'exact') return new Set(word.terms)
    const name = `${word.match} ${word.distance} ${word.surface}`
    const known = this.#terms.get(name)
    if (known !== undefined) return known
    const surfaces = new Map(this.#tokens.flatMap(({ term, surface }) => [[`${term} ${surface}`, [term, surface]]]))
    const like = [...surfaces.values()].filter((forms) => forms.some((form) => isLike(word, form)))
    const terms = new Set(like.map(([term = '']) => term))
    this.#terms.set(name, terms)
    return terms
  }
}

export const fieldsOf = ({ field }: TextLeaf): readonly number[] =>
  field === null ? searchFields.map((_, number) => number) : [searchFields.indexOf(field)]

const isSame = (one: QueryWord, two: QueryWord): boolean =>
  one.match === two.match &&
  one.distance === two.distance &&
  (one.match === 'exact' ? one.terms.join(' ') === two.terms.join(' ') : one.surface === two.surface)

function isLike({ match, surface, distance }: QueryWord, text: string): boolean {
  if (match === 'prefix') return text.startsWith(surface)
  if (match === 'fuzzy') return lunrFinds([text], surface, distance).length > 0
  const pattern = surface.replace(/[\\^$.*+?()[\]{}|]/gu, (found) =>
    found === '*' ? '.*' : found === '?' ? '.' : `\\${found}`,
  )
  return new RegExp(`^${pattern}$`, 'su').test(text)
}

/** What lunr has and its types leave out. */
interface TokenSets {
  fromArray(words: readonly string[]): { intersect(other: unknown): { toArray(): string[] } }
  fromFuzzyString(word: string, distance: number): unknown
}

/** Those of some words that lunr takes for near another. */
export function lunrFinds(words: readonly string[], word: string, distance: number): string[] {
  const sets = lunr.TokenSet as unknown as TokenSets
  // One by one: lunr's automaton for many words takes some for others (lunr.js#503).
  const pattern = sets.fromFuzzyString(word, distance)
  return words.filter((each) => sets.fromArray([each]).intersect(pattern).toArray().length > 0)
}

function isNeutral(node: QueryNode): boolean {
  switch (node.kind) {
    case 'text':
      return node.words.every((word) => word.optional)
    case 'all':
    case 'any':
      return node.nodes.every(isNeutral)
    case 'not':
      return isNeutral(node.node)
    default:
      return false
  }
}
