/** A seeded corpus of invented articles with annotations. */
import type { SearchableAnnotation, SearchableArticle, searchFields } from '#core/search/types'

/** A small seeded generator of numbers in [0, 1) (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const syllables = ['ka', 'ro', 'mi', 'tu', 'ne', 'lo', 'vi', 'sa', 'zu', 'po', 'di', 'go']
/** Words that the stemmer leaves alone, so that lunr's wildcards, which know only terms, meet what ours do. */
export const inventedWords = syllables.flatMap((first) =>
  syllables.flatMap((second) => ['ka', 'mi', 'lo', 'zu'].map((third) => `${first}${second}${third}`)),
)
export const englishWords = [
  ...['government', 'governments', 'governing', 'prices', 'priced', 'price', 'barrels', 'exporting', 'exports'],
  ...['economies', 'economy', 'elections', "Israel's", 'Israel', 'shipping', 'shipped', 'letters', 'the', 'of', 'and'],
]
export const typedWords = ['C++', 'AT&T', 'U.S.', '20,000', '2024-01-04', '1.5', 'WHO', 'café', '全文検索']

/** Common words are drawn often, rare ones seldom. */
export const pick = <T>(random: () => number, words: readonly T[]): T =>
  words[Math.floor(random() ** 2 * words.length)] as T

function sentence(random: () => number, length: number): string {
  const words = Array.from({ length }, () => {
    const kind = random()
    return pick(random, kind < 0.6 ? inventedWords : kind < 0.95 ? englishWords : typedWords)
  })
  return words.join(' ')
}

export function inventedArticle(random: () => number, key: string): SearchableArticle {
  return {
    key,
    title: sentence(random, 3 + Math.floor(random() * 6)),
    body: sentence(random, 10 + Math.floor(random() * 120)),
    author: random() < 0.3 ? sentence(random, 2) : null,
    source: random() < 0.5 ? pick(random, inventedWords) : null,
    keywords: random() < 0.3 ? [sentence(random, 2), pick(random, inventedWords)] : [],
    language: 'en',
  }
}

export function inventedAnnotation(random: () => number, key: string): SearchableAnnotation {
  return {
    key,
    tags:
      random() < 0.5
        ? [pick(random, inventedWords), `${pick(random, englishWords)}/${pick(random, inventedWords)}`]
        : [],
    note: random() < 0.7 ? sentence(random, 1 + Math.floor(random() * 20)) : '',
    highlights: random() < 0.5 ? [sentence(random, 5), sentence(random, 8)] : [],
    corrected: random() < 0.4 ? inventedCorrections(random) : {},
  }
}

/** A title, an author or a source put right, the last perhaps with nothing that is a word. */
const inventedCorrections = (random: () => number): NonNullable<SearchableAnnotation['corrected']> => ({
  ...(random() < 0.7 && { title: sentence(random, 4) }),
  ...(random() < 0.3 && { author: sentence(random, 2) }),
  ...(random() < 0.3 && { source: random() < 0.5 ? '???' : sentence(random, 1) }),
})

/** What is known of an article, as text by field: pieces that no phrase crosses. */
export function piecesOf(
  article: SearchableArticle,
  annotation: SearchableAnnotation | undefined,
): Readonly<Record<(typeof searchFields)[number], readonly string[]>> {
  const { title, body, author, source, keywords = [] } = { ...article, ...annotation?.corrected }
  return {
    title: [title],
    body: [body],
    author: author === null ? [] : [author],
    source: source === null ? [] : [source],
    keyword: keywords,
    tag: annotation?.tags.map((tag) => tag.replaceAll('/', ' ')) ?? [],
    note: annotation === undefined ? [] : [annotation.note],
    highlight: annotation?.highlights ?? [],
  }
}

export type Pieces = ReturnType<typeof piecesOf>
