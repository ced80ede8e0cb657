/**
 * A library that is made up in the page itself, behind the preload's own shape, so that the desk can be looked at and
 * worked on in any browser without a shell: 20,000 articles, search by the real query language, tags, notes, and a slow index.
 */
import { explainQuery, parseQuery } from '#core/search/index'
import type { ArticleQuery } from '#shared/article-query'
import {
  type Channel,
  channels,
  type EventName,
  type EventPayload,
  type HandlersOf,
  type SavedSearch,
} from '#shared/contract'
import type { Colour } from '#shared/highlight'
import type { FolderCount, LibraryInfo, TagCount } from '#shared/library'
import type { PreloadApi } from '#shared/preload-api'
import { LecternError } from '#shared/result'
import { answer } from '#shared/rpc'
import { preferencesSchema } from '#shared/settings'
import { type Made, madeUpLibrary, makeArticle, openMade } from './fake-articles'
import { fakeNotebook } from './fake-notebook'
import { completionsAt, type Found, facetsOf, findMade, marksIn, passagesOf, rowOf } from './fake-search'
import { refusal, type Trouble, troubled } from './fake-trouble'

interface FakeOptions {
  /** Articles in the library; none: the first screen. */
  readonly articles: number
  readonly shell: 'desktop' | 'browser'
  /** Starts with the index half built, and goes on. */
  readonly indexing: boolean
  /** What is wrong now; asked with each request. */
  readonly trouble: () => Trouble | null
}

