/**
 * A library that is made up in the page itself, behind the preload's own shape, so that the desk can be looked at and
 * worked on in any browser without a shell: 20,000 articles, search by plain words, tags, notes, and a slow index.
 */
import type { Article, ArticleRow, Mark } from '#shared/article'
import { type ArticleQuery, channels, type EventName, type EventPayload, type HandlersOf } from '#shared/contract'
import type { FolderCount, LibraryInfo, TagCount } from '#shared/library'
import type { PreloadApi } from '#shared/preload-api'
import { LecternError } from '#shared/result'
import { answer } from '#shared/rpc'
import { preferencesSchema } from '#shared/settings'
import type { TreeNode } from '#shared/tree'

export interface FakeOptions {
  /** Articles in the library; none: the first screen. */
  readonly articles: number
  readonly shell: 'desktop' | 'browser'
  /** Starts with the index half built, and goes on. */
  readonly indexing: boolean
}

const subjects = [
  'The harbour',
  'A small museum',
  'The grain market',
  'The northern line',
  'A quiet village',
  'The observatory',
  'The river authority',
  'The city orchestra',
]
const deeds = [
  'opens again after eleven years of repairs that were meant to take two',
  'raises its prices',
  'finds water where nobody had looked for it, under the old town and its cellars',
  'asks its neighbours for patience',
  'counts its losses after the storm',
  'answers its critics with a long list of figures and a short apology',
]
const places = ['Reuters', 'The Evening Post', 'Coastal Review', null]
const sentences = [
  'The report was read aloud in a hall that had been too small for years, and was too small again.',
  'Oil had reached $1,250 a barrel in the novel the minister was seen reading; outside, it stood at 71.',
  'Nobody could say who had first thought of it, though several people remembered having been against it.',
  'Production of grain rose by 16.6 million tonnes, the ministry said, and prices fell for the third month.',
  'It rained on the morning of the vote, which everyone agreed was good for turnout among the farmers.',
  'A ceiling on production, agreed in Vienna, will be reviewed before the end of the year.',
  'The engineers had drawn the bridge four times; the fourth drawing is the one that stands.',
]
const known = ['economy/oil', 'economy/grain', 'culture', 'politics/us', 'politics/europe', 'read again']

const pick = <T>(list: readonly T[], index: number): T => list[(index >>> 0) % list.length] as T
const hash = (index: number): number => Math.imul(index + 1, 2654435761) >>> 0

interface Made {
  readonly id: string
  readonly index: number
  readonly title: string
  readonly iso: string
  readonly body: readonly string[]
  readonly path: string
  tags: string[]
  note: string
  position: number
}

const make = (index: number): Made => {
  const h = hash(index)
  const year = 2024 - (index % 9)
  const iso = `${year}-${String(1 + (h % 12)).padStart(2, '0')}-${String(1 + (h % 28)).padStart(2, '0')}`
  const body = Array.from({ length: 6 + (h % 14) }, (_, paragraph) =>
    Array.from({ length: 2 + ((h >> paragraph) % 4) }, (_, at) =>
      pick(sentences, (h >> 3) + paragraph * 3 + at * 5),
    ).join(' '),
  )
  const tags = h % 5 === 0 ? [pick(known, h >> 5), ...(h % 15 === 0 ? [pick(known, (h >> 7) + 1)] : [])] : []
  return {
    id: `a${index}`,
    index,
    title: `${pick(subjects, h >> 4)} ${pick(deeds, h >> 9)}`,
    iso,
    body,
    path: `${year}/${iso.slice(5, 7)}/article-${String(index).padStart(5, '0')}.txt`,
    tags: [...new Set(tags)],
    note: h % 40 === 0 ? 'Ask the archive for the second report.' : '',
    position: 0,
  }
}

