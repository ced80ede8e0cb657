/** The notebook of the made-up library: highlights, tags and states in memory, with undoing, without files. */
import type { ArticleId } from '#shared/article'
import type { ArticleSelection } from '#shared/article-query'
import type { HandlersOf } from '#shared/contract'
import type { Colour, Highlight } from '#shared/highlight'
import type { LibraryInfo, NotebookPlace } from '#shared/library'
import type { notebookChannels, UndoState } from '#shared/notebook-channels'
import { LecternError } from '#shared/result'
import { type Made, openMade } from './fake-articles'
import { FakeUndo, listAnnotations, sampleHighlights, sampleOrphans, sampleVersions } from './fake-shelf'

/** What the notebook needs of the library. */
interface FakeNotebookOptions {
  readonly article: (id: ArticleId) => Made
  readonly find: (selection: ArticleSelection) => readonly Made[]
  readonly all: () => readonly Made[]
  /** Throws 'place-needed' until a place is chosen. */
  readonly needPlace: () => void
  readonly changed: (articles: readonly ArticleId[]) => void
  readonly undoChanged: (state: UndoState) => void
  /** The library as it is shown, after its notebook was moved there. */
  readonly move: (place: NotebookPlace) => LibraryInfo
  readonly recolour: (tag: string, colour: Colour | null) => void
}

const none = (): Promise<never> =>
  Promise.reject(new LecternError('unavailable', 'The made-up library has nothing of this kind.'))

/** Makes the handlers of the made-up notebook. */
export function fakeNotebook(options: FakeNotebookOptions): Omit<HandlersOf<typeof notebookChannels>, 'tags.list'> {
  const { article, find, all, needPlace } = options
  sampleHighlights(all())
  const undo = new FakeUndo(article, all(), options.undoChanged)
  let orphans = sampleOrphans(all())
  const changed = (articles: readonly ArticleId[], label?: string): void => {
    undo.record(articles, label)
    options.changed(articles)
  }
  const travel = async (to: 'undo' | 'redo'): Promise<{ label: string | null; article: ArticleId | null }> => {
    const { label, articles } = undo.travel(to)
    options.changed(articles)
    return { label, article: articles.length === 1 ? (articles[0] ?? null) : null }
  }
  /** The tag itself and all below it. */
  const isOf = (own: string, tag: string): boolean => own === tag || own.startsWith(`${tag}/`)
  const renameAll = (tag: string, to: string | null, label: string): void => {
    const chosen = all().filter(({ tags }) => tags.some((own) => isOf(own, tag)))
    for (const one of chosen)
      one.tags = [
        ...new Set(
          one.tags.flatMap((own) => (!isOf(own, tag) ? [own] : to === null ? [] : [to + own.slice(tag.length)])),
        ),
      ]
    changed(
      chosen.map(({ id }) => id),
      label,
    )
  }
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
    'annotations.list': async ({ filter, offset, limit }) => listAnnotations(all(), filter, offset, limit),
    'annotations.import': async () => ({
      ...{ articles: 2, highlights: 5, notes: 1, known: 3 },
      skipped: [{ what: 'https://example.org/gone', reason: 'No article here has this address.' }],
    }),
    'orphans.list': async () => orphans,
    'orphans.attach': async ({ record, article: id }) => {
      const one = article(id)
      const orphan = orphans.find((known) => known.record === record)
      orphans = orphans.filter((known) => known !== orphan)
      one.highlights = [...one.highlights, ...(orphan?.highlights ?? [])]
      changed([id], 'Attach what was written')
      return null
    },
    'orphans.remove': async ({ record }) => {
      orphans = orphans.filter((known) => known.record !== record)
      changed([], 'Take out what was written')
      return null
    },
    'copies.carry': none,
    'articles.correct': async ({ article: id, field, value }) => {
      const one = article(id)
      if (field === 'date' && value !== null && !/^\d{4}(-\d{2}(-\d{2})?)?$/u.test(value))
        throw new LecternError('invalid', 'Write a date as 2024, 2024-01 or 2024-01-04.')
      one.corrections = { ...one.corrections, [field]: value ?? undefined }
      changed([id], `Correct the ${field}`)
      return null
    },
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
    'tags.preview': async ({ tag, to }) => {
      const all_ = [...new Set(all().flatMap(({ tags }) => tags))]
      return {
        articles: all().filter(({ tags }) => tags.some((own) => isOf(own, tag))).length,
        highlights: all()
          .flatMap(({ highlights }) => highlights)
          .filter(({ tags }) => tags.some((own) => isOf(own, tag))).length,
        tags: all_
          .filter((own) => isOf(own, tag))
          .map((from) => {
            const target = to === null ? null : to + from.slice(tag.length)
            return { from, to: target, merges: target !== null && all_.includes(target) }
          }),
      }
    },
    'tags.rename': async ({ tag, to }) => {
      renameAll(tag, to, `Rename the tag ${tag}`)
      return null
    },
    'tags.delete': async ({ tag }) => {
      renameAll(tag, null, `Delete the tag ${tag}`)
      return null
    },
    'tags.recolour': async ({ tag, colour }) => {
      options.recolour(tag, colour)
      changed([], `Recolour the tag ${tag}`)
      return null
    },
    'notes.set': async ({ article: id, note }) => {
      needPlace()
      article(id).note = note
      return { seen: '' }
    },
    'undo.state': async () => undo.state,
    'undo.undo': () => travel('undo'),
    'undo.redo': () => travel('redo'),
    'history.list': async ({ article: id }) => sampleVersions(article(id)),
    'history.restore': async ({ article: id, version }) => {
      const one = article(id)
      const found = sampleVersions(one).find((known) => known.id === version)
      one.note = found?.note ?? ''
      one.tags = [...(found?.tags ?? [])]
      changed([id], 'Restore an earlier version')
      return null
    },
    'notebook.check': async () => ({
      sound: false,
      findings: [
        {
          ...{ kind: 'conflict', path: 'notes/2019-05.json (conflicted copy)', repairable: true },
          message: 'A synced folder kept two versions of this file. Both are read; a repair joins them.',
        },
        { kind: 'review', path: '2024/01/article-00002.txt', message: '3 highlights need a look.', repairable: false },
      ],
    }),
    'notebook.repair': async () => ({
      backup: '~/Articles/Made-up news/.lectern/backups/2024-06-02',
      done: ['Joined two versions of notes/2019-05.json.'],
      findings: [],
    }),
    'notebook.move': async ({ place }) => options.move(place),
  }
}

const startOf = ({ standing }: Highlight): number =>
  standing.kind === 'placed' ? standing.start : Number.MAX_SAFE_INTEGER
