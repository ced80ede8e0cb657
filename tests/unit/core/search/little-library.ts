/** Small libraries for tests, of articles given by their text. */
import { AnnotationStore } from '#core/search/annotation-store'
import { freezeAnnotations, freezeArticles } from '#core/search/freeze'
import { createStore } from '#core/search/store'
import type { ArticleFacts, SearchableAnnotation, SearchableArticle, SearchSource } from '#core/search/types'

/** A body, or more of an article. */
export type GivenArticle = string | Partial<Omit<SearchableArticle, 'key'>>

export const articleOf = (key: string, given: GivenArticle): SearchableArticle => ({
  ...{ key, title: '', body: '', author: null, source: null, language: 'en' },
  ...(typeof given === 'string' ? { body: given } : given),
})

export const plainFacts: ArticleFacts = {
  ...{ path: '', date: null, added: '2024-01-01', format: 'markdown', language: 'en', tags: [] },
  ...{ keywords: [], hasNote: false, hasHighlight: false, triage: null, unread: false },
}

/** What readers wrote; each of `batches` becomes a segment of its own. */
export function annotationsOf(batches: readonly (readonly SearchableAnnotation[])[]): AnnotationStore {
  const annotations = new AnnotationStore()
  for (const batch of batches) annotations.add(batch, freezeAnnotations(batch, ['en']).bytes)
  return annotations
}

/** A library; each of `batches` becomes a segment of its own. */
export function libraryOf(
  batches: readonly Readonly<Record<string, GivenArticle>>[],
  annotations: Readonly<Record<string, Partial<Omit<SearchableAnnotation, 'key'>>>> | null = null,
  factsOf: (key: string) => Partial<ArticleFacts> = () => ({}),
): SearchSource {
  const store = createStore()
  for (const batch of batches)
    store.add(freezeArticles(Object.entries(batch).map(([key, given]) => articleOf(key, given))))
  const written = Object.entries(annotations ?? {}).map(
    ([key, given]): SearchableAnnotation => ({ ...{ key, tags: [], note: '', highlights: [] }, ...given }),
  )
  return {
    store,
    annotations: annotations === null ? null : annotationsOf([written]),
    factsOf: (key) => ({ ...plainFacts, path: key, ...factsOf(key) }),
  }
}