/** A made-up shell in the shape that the preload gives to the page. */
export function fakeLectern({ articles, shell, indexing, trouble }: FakeOptions): PreloadApi {
  const made = Array.from({ length: articles }, (_, index) => makeArticle(index))
  const byId = new Map(made.map((article) => [article.id, article]))
  const listeners = new Map<EventName, Set<(payload: unknown) => void>>()
  const emit = <E extends EventName>(event: E, payload: EventPayload<E>): void => {
    for (const listener of listeners.get(event) ?? []) listener(payload)
  }
  let preferences = preferencesSchema.parse({
    theme: new URLSearchParams(window.location.search).get('theme') ?? undefined,
  })
  let library: LibraryInfo | null =
    articles === 0
      ? null
      : {
          id: madeUpLibrary,
          name: 'Made-up news',
          location: '~/Articles/Made-up news',
          phase: indexing ? 'indexing' : 'ready',
          articles: indexing ? Math.floor(articles / 2) : articles,
          done: Math.floor(articles / 2),
          total: articles,
          timeLeft: 9000,
          skipped: 2,
          ignored: 14,
          notebookPlace: null,
          readOnly: false,
          include: [],
          exclude: [],
          problem: null,
        }
  const need = (): LibraryInfo => {
    if (library === null) throw new LecternError('not-found', 'This library is not open.')
    return library
  }
  const change = (now: Partial<LibraryInfo>): LibraryInfo => {
    library = { ...need(), ...now }
    emit('libraries.changed', [library])
    return library
  }
  if (indexing) {
    const timer = setInterval(() => {
      const { done, total } = need()
      const next = Math.min(total ?? 0, done + 400)
      if (next === total) clearInterval(timer)
      change({
        done: next,
        articles: next,
        timeLeft: ((total ?? 0) - next) / 2,
        phase: next === total ? 'ready' : 'indexing',
      })
    }, 250)
  }
  window.addEventListener('recount', () => {
    emit('articles.changed', { library: madeUpLibrary, articles: null })
    emit('searches.changed', null)
  })
  let recent: readonly string[] = ['"grain market" after:2019', 'harbour OR orchestra']
  let saved: readonly SavedSearch[] = [
    {
      id: 's0',
      library: madeUpLibrary,
      name: 'Oil in novels',
      text: 'oil novel',
      folder: '',
      tags: [],
      total: 0,
      fresh: 2,
    },
  ]
  const countOf = ({ text, folder, tags }: SavedSearch): number =>
    find({
      text,
      scope: null,
      folder: folder === '' ? null : { library: madeUpLibrary, path: folder },
      tags,
      sort: 'relevance',
      refine: true,
    }).articles.length
  const needPlace = (): void => {
    if (need().notebookPlace === null) throw new LecternError('place-needed', 'Choose where your notes are kept.')
  }
  const article = (id: string): Made => {
    const found = byId.get(id)
    if (!found) throw new LecternError('not-found', 'This article is no longer in its folder.')
    return found
  }
  const find = (query: ArticleQuery): Found => findMade(made.slice(0, troubled(need(), trouble()).articles), query)
  const tagColours = new Map<string, Colour | null>([
    ['economy', 'yellow'],
    ['culture', 'purple'],
  ])
  const tagCounts = (): TagCount[] => {
    const counts = new Map<string, number>()
    for (const one of made) for (const tag of one.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
    return [...counts].map(([name, count]) => ({ name, count, colour: tagColours.get(name) ?? null }))
  }
  const notebook = fakeNotebook({
    ...{ article, needPlace, all: () => made },
    find: (selection) =>
      selection.kind === 'articles' ? selection.articles.map(article) : find(selection.query).articles,
    changed: (articles) => emit('articles.changed', { library: madeUpLibrary, articles: [...articles] }),
    undoChanged: (state) => emit('undo.changed', state),
    move: (place) => change({ notebookPlace: place }),
    recolour: (tag, colour) => tagColours.set(tag, colour),
  })

  const handlers: HandlersOf<typeof channels> = {
    'app.info': async () => ({
      shell,
      version: '0.1.0',
      platform: 'linux',
      can: {
        pickFolder: shell === 'desktop',
        dropFolder: shell === 'desktop',
        pickExportFolder: shell === 'desktop',
        browseFolders: shell === 'browser',
      },
      exportFolder: '~/Lectern exports',
    }),
    'preferences.get': async () => preferences,
    'preferences.set': async (change) => {
      preferences = preferencesSchema.parse({ ...preferences, ...change })
      return preferences
    },
    'libraries.recent': async () => [
      { id: 'r1', name: 'Clippings', location: '~/Clippings', exists: true },
      { id: 'r2', name: 'Thesis sources', location: '/media/stick/Thesis sources', exists: false },
    ],
    'libraries.openRecent': async () => need(),
    'libraries.openSample': async () => need(),
    'libraries.pick': async () => [],
    'libraries.openDropped': async () => need(),
    'folders.list': async ({ place }) => ({
      place,
      name: place.split('/').at(-1) || 'Articles',
      files: 12,
      total: 2,
      folders: ['Clippings', 'News'].map((name) => ({ place: place === '' ? name : `${place}/${name}`, name })),
    }),
    'libraries.openPlace': async () => need(),
    'libraries.close': async () => {
      library = null
      emit('libraries.changed', [])
      return null
    },
    'libraries.setRules': async ({ include, exclude }) => change({ include, exclude }),
    'link.open': async ({ url }) => {
      emit('notice', { level: 'info', message: `Opened ${url}` })
      return null
    },
    'export.run': async (selection) => ({
      folder: '~/Lectern exports',
      written:
        selection.kind === 'articles' ? selection.articles.map((id) => `${article(id).title}.md`) : ['a.md', 'b.md'],
      unchanged: ['The grain market raises its prices.md'],
      kept: [
        {
          file: 'A quiet village.md',
          instead: 'A quiet village (2).md',
          reason: 'You changed it since it was exported.',
        },
      ],
      failed: [],
    }),
    'libraries.list': async () => (library === null ? [] : [troubled(library, trouble())]),
    'libraries.rescan': async () => null,
    'work.list': async () => [],
    'work.cancel': async () => null,
    'libraries.cancel': async () => {
      change({ phase: 'cancelled' })
      return null
    },
    'libraries.passedOver': async ({ kind }) => ({
      total: 2,
      files: [
        { path: '1991/05/locked.txt', kind, reason: 'This file may not be read by you.' },
        { path: '1991/05/archive.html', kind, reason: 'It is larger than 64 MB.' },
      ],
    }),
    'libraries.folders': async () => {
      const counts = new Map<string, number>()
      for (const { path } of made) {
        const parts = path.split('/')
        for (let depth = 0; depth < parts.length; depth++) {
          const folder = parts.slice(0, depth).join('/')
          counts.set(folder, (counts.get(folder) ?? 0) + 1)
        }
      }
      return [...counts].map(([path, count]): FolderCount => ({ library: madeUpLibrary, path, count }))
    },
    'libraries.choosePlace': async ({ place }) => change({ notebookPlace: place }),
    'articles.query': async ({ query, offset, limit }) => {
      const { parsed, articles: found } = find(query)
      return {
        total: found.length,
        partial: false,
        explanation: explainQuery(parsed),
        shortfall: query.text.includes('/') ? 'Time was up before every article was looked through.' : null,
        tookMs: 3,
        rows: found.slice(offset, offset + limit).map((one) => rowOf(one, parsed)),
      }
    },
    'articles.facets': async ({ query }) => facetsOf(find(query).articles),
    'articles.passages': async ({ article: id, text, limit }) => passagesOf(article(id), parseQuery(text), limit),
    'articles.open': async ({ article: id }) => openMade(article(id)),
    'articles.hits': async ({ article: id, text }) => {
      const parsed = parseQuery(text)
      const opened = openMade(article(id))
      return { text: marksIn(opened.text, parsed), title: marksIn(opened.title, parsed) }
    },
    'search.complete': async ({ text, caret }) => completionsAt(text, caret),
    'search.recent': async () => recent,
    'search.remember': async ({ text }) => {
      recent = text === '' ? [] : [text, ...recent.filter((known) => known !== text)]
      return null
    },
    'searches.list': async () => saved.map((search) => ({ ...search, total: countOf(search) })),
    'searches.save': async ({ library: of, name, text, folder, tags }) => {
      const search: SavedSearch = { id: crypto.randomUUID(), library: of, name, text, folder, tags, total: 0, fresh: 0 }
      saved = [...saved, search]
      emit('searches.changed', null)
      return { ...search, total: countOf(search) }
    },
    'searches.rename': async ({ id, name }) => {
      saved = saved.map((search) => (search.id === id ? { ...search, name } : search))
      emit('searches.changed', null)
      return null
    },
    'searches.remove': async ({ id }) => {
      saved = saved.filter((search) => search.id !== id)
      emit('searches.changed', null)
      return null
    },
    'searches.visit': async ({ id }) => {
      saved = saved.map((search) => (search.id === id ? { ...search, fresh: 0 } : search))
      emit('searches.changed', null)
      return null
    },
    'articles.setPosition': async ({ article: id, position }) => {
      article(id).position = position
      return null
    },
    'tags.list': async () => tagCounts(),
    ...notebook,
    'annotations.export': async () => ({ file: '~/Lectern exports/annotations.jsonld', annotations: 0 }),
  }
  return {
    request: Object.fromEntries(
      Object.keys(handlers).map((channel) => [
        channel,
        (request: unknown) =>
          answer(
            channels,
            {
              ...handlers,
              [channel]: (asked: never) => refusal(trouble(), channel) ?? handlers[channel as Channel](asked),
            },
            channel,
            request,
          ),
      ]),
    ) as PreloadApi['request'],
    on(event, listener) {
      const set = listeners.get(event) ?? new Set()
      listeners.set(event, set)
      set.add(listener)
      return () => set.delete(listener)
    },
    openDropped: (file) => answer(channels, handlers, 'libraries.openDropped', { path: String(file) }),
  }
}
