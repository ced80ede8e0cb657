/** Questions to a host, as a page asks them. */
import { createHash } from 'node:crypto'
import type { StateWish } from '#library/states/state-edits'
import type { ArticleQuery } from '#shared/article-query'
import type { ArticlePage, Facets, Request, Response, SavedSearch } from '#shared/contract'
import type { TestHost } from '../../../support/library-builder'

/** Everything, the best first. */
export const everything: ArticleQuery = {
  ...{ text: '', scope: null, folder: null, tags: [], sort: 'relevance', refine: true },
}

/** What a test asks of a host. */
export interface Questions {
  query(text: string, more?: Partial<ArticleQuery>, asker?: string): Promise<ArticlePage>
  /** The paths that are found, in order. */
  paths(text: string, more?: Partial<ArticleQuery>): Promise<string[]>
  facets(text: string, more?: Partial<ArticleQuery>): Promise<Facets>
  idOf(path: string): Promise<string>
  tag(path: string, tag: string): Promise<unknown>
  note(path: string, note: string): Promise<unknown>
  state(paths: readonly string[], wish: StateWish): Promise<unknown>
  hits(path: string, text: string): Promise<Response<'articles.hits'>>
  passages(path: string, text: string, limit?: number): Promise<Response<'articles.passages'>>
  save(search: Omit<Request<'searches.save'>, 'library'>): Promise<SavedSearch>
}

/** Asks the host that the test has now. */
export function questionsTo(test: () => TestHost): Questions {
  const handlers = () => test().host.handlers
  const query: Questions['query'] = (text, more = {}, asker) =>
    handlers()['articles.query']({ query: { ...everything, text, ...more }, offset: 0, limit: 100, asker })
  const idOf = async (path: string): Promise<string> => {
    for (const library of test().host.libraries()) {
      const id = library.articleAt(path)
      if (id !== null) return id
    }
    throw new Error(`There is no ${path}.`)
  }
  return {
    query,
    idOf,
    paths: async (text, more) => (await query(text, more)).rows.map(({ path }) => path),
    facets: (text, more) => handlers()['articles.facets']({ query: { ...everything, text, ...more } }),
    tag: async (path, tag) =>
      handlers()['tags.add']({ selection: { kind: 'articles', articles: [await idOf(path)] }, tag }),
    state: async (paths, wish) =>
      handlers()['states.set']({
        selection: { kind: 'articles', articles: await Promise.all(paths.map(idOf)) },
        ...wish,
      }),
    note: async (path, note) => handlers()['notes.set']({ article: await idOf(path), note }),
    hits: async (path, text) => handlers()['articles.hits']({ article: await idOf(path), text }),
    passages: async (path, text, limit = 10) =>
      handlers()['articles.passages']({ article: await idOf(path), text, limit }),
    save: (search) => {
      const [library] = test().host.libraries()
      return handlers()['searches.save']({ library: library?.id ?? '', ...search })
    },
  }
}

/** A record of `articles/` with a highlight, as a later Lectern writes it. */
export function highlightRecord(path: string, content: string, highlight: { quote: string; note?: string }): string {
  const revision = { counter: 1, replica: 'fixture' }
  const { quote, note } = highlight
  return JSON.stringify({
    schemaVersion: 1,
    id: createHash('sha256').update(path).digest('hex').slice(0, 24),
    article: { path, hash: createHash('sha256').update(content).digest('hex'), title: path, revision },
    tags: {},
    note: { versions: [], seen: {} },
    highlights: {
      one: {
        revision,
        target: { selector: [{ type: 'TextQuoteSelector', exact: quote }] },
        ...(note !== undefined && { body: [{ type: 'TextualBody', purpose: 'commenting', value: note }] }),
      },
    },
  })
}
