/** Changes of notebooks, made so that they can be made the other way round. */

import { setImmediate as breathe } from 'node:timers/promises'
import { shownHighlights } from '#core/notebook/highlight'
import { inverseLibraryEdits, type LibraryEdit } from '#core/notebook/library-file'
import { noteText } from '#core/notebook/note'
import type { ArticleRecord, Edit } from '#core/notebook/record'
import { editsTowards } from '#core/notebook/undo'
import type { ArticleId, LibraryId } from '#shared/article'
import { LecternError } from '#shared/result'
import type { ArticleRef, Edited } from '../notebook/types'
import type { OpenLibrary } from '../open-library'
import type { UndoStep } from './undo-stack'

/** Articles changed without a pause, so that a change of thousands keeps nobody waiting. */
const changesAtOnce = 500

/** Edits of one article's record. */
export interface ArticleChange {
  readonly library: OpenLibrary
  readonly article: ArticleRef
  /** The record's id, where it is known: it leads there wherever the article went, also where it is gone. */
  readonly record?: string | undefined
  readonly edits: readonly Edit[]
}

/** Edits of what is kept about a library itself. */
export interface LibraryChange {
  readonly library: OpenLibrary
  readonly libraryEdits: readonly LibraryEdit[]
}

export type Change = ArticleChange | LibraryChange

/** A change by the library's id: the library may be closed and opened again before it is made. */
type Back =
  | {
      readonly library: LibraryId
      readonly article: ArticleRef
      readonly record: string
      readonly edits: readonly Edit[]
    }
  | { readonly library: LibraryId; readonly libraryEdits: readonly LibraryEdit[] }

/** A record before and after a step. */
interface Span {
  readonly library: LibraryId
  readonly article: ArticleRef
  readonly before: ArticleRecord
  readonly after: ArticleRecord
}

/** What changes came to. */
interface Made {
  /** The changes that undo them. */
  readonly back: readonly Back[]
  readonly spans: readonly Span[]
  /** How many articles really changed. */
  readonly articles: number
  /** What kept some of them from the disk. */
  readonly problem: unknown
}

/** Makes changes, library by library side by side; those that are refused are not among what is to be undone. */
export async function makeChanges(changes: readonly Change[]): Promise<Made> {
  const made = await Promise.all(Array.from(byLibrary(changes), changeLibrary))
  return {
    back: made.flatMap(({ back }) => back).reverse(),
    spans: made.flatMap(({ spans }) => spans),
    articles: made.reduce((sum, { articles }) => sum + articles, 0),
    problem: made.find(({ problem }) => problem !== null)?.problem ?? null,
  }
}

interface Group {
  readonly library: OpenLibrary
  readonly articles: ArticleChange[]
  readonly own: LibraryEdit[]
}

function byLibrary(changes: readonly Change[]): Iterable<Group> {
  const groups = new Map<OpenLibrary, Group>()
  for (const change of changes) {
    const { library } = change
    const group = groups.get(library) ?? { library, articles: [], own: [] }
    groups.set(library, group)
    if ('edits' in change) group.articles.push(change)
    else group.own.push(...change.libraryEdits)
  }
  return groups.values()
}

async function changeLibrary({ library, articles, own }: Group): Promise<Made> {
  const { notebook } = library
  const file = notebook.libraryFile()
  const editing: { readonly edited: readonly Edited[]; readonly saved: Promise<PromiseSettledResult<void>> }[] = []
  for (let from = 0; from < articles.length; from += changesAtOnce) {
    if (from > 0) await breathe()
    const { edited, saved } = notebook.change(articles.slice(from, from + changesAtOnce))
    editing.push({ edited, saved: settled(saved) })
  }
  const shelf = await settled(own.length > 0 ? notebook.editLibrary(own) : Promise.resolve())
  const outcomes = await Promise.all(editing.map(({ saved }) => saved))
  const kept = editing.flatMap(({ edited }, at) => (outcomes[at] !== undefined && isMade(outcomes[at]) ? edited : []))
  const back = kept.map((one): Back => {
    const { article, after } = one
    return { library: library.id, article, record: after.id, edits: editsBack(one) }
  })
  if (own.length > 0 && isMade(shelf)) back.push({ library: library.id, libraryEdits: inverseLibraryEdits(file, own) })
  const failed = [...outcomes, shelf].find((outcome) => outcome.status === 'rejected')
  return {
    back,
    spans: kept.map(({ article, before, after }) => ({ library: library.id, article, before, after })),
    articles: kept.length,
    problem: failed?.reason ?? null,
  }
}

async function settled(work: Promise<void>): Promise<PromiseSettledResult<void>> {
  const [outcome] = await Promise.allSettled([work])
  return outcome
}

/** Whether the reader sees it done; what is only not on the disk yet is. */
function isMade(outcome: PromiseSettledResult<unknown>): boolean {
  return outcome.status === 'fulfilled' || isUnsaved(outcome.reason)
}

function isUnsaved(problem: unknown): boolean {
  return problem instanceof LecternError && problem.code === 'io'
}

function editsBack({ before, after, edits }: Edited): readonly Edit[] {
  const back = editsTowards(after, before)
  return edits.some(({ kind }) => kind === 'follow') ? [...back, { kind: 'follow', article: before.article }] : back
}

interface EditStepOptions extends Pick<Made, 'back' | 'spans'> {
  readonly label: string
  readonly key: string | null
  readonly find: (id: LibraryId) => OpenLibrary
}

/** A step made of edits; undone, it holds the edits that do it again. */
export class EditStep implements UndoStep {
  readonly label: string
  readonly key: string | null
  #back: readonly Back[]
  #spans: readonly Span[]

  constructor(private readonly options: EditStepOptions) {
    this.label = options.label
    this.key = options.key
    this.#back = options.back
    this.#spans = options.spans
  }

  get article(): ArticleId | null {
    const [span, ...others] = this.#spans
    if (span === undefined || others.length > 0) return null
    return this.options.find(span.library).articleAt(span.article.path)
  }

  readonly undo = (): Promise<void> => this.#flip()
  readonly redo = (): Promise<void> => this.#flip()

  /** Both as one; null where somebody else wrote in between, or where they are not about one and the same record. */
  with(later: EditStep): EditStep | null {
    const [first, last] = [this.#only, later.#only]
    if (first === null || last === null || first.after.id !== last.after.id) return null
    if (writtenIn(first.after) !== writtenIn(last.before)) return null
    const { library, article } = last
    const span = { library, article, before: first.before, after: last.after }
    const back = { library, article, record: last.after.id, edits: editsTowards(last.after, first.before) }
    return new EditStep({ ...later.options, label: this.label, back: [back], spans: [span] })
  }

  get #only(): Span | null {
    return this.#spans.length === 1 && this.#back.length === 1 ? (this.#spans[0] ?? null) : null
  }

  async #flip(): Promise<void> {
    const { back, spans, problem } = await makeChanges(this.#back.map((change) => this.#open(change)))
    if (problem === null || isUnsaved(problem)) {
      this.#back = back
      this.#spans = spans
    }
    if (problem !== null) throw problem
  }

  #open(change: Back): Change {
    return { ...change, library: this.options.find(change.library) }
  }
}

/** The texts in a record, in a form that can be compared. */
function writtenIn({ note, highlights }: ArticleRecord): string {
  return JSON.stringify([noteText(note), shownHighlights(highlights).map(({ id, note: text }) => [id, text])])
}
