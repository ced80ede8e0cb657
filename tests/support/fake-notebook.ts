/** The notebook of the made-up library: highlights and states in memory, without files, review, history or undoing. */
import type { Article, ArticleId } from '#shared/article'
import type { ArticleSelection } from '#shared/article-query'
import type { HandlersOf } from '#shared/contract'
import type { Highlight } from '#shared/highlight'
import type { notebookChannels } from '#shared/notebook-channels'
import { LecternError } from '#shared/result'
import { type Made, madeUpLibrary, openMade } from './fake-articles'

/** What the notebook needs of the library. */
export interface FakeNotebookOptions {
  readonly article: (id: ArticleId) => Made
  readonly find: (selection: ArticleSelection) => readonly Made[]
  readonly all: () => readonly Made[]
  /** Throws 'place-needed' until a place is chosen. */
  readonly needPlace: () => void
  readonly changed: (articles: readonly ArticleId[]) => void
}

const none = (): Promise<never> =>
  Promise.reject(new LecternError('unavailable', 'The made-up library has nothing of this kind.'))

/** Makes the handlers of the made-up notebook. */
export function fakeNotebook(options: FakeNotebookOptions): Omit<HandlersOf<typeof notebookChannels>, 'tags.list'> {
  const { article, find, all, needPlace, changed } = options
  const retag = async (
    selection: ArticleSelection,
    turn: (tags: string[]) => string[],
  ): Promise<{ changed: number }> => {
    needPlace()
    const chosen = find(selection)
    for (const one of chosen) one.tags = turn(one.tags)
    changed(chosen.map(({ id }) => id))
    return { changed: chosen.length }
  }
  const write = (one: Made, highlights: readonly Highlight[]): void => {
    one.highlights = highlights.toSorted((a, b) => startOf(a) - startOf(b))
    changed([one.id])
  }
  return {
    'highlights.add': async ({ article: id, place, colour, note, tags }) => {
      needPlace()
      const one = article(id)
      const highlight: Highlight = {
        id: crypto.randomUUID(),
        quote: openMade(one).text.slice(place.start, place.end),
        standing: { kind: 'placed', ...place, moved: false, confidence: 1 },
        colour,
        note,
        noteSeen: '',
        tags,
        created: '2024-01-04T10:00:00.000Z',
      }
      write(one, [...one.highlights, highlight])
      return highlight
    },
    'highlights.change': async ({ article: id, id: which, colour, note, addTag, removeTag }) => {
      const one = article(id)
      const change = (highlight: Highlight): Highlight => ({
        ...highlight,
        colour: colour ?? highlight.colour,
        note: note?.text ?? highlight.note,
        tags: [...highlight.tags.filter((tag) => tag !== removeTag), ...(addTag === undefined ? [] : [addTag])],
      })
      write(
        one,
        one.highlights.map((highlight) => (highlight.id === which ? change(highlight) : highlight)),
      )
      return { noteSeen: '' }
    },
    'highlights.remove': async ({ article: id, ids }) => {
      const one = article(id)
      write(
        one,
        one.highlights.filter((highlight) => !ids.includes(highlight.id)),
      )
      return null
    },
    'highlights.place': async ({ article: id, id: which, place }) => {
      const one = article(id)
      const standing: Highlight['standing'] =
        place === null ? { kind: 'kept' } : { kind: 'placed', ...place, moved: true, confidence: 1 }
      write(
        one,
        one.highlights.map((highlight) => (highlight.id === which ? { ...highlight, standing } : highlight)),
      )
      return null
    },
    'annotations.list': async ({ offset, limit }) => {
      const items = all().flatMap((one) => itemsOf(openMade(one)))
      return {
        total: items.length,
        items: items.slice(offset, offset + limit),
        review: 0,
        orphaned: 0,
        colours: [],
        tags: [],
      }
    },
    'annotations.import': none,
    'orphans.list': async () => [],
    'orphans.attach': none,
    'orphans.remove': none,
    'copies.carry': none,
    'articles.correct': none,
    'states.set': async ({ selection, triage, read }) => {
      const chosen = find(selection)
      for (const one of chosen) {
        if (triage !== undefined) one.triage = triage
        if (read !== undefined) one.unread = !read
      }
      changed(chosen.map(({ id }) => id))
      return { changed: chosen.length }
    },
    'states.counts': async () => {
      const count = (is: (one: Made) => boolean): number => all().filter(is).length
      return {
        inbox: count(({ triage }) => triage === 'inbox'),
        inboxUnread: count(({ triage, unread }) => triage === 'inbox' && unread),
        later: count(({ triage }) => triage === 'later'),
        archived: count(({ triage }) => triage === 'archived'),
        unread: count(({ unread }) => unread),
      }
    },
    'tags.add': ({ selection, tag }) => retag(selection, (tags) => [...new Set([...tags, tag])]),
    'tags.remove': ({ selection, tag }) => retag(selection, (tags) => tags.filter((own) => own !== tag)),
    'tags.preview': async ({ tag, to }) => ({
      articles: all().filter(({ tags }) => tags.includes(tag)).length,
      highlights: 0,
      tags: [{ from: tag, to, merges: false }],
    }),
    'tags.rename': none,
    'tags.delete': none,
    'tags.recolour': none,
    'notes.set': async ({ article: id, note }) => {
      needPlace()
      article(id).note = note
      return { seen: '' }
    },
    'undo.state': async () => ({ undo: null, redo: null }),
    'undo.undo': async () => ({ label: null, article: null }),
    'undo.redo': async () => ({ label: null, article: null }),
    'history.list': async () => [],
    'history.restore': none,
    'notebook.check': async () => ({ sound: true, findings: [] }),
    'notebook.repair': async () => ({ backup: null, done: [], findings: [] }),
    'notebook.move': none,
  }
}

const startOf = ({ standing }: Highlight): number =>
  standing.kind === 'placed' ? standing.start : Number.MAX_SAFE_INTEGER

const itemsOf = (article: Article) =>
  article.highlights.map((highlight) => ({
    ...{
      key: highlight.id,
      kind: 'highlight' as const,
      library: madeUpLibrary,
      article: article.id,
      record: article.id,
    },
    ...{ path: article.path, title: article.title, date: article.date, source: article.source, highlight },
    ...{ note: '', tags: highlight.tags },
  }))
