/** A worker thread that indexes batches of articles. */
import { parentPort } from 'node:worker_threads'
import { freezeArticles } from '#core/search/freeze'
import type { SearchableArticle } from '#core/search/types'

parentPort?.on('message', (articles: SearchableArticle[]) => {
  const segment = freezeArticles(articles)
  parentPort?.postMessage(segment, [segment.buffer as ArrayBuffer])
})
