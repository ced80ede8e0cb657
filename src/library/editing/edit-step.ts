/** A step of undoing that is made of edits. */
import { shownHighlights } from '#core/notebook/highlight'
import { noteText } from '#core/notebook/note'
import type { ArticleRecord } from '#core/notebook/record'
import { editsTowards } from '#core/notebook/undo'
import type { ArticleId, LibraryId } from '#shared/article'
import type { OpenLibrary } from '../open-library'
import { type Back, type Change, isUnsaved, type Make, type Span } from './make-changes'
import type { UndoStep } from './undo-stack'

interface EditStepOptions {
  /** May name the number of articles. */
  readonly label: (articles: number) => string
  readonly key: string | null
  readonly back: readonly Back[]
  readonly spans: readonly Span[]
  readonly find: (id: LibraryId) => OpenLibrary
  /** Makes the changes that undo it, and those that do it again. */
  readonly make: Make
}

/** A step made of edits; undone, it holds the edits that do it again. */
export class EditStep implements UndoStep {
  readonly key: string | null
  #back: readonly Back[]
  #spans: readonly Span[]

  constructor(private readonly options: EditStepOptions) {
    this.key = options.key
    this.#back = options.back
    this.#spans = options.spans
  }

  get label(): string {
    return this.options.label(this.#spans.length)
  }

  get article(): ArticleId | null {
    const [span, ...others] = this.#spans
    if (span === undefined || others.length > 0) return null
    return this.options.find(span.library).articleAt(span.article.path)
  }

  readonly undo = (): Promise<UndoStep | null> => this.#flip('Undo')
  readonly redo = (): Promise<UndoStep | null> => this.#flip('Do again')

  /** Both as one; null where somebody else wrote in between, or where they are not about one and the same record. */
  with(later: EditStep): EditStep | null {
    const [first, last] = [this.#only, later.#only]
    if (first === null || last === null || first.after.id !== last.after.id) return null
    if (writtenIn(first.after) !== writtenIn(last.before)) return null
    const { library, article } = last
    const span = { library, article, before: first.before, after: last.after }
    const back = { library, article, record: last.after.id, edits: editsTowards(last.after, first.before) }
    return new EditStep({ ...later.options, label: this.options.label, back: [back], spans: [span] })
  }

  get #only(): Span | null {
    return this.#spans.length === 1 && this.#back.length === 1 ? (this.#spans[0] ?? null) : null
  }

  /** Answers with what the reader stopped it from, as a step of its own; null where it was made as a whole. */
  async #flip(way: string): Promise<UndoStep | null> {
    const { make, find } = this.options
    const changes = new Map(this.#back.map((change): [Change, Back] => [opened(change, find), change]))
    const { back, spans, rest, problem } = await make([...changes.keys()], `${way}: ${this.label}`)
    if (problem !== null && !isUnsaved(problem)) throw problem
    const left = this.#left(rest.flatMap((change) => changes.get(change) ?? []))
    this.#back = back
    this.#spans = spans
    if (problem !== null) throw problem
    return left
  }

  #left(back: readonly Back[]): UndoStep | null {
    if (back.length === 0) return null
    const records = new Set(back.flatMap((one) => ('record' in one ? [one.record] : [])))
    const spans = this.#spans.filter(({ after }) => records.has(after.id))
    return new EditStep({ ...this.options, back, spans })
  }
}

function opened(change: Back, find: (id: LibraryId) => OpenLibrary): Change {
  return { ...change, library: find(change.library) }
}

/** The texts in a record, in a form that can be compared. */
function writtenIn({ note, highlights }: ArticleRecord): string {
  return JSON.stringify([noteText(note), shownHighlights(highlights).map(({ id, note: text }) => [id, text])])
}
