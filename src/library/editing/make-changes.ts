/** Changes of notebooks, made so that they can be made the other way round. */
import { inverseLibraryEdits, type LibraryEdit } from '#core/notebook/library-file'
import type { ArticleRecord, Edit } from '#core/notebook/record'
import { editsTowards } from '#core/notebook/undo'
import type { LibraryId } from '#shared/article'
import type { LecternError } from '#shared/result'
import type { ArticleRef, Bond, Edited, EditFailures } from '../notebook/types'
import type { OpenLibrary } from '../open-library'
import type { Work } from '../work'
import { bulkProblem } from './bulk-problem'
import { isRefused, isUnsaved } from './outcome'

/** Articles changed and saved at once in a bulk: few enough to keep nobody waiting, many enough to share a lock and the sync of a folder. */
export const articlesAtOnce = 250

/** Edits of one article's record. */
export interface ArticleChange {
  readonly library: OpenLibrary
  readonly article: ArticleRef
  /** The record's id, where it is known: it leads there wherever the article went, also where it is gone. */
  readonly record?: string | undefined
  readonly edits: readonly Edit[]
}

/** Edits of what is kept about a library itself. */
interface LibraryChange {
  readonly library: OpenLibrary
  readonly libraryEdits: readonly LibraryEdit[]
}

export type Change = ArticleChange | LibraryChange

/** A change by the library's id: the library may be closed and opened again before it is made. */
export type Back =
  | {
      readonly library: LibraryId
      readonly article: ArticleRef
      readonly record: string
      readonly edits: readonly Edit[]
    }
  | { readonly library: LibraryId; readonly libraryEdits: readonly LibraryEdit[] }

/** A record before and after a step. */
export interface Span {
  readonly library: LibraryId
  readonly article: ArticleRef
  readonly before: ArticleRecord
  readonly after: ArticleRecord
}

/** What changes came to. */
export interface Made {
  /** The changes that undo them, the last one first. */
  readonly back: readonly Back[]
  /** Of the articles that really changed. */
  readonly spans: readonly Span[]
  /** What was not begun, because the reader stopped it. */
  readonly rest: readonly Change[]
  /** What kept some of them from the disk; null where nothing did. */
  readonly problem: unknown
}

/** Makes changes; `label` says what is being done. */
export type Make = (changes: readonly Change[], label: string) => Promise<Made>

/** Makes changes at once, those of a library all or none; those that are refused are not among what is to be undone. */
export async function makeTogether(changes: readonly Change[]): Promise<Made> {
  const made = await Promise.all(Array.from(byLibrary(changes), (group) => makeSome(group, 'together')))
  return {
    back: made.flatMap(({ back }) => back).reverse(),
    spans: made.flatMap(({ spans }) => spans),
    rest: [],
    problem: made.find(({ problem }) => problem !== null)?.problem ?? firstOf(made),
  }
}

/** Makes changes slice by slice, each article for itself, until `work` is stopped: one that fails keeps no other from the disk. */
export async function makeEach(changes: readonly Change[], work: Work): Promise<Made> {
  const made: Some[] = []
  const rest: Change[] = []
  for (const group of byLibrary(changes)) {
    await group.library.undisturbed(async () => {
      for (const slice of slicesOf(group)) {
        if (work.isCancelled) {
          rest.push(...slice.articles, ...slice.own)
          continue
        }
        const some = await makeSome(slice, 'each')
        made.push(some)
        work.advance(slice.articles.length)
        // Refused as a whole: so would be what follows.
        if (some.problem !== null) break
      }
    })
  }
  return {
    back: made.flatMap(({ back }) => back).reverse(),
    spans: made.flatMap(({ spans }) => spans),
    rest,
    problem:
      made.find(({ problem }) => problem !== null)?.problem ??
      bulkProblem(
        made.flatMap(({ failures }) => [...failures]),
        changes.length,
      ),
  }
}

interface Group {
  readonly library: OpenLibrary
  readonly articles: readonly ArticleChange[]
  readonly own: readonly LibraryChange[]
}

function byLibrary(changes: readonly Change[]): Iterable<Group> {
  const groups = new Map<OpenLibrary, { library: OpenLibrary; articles: ArticleChange[]; own: LibraryChange[] }>()
  for (const change of changes) {
    const { library } = change
    const group = groups.get(library) ?? { library, articles: [], own: [] }
    groups.set(library, group)
    if ('edits' in change) group.articles.push(change)
    else group.own.push(change)
  }
  return groups.values()
}

function slicesOf({ library, articles, own }: Group): readonly Group[] {
  const count = Math.ceil(articles.length / articlesAtOnce)
  const slices = Array.from({ length: count }, (_, at): Group => {
    return { library, articles: articles.slice(at * articlesAtOnce, (at + 1) * articlesAtOnce), own: [] }
  })
  return own.length === 0 ? slices : [...slices, { library, articles: [], own }]
}

/** What some changes of one library came to. */
interface Some {
  readonly back: readonly Back[]
  readonly spans: readonly Span[]
  readonly failures: EditFailures
  /** What refused them as a whole; null where nothing did. */
  readonly problem: unknown
}

async function makeSome({ library, articles, own }: Group, bond: Bond): Promise<Some> {
  const { id, notebook } = library
  const file = notebook.libraryFile()
  const libraryEdits = own.flatMap((change) => change.libraryEdits)
  const { edited, failures } = notebook.change(articles, bond)
  const [saved, shelf] = await Promise.allSettled([
    failures,
    own.length > 0 ? notebook.editLibrary(libraryEdits) : Promise.resolve(),
  ])
  const failed = saved.status === 'fulfilled' ? saved.value : new Map<string, LecternError>()
  const isMade = ({ article: { path } }: Edited): boolean => !isRefused(failed.get(path))
  const kept = saved.status === 'fulfilled' ? edited.filter(isMade) : []
  const back = kept.map((one): Back => {
    return { library: id, article: one.article, record: one.after.id, edits: editsBack(one) }
  })
  if (own.length > 0 && (shelf.status === 'fulfilled' || isUnsaved(shelf.reason)))
    back.push({ library: id, libraryEdits: inverseLibraryEdits(file, libraryEdits) })
  const refusal = [saved, shelf].find((outcome) => outcome.status === 'rejected')
  return {
    back,
    spans: kept.map(({ article, before, after }) => ({ library: id, article, before, after })),
    failures: failed,
    problem: refusal?.reason ?? null,
  }
}

function editsBack({ before, after, edits }: Edited): readonly Edit[] {
  const back = editsTowards(after, before)
  return edits.some(({ kind }) => kind === 'follow') ? [...back, { kind: 'follow', article: before.article }] : back
}

function firstOf(made: readonly Some[]): LecternError | null {
  for (const { failures } of made) for (const failure of failures.values()) return failure
  return null
}
