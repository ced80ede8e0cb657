/** Judgements for a news corpus whose articles carry topics: `topics.tsv` in the corpus's folder, a line for each path with its topics. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SearchableArticle } from '#core/search/types'
import { randomFrom } from '../../tests/support/generator'
import { wordsOf } from './asks'
import type { Judged } from './quality'

/** Two ways to ask for a topic; null where the corpus has none. */
export interface TopicQuestions {
  /** A topic's name; its articles are relevant. */
  readonly names: readonly Judged[]
  /** The title of an article; the others of its rarest topic are relevant. */
  readonly titles: readonly (Judged & { readonly self: string })[]
}

/** Topics with fewer articles are chance, and those with more are found by any order. */
const fewest = 12
const most = 600
const mostForTitles = 300

/** `prefix`: what the keys of the corpus's articles begin with. */
export function topicQuestions(
  folder: string,
  prefix: string,
  articles: readonly SearchableArticle[],
): TopicQuestions | null {
  const file = join(folder, 'topics.tsv')
  if (!existsSync(file)) return null
  const byKey = new Map(articles.map((article) => [article.key, article]))
  const byTopic = new Map<string, string[]>()
  for (const line of readFileSync(file, 'utf8').split('\n').slice(1)) {
    const [path, topics] = line.split('\t')
    const key = `${prefix}${path}`
    if (!byKey.has(key)) continue
    for (const topic of topics?.split(/[\s,;]+/).filter(Boolean) ?? [])
      byTopic.set(topic, [...(byTopic.get(topic) ?? []), key])
  }
  const named = [...byTopic].filter(([, keys]) => keys.length >= fewest && keys.length <= most)
  const names = named.map(([topic, relevant]): Judged => ({ ask: { kind: 'words', words: wordsOf(topic) }, relevant }))
  const random = randomFrom(7)
  const rarestOf = new Map<string, string[]>()
  for (const [, keys] of [...named].sort(([, one], [, two]) => two.length - one.length))
    if (keys.length <= mostForTitles) for (const key of keys) rarestOf.set(key, keys)
  const candidates = [...rarestOf].sort(([one], [two]) => (one < two ? -1 : 1))
  const titles = Array.from({ length: Math.min(150, candidates.length) }, () => {
    const [self, keys] = candidates[Math.floor(random() * candidates.length)] ?? ['', []]
    const ask = { kind: 'words', words: wordsOf(byKey.get(self)?.title ?? '') } as const
    return { self, ask, relevant: keys.filter((key) => key !== self) }
  })
  return { names, titles }
}