const marksOf = (text: string, words: readonly string[]): Mark[] => {
  if (words.length === 0) return []
  const pattern = new RegExp(words.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'), 'gi')
  return [...text.matchAll(pattern)].map((match) => [match.index, match.index + match[0].length])
}

/** A made-up shell in the shape that the preload gives to the page. */
export function fakeLectern({ articles, shell, indexing }: FakeOptions): PreloadApi {
  const made = Array.from({ length: articles }, (_, index) => make(index))
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
          id: 'made-up',
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
  const needPlace = (): void => {
    if (need().notebookPlace === null) throw new LecternError('place-needed', 'Choose where your notes are kept.')
  }
  const article = (id: string): Made => {
    const found = byId.get(id)
    if (!found) throw new LecternError('not-found', 'This article is no longer in its folder.')
    return found
  }
  const find = (query: ArticleQuery): { readonly words: string[]; readonly found: Made[] } => {
    const words = query.text.toLowerCase().split(/\s+/).filter(Boolean)
    const found = made
      .slice(0, need().articles)
      .filter((one) => query.folder === null || one.path.startsWith(`${query.folder.path}/`))
      .filter((one) => query.tags.every((tag) => one.tags.some((own) => own === tag || own.startsWith(`${tag}/`))))
      .filter((one) => {
        const text = words.length === 0 ? '' : `${one.title} ${one.body.join(' ')}`.toLowerCase()
        return words.every((word) => text.includes(word))
      })
    if (query.sort === 'date-newest') found.sort((a, b) => b.iso.localeCompare(a.iso))
    if (query.sort === 'date-oldest') found.sort((a, b) => a.iso.localeCompare(b.iso))
    if (query.sort === 'title') found.sort((a, b) => a.title.localeCompare(b.title))
    return { words, found }
  }
  const row = (one: Made, words: readonly string[]): ArticleRow => {
    const body = one.body.join(' ')
    const first = marksOf(body, words)[0]?.[0] ?? 0
    const text = body.slice(Math.max(0, first - 40), first + 160)
    return {
      id: one.id,
      library: 'made-up',
      path: one.path,
      title: one.title,
      date: one.index % 17 === 0 ? { iso: null, written: '03/04/2018' } : { iso: one.iso, written: null },
      author: null,
      source: pick(places, hash(one.index) >> 6),
      format: 'dated-text',
      tags: one.tags,
      hasNote: one.note !== '',
      snippet: { text, marks: marksOf(text, words) },
      titleMarks: marksOf(one.title, words),
    }
  }
  const open = (one: Made): Article => {
    let text = ''
    const leaf = (value: string): TreeNode => {
      if (text !== '') text += '\n\n'
      const start = text.length
      text += value
      return { start, value }
    }
    const rich = one.index % 3 === 0
    const outline: { level: number; title: string; start: number }[] = []
    const tree: TreeNode[] = []
    for (const [at, paragraph] of one.body.entries()) {
      if (rich && at % 4 === 3) {
        const title = ['What was said', 'What it costs', 'Who pays', 'What comes next'][(at / 4) | 0] ?? 'And then'
        const heading = leaf(title)
        outline.push({ level: 2, title, start: 'start' in heading ? heading.start : 0 })
        tree.push({ name: 'h2', children: [heading] })
      }
      tree.push({ name: rich && at === 5 ? 'blockquote' : 'p', children: [leaf(paragraph)] })
      if (rich && at === 1)
        tree.push({
          name: 'p',
          children: [
            leaf('More is to be found at '),
            {
              name: 'a',
              attributes: { href: 'https://example.org/reports/1987?page=2' },
              children: [leaf('the archive')],
            },
          ],
        })
    }
    return {
      ...row(one, []),
      url: rich ? 'https://example.org/news/1987/03/article' : null,
      author: rich ? 'From our correspondent' : null,
      language: 'en',
      encoding: 'utf-8',
      tree,
      text,
      outline,
      blocked: rich ? { scripts: 3, 'remote images': 1 } : {},
      tags: one.tags,
      note: one.note,
      position: one.position,
    }
  }
  const tagCounts = (): TagCount[] => {
    const counts = new Map<string, number>()
    for (const one of made) for (const tag of one.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
    return [...counts].map(([name, count]) => ({ name, count }))
  }
  const retag = (ids: readonly string[], turn: (tags: string[]) => string[]): null => {
    needPlace()
    for (const id of ids) article(id).tags = turn(article(id).tags)
    emit('articles.changed', { library: 'made-up', articles: [...ids] })
    return null
  }

  const handlers: HandlersOf<typeof channels> = {
    'app.info': async () => ({
      shell,
      version: '0.1.0',
      platform: 'linux',
      can: { pickFolder: shell === 'desktop', dropFolder: shell === 'desktop', pickExportFolder: shell === 'desktop' },
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
    'libraries.list': async () => (library === null ? [] : [library]),
    'libraries.rescan': async () => null,
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
      return [...counts].map(([path, count]): FolderCount => ({ library: 'made-up', path, count }))
    },
    'libraries.choosePlace': async ({ place }) => change({ notebookPlace: place }),
    'articles.query': async ({ query, offset, limit }) => {
      const { words, found } = find(query)
      return {
        total: found.length,
        partial: false,
        explanation: words.length === 0 ? '' : `Articles with ${words.map((word) => `“${word}”`).join(' and ')}`,
        tookMs: 3,
        rows: found.slice(offset, offset + limit).map((one) => row(one, words)),
      }
    },
    'articles.open': async ({ article: id }) => open(article(id)),
    'articles.hits': async ({ article: id, text }) => {
      const words = text.toLowerCase().split(/\s+/).filter(Boolean)
      const opened = open(article(id))
      return { text: marksOf(opened.text, words), title: marksOf(opened.title, words) }
    },
    'articles.setPosition': async ({ article: id, position }) => {
      article(id).position = position
      return null
    },
    'tags.list': async () => tagCounts(),
    'tags.add': async ({ articles: ids, tag }) => retag(ids, (tags) => [...new Set([...tags, tag])]),
    'tags.remove': async ({ articles: ids, tag }) => retag(ids, (tags) => tags.filter((own) => own !== tag)),
    'notes.set': async ({ article: id, note }) => {
      needPlace()
      article(id).note = note
      return null
    },
  }
  return {
    request: Object.fromEntries(
      Object.keys(handlers).map((channel) => [
        channel,
        (request: unknown) => answer(channels, handlers, channel, request),
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
