/** Seeded queries: words drawn from the articles by frequency, so that common ones come often. */
import lunr from 'lunr'
import type { SearchableArticle } from '#core/search/types'
import { randomFrom } from '../../tests/support/generator'
import type { Ask, AskKind } from './engine'

const isWord = /^[a-z]{2,}$/
/** Left out, since not every engine has them: lunr's list. */
const isStopWord = (word: string): boolean => lunr.stopWordFilter(new lunr.Token(word, {})) === undefined

/** Draws from articles with a seed: the same queries for every engine and on every machine. */
export class Asker {
  readonly #random: () => number
  readonly #articles: readonly SearchableArticle[]

  constructor(articles: readonly SearchableArticle[], seed: number) {
    this.#random = randomFrom(seed)
    this.#articles = articles
  }

  /** One to three words, each from an article of its own. */
  words(count: number): Ask[] {
    return this.#make(count, () => ({
      kind: 'words',
      words: Array.from({ length: 1 + Math.floor(this.#random() * 3) }, () => this.#word()),
    }))
  }

  /** Words, words of one article, phrases, prefixes and misspelt words, in turn. */
  mixed(count: number): Ask[] {
    const kinds: readonly (() => Ask)[] = [
      () => ({ kind: 'words', words: [this.#word(), this.#word()] }),
      () => ({ kind: 'words', words: this.#pair() }),
      () => ({ kind: 'phrase', words: this.#pair() }),
      () => ({ kind: 'prefix', words: [this.#word().slice(0, 4)] }),
      () => ({ kind: 'prefix', words: [this.#word(), this.#word().slice(0, 3)] }),
      () => ({ kind: 'fuzzy', words: [this.#misspelt()] }),
    ]
    return Array.from({ length: count }, (_, i) => kinds[i % kinds.length]?.() ?? { kind: 'words', words: [] })
  }

  /** Two words that stand side by side somewhere, in some form. */
  pairs(count: number, kind: AskKind): Ask[] {
    return this.#make(count, () => ({ kind, words: this.#pair() }))
  }

  /** The words of the titles of some articles, with the articles' keys. */
  titles(count: number): { readonly key: string; readonly ask: Ask }[] {
    return this.#make(count, () => {
      const { key, title } = this.#article()
      return { key, ask: { kind: 'words', words: wordsOf(title) } }
    })
  }

  #make<T>(count: number, make: () => T): T[] {
    return Array.from({ length: count }, make)
  }

  #article(): SearchableArticle {
    const article = this.#articles[Math.floor(this.#random() * this.#articles.length)]
    if (article === undefined) throw new RangeError('There are no articles to draw from.')
    return article
  }

  /** The words of a random article from a random place on: longer articles do not count more, as their share of all words would. */
  #run(): readonly string[] {
    for (;;) {
      const words = this.#article().body.toLowerCase().split(/\s+/)
      const from = Math.floor(this.#random() * words.length)
      if (words.length > 1) return words.slice(from, from + 40)
    }
  }

  #word(): string {
    for (;;) {
      const word = this.#run().find((each) => isWord.test(each) && !isStopWord(each))
      if (word !== undefined) return word
    }
  }

  #pair(): readonly string[] {
    for (;;) {
      const run = this.#run()
      const at = run.findIndex((word, i) =>
        [word, run[i + 1] ?? ''].every((each) => isWord.test(each) && !isStopWord(each)),
      )
      if (at >= 0) return run.slice(at, at + 2)
    }
  }

  /** A word with one letter in it exchanged. */
  #misspelt(): string {
    for (;;) {
      const word = this.#word()
      if (word.length < 5) continue
      const at = 1 + Math.floor(this.#random() * (word.length - 1))
      return `${word.slice(0, at)}${word[at] === 'x' ? 'q' : 'x'}${word.slice(at + 1)}`
    }
  }
}

/** The words of a text as they are asked for in every engine. */
export const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
