/** A step of undoing that is made of edits. */
import { shownHighlights } from '#core/notebook/highlight'
import { noteText } from '#core/notebook/note'
import type { ArticleRecord } from '#core/notebook/record'
import { editsTowards } from '#core/notebook/undo'
import type { ArticleId, LibraryId } from '#shared/article'
import type { OpenLibrary } from '../open-library'
import type { Back, Change, Make, Span } from './make-changes'
import { isRefused, isUnsaved } from './outcome'
import type { Turned, UndoStep } from './undo-stack'

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

/** A step made of edits; undone, it becomes the one that does it again. */
export class EditStep implements UndoStep {
  readonly key: string | null

  constructor(private readonly options: EditStepOptions) {
    this.key = options.key
  }

  get label(): string {
    return this.options.label(this.options.spans.length)
  }

  get article(): ArticleId | null {
    const [span, ...others] = this.options.spans
    if (span === undefined || others.length > 0) return null
    return this.options.find(span.library).articleAt(span.article.path)
  }

  readonly undo = (): Promise<Turned> => this.#turn('Undo')
  readonly redo = (): Promise<Turned> => this.#turn('Do again')

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
    const { spans, back } = this.options
    return spans.length === 1 && back.length === 1 ? (spans[0] ?? null) : null
  }

  async #turn(way: string): Promise<Turned> {
    const { make, find } = this.options
    const changes = new Map(this.options.back.map((change): [Change, Back] => [opened(change, find), change]))
    const { back, spans, rest, problem } = await make([...changes.keys()], `${way}: ${this.label}`)
    if (problem !== null && !isUnsaved(problem) && !isRefused(problem)) throw problem
    const left = rest.flatMap((change) => changes.get(change) ?? [])
    const records = new Set(left.flatMap((one) => ('record' in one ? [one.record] : [])))
    return {
      step: this.#of(back, spans),
      left: this.#of(
        left,
        this.options.spans.filter(({ after }) => records.has(after.id)),
      ),
      problem,
    }
  }

  #of(back: readonly Back[], spans: readonly Span[]): UndoStep | null {
    return back.length === 0 ? null : new EditStep({ ...this.options, back, spans })
  }
}

function opened(change: Back, find: (id: LibraryId) => OpenLibrary): Change {
  return { ...change, library: find(change.library) }
}

/** The texts in a record, in a form that can be compared. */
function writtenIn({ note, highlights }: ArticleRecord): string {
  return JSON.stringify([noteText(note), shownHighlights(highlights).map(({ id, note: text }) => [id, text])])
}
