/** Keeps new highlights until they are on disk, whatever happens in between. */
import type { Article, Mark } from '#shared/article'
import type { Colour, Highlight } from '#shared/highlight'
import { type Failure, toFailure } from '#shared/result'

/** Where a new highlight stands between the page and the disk. */
type NewState =
  | { readonly kind: 'saving' }
  /** Waits for the reader to say where notes are kept. */
  | { readonly kind: 'place-needed' }
  /** Not saved; it is tried again by itself. */
  | { readonly kind: 'waiting'; readonly failure: Failure }
  /** It cannot be saved as it is: the article is another, or gone. It stays until the reader takes it away. */
  | { readonly kind: 'refused'; readonly failure: Failure }

/** A passage the reader has highlighted, as long as it is not on disk. */
export interface NewHighlight {
  /** Made up here; the one on disk gets another. */
  readonly key: string
  readonly article: Pick<Article, 'id' | 'library' | 'path'>
  readonly mark: Mark
  readonly quote: string
  readonly colour: Colour
  readonly state: NewState
}

/** What of it is kept where a closed window does not reach it. */
export type HighlightDraft = Pick<NewHighlight, 'mark' | 'quote' | 'colour'>

/** The part of the world a keeper needs. */
export interface HighlightWorld {
  /** Resolves when the highlight is on disk. */
  save(highlight: NewHighlight): Promise<Highlight>
  /** Replaces the drafts of an article; none takes them away. */
  keepDrafts(article: NewHighlight['article'], drafts: readonly HighlightDraft[]): void
  saved(key: string, highlight: Highlight, article: NewHighlight['article']): void
  /** Runs an action later; returns what calls it off. */
  later(milliseconds: number, action: () => void): () => void
}

/** Milliseconds between tries after a failure: doubled each time up to the longest. */
const firstRetry = 500
const longestRetry = 8000
const hopeless: ReadonlySet<Failure['code']> = new Set(['invalid', 'not-found', 'newer-format'])

interface Entry {
  now: NewHighlight
  busy: boolean
  /** Asked to save again while a save was under way. */
  again: boolean
  retry: number
  cancel: () => void
}

/** One keeper serves all articles. */
export class HighlightKeeper {
  #entries: readonly Entry[] = []
  #shown: readonly NewHighlight[] = []
  #made = 0
  readonly #listeners = new Set<() => void>()

  constructor(private readonly world: HighlightWorld) {}

  /** For `useSyncExternalStore`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** All that is not on disk yet, oldest first. */
  readonly snapshot = (): readonly NewHighlight[] => this.#shown

  /** Takes a new highlight and saves it at once; returns the key it goes by until then. */
  add(article: NewHighlight['article'], draft: HighlightDraft): string {
    this.#made++
    const key = `new ${this.#made}`
    const now: NewHighlight = { key, article, ...draft, state: { kind: 'saving' } }
    const entry: Entry = { now, busy: false, again: false, retry: firstRetry, cancel: () => undefined }
    this.#entries = [...this.#entries, entry]
    this.#changed(entry)
    this.#save(entry)
    return key
  }

  /** Tries again now: a place was chosen, or the other side is back. */
  flush(): void {
    for (const entry of this.#entries) {
      if (entry.now.state.kind === 'refused') continue
      entry.cancel()
      entry.again = entry.busy
      this.#save(entry)
    }
  }

  /** Takes back what is not saved. */
  discard(key: string): void {
    const entry = this.#entries.find(({ now }) => now.key === key)
    if (entry !== undefined) this.#drop(entry)
  }

  #save(entry: Entry): void {
    if (entry.busy) return
    entry.busy = true
    this.world.save(entry.now).then(
      (highlight) => {
        this.#drop(entry)
        this.world.saved(entry.now.key, highlight, entry.now.article)
      },
      (thrown: unknown) => {
        entry.busy = false
        const failure = toFailure(thrown)
        if (failure.code === 'place-needed') {
          if (entry.again) {
            entry.again = false
            this.#save(entry)
          } else this.#become(entry, { kind: 'place-needed' })
        } else if (hopeless.has(failure.code)) this.#become(entry, { kind: 'refused', failure })
        else {
          entry.cancel()
          entry.cancel = this.world.later(entry.retry, () => this.#save(entry))
          entry.retry = Math.min(entry.retry * 2, longestRetry)
          this.#become(entry, { kind: 'waiting', failure })
        }
      },
    )
  }

  #become(entry: Entry, state: NewState): void {
    entry.now = { ...entry.now, state }
    this.#changed(entry)
  }

  #drop(entry: Entry): void {
    entry.cancel()
    this.#entries = this.#entries.filter((one) => one !== entry)
    this.#changed(entry)
  }

  #changed({ now: { article } }: Entry): void {
    this.#shown = this.#entries.map(({ now }) => now)
    const drafts = this.#shown.filter((one) => one.article.id === article.id)
    this.world.keepDrafts(
      article,
      drafts.map(({ mark, quote, colour }) => ({ mark, quote, colour })),
    )
    for (const listener of this.#listeners) listener()
  }
}
