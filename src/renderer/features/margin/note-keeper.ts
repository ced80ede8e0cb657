/** Keeps what is typed into notes until it is on disk, whatever happens in between. */
import { type Failure, toFailure } from '#shared/result'

/** What a note stands on, by a name that is the same while the page lives: an article, or a highlight of one. */
export type NoteKey = string

/** Where a note stands between the keyboard and the disk. */
export type NoteState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  /** Waits for the reader to say where notes are kept. */
  | { readonly kind: 'place-needed' }
  /** Not saved; it is tried again by itself. */
  | { readonly kind: 'waiting'; readonly failure: Failure }

/** The part of the world a keeper needs. */
interface NoteWorld {
  /** Resolves when the note is on disk, with what of it is seen now; `seen`: what of it was on the screen before. */
  save(key: NoteKey, note: string, seen: string): Promise<string>
  /** Keeps the text where a crash or a closed window does not reach it; null takes it away. */
  keepDraft(key: NoteKey, note: string | null, seen: string): void
  /** Runs an action later; returns what calls it off. */
  later(milliseconds: number, action: () => void): () => void
}

/** Milliseconds after the last keystroke until a note is saved. */
export const typingPause = 400
/** Milliseconds between tries after a failure: doubled each time up to the longest. */
const firstRetry = 500
const longestRetry = 8000

interface Entry {
  text: string
  /** The text that is being saved now, or null. */
  saving: string | null
  /** Asked to save again while a save was under way: what kept that one from succeeding may be settled meanwhile. */
  again: boolean
  state: NoteState
  retry: number
  cancel: () => void
}

/** One keeper serves all notes: leaving an article does not leave its note behind. */
export class NoteKeeper {
  readonly #entries = new Map<NoteKey, Entry>()
  readonly #seen = new Map<NoteKey, string>()
  readonly #listeners = new Set<() => void>()

  constructor(private readonly world: NoteWorld) {}

  /** For `useSyncExternalStore`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** What was typed and is not on disk yet, or null. */
  pending(key: NoteKey): string | null {
    return this.#entries.get(key)?.text ?? null
  }

  state(key: NoteKey): NoteState {
    return this.#entries.get(key)?.state ?? savedState
  }

  /** Says what of a note is on the screen; while something typed waits, that stands as it was when it was begun. */
  show(key: NoteKey, seen: string): void {
    if (!this.#entries.has(key)) this.#seen.set(key, seen)
  }

  /** Takes what was typed; it is saved after a pause. */
  type(key: NoteKey, text: string): void {
    const entry = this.#entries.get(key) ?? this.#begin(key, text)
    entry.text = text
    this.world.keepDraft(key, text, this.#seenOf(key))
    if (entry.state.kind === 'place-needed') return
    entry.cancel()
    entry.cancel = this.world.later(typingPause, () => this.#save(key, entry))
    if (entry.state.kind !== 'waiting') this.#tell(entry, savingState)
  }

  /** Saves now what waits: of one note, or of all (the window closes, the other side is back, a place was chosen). */
  flush(key?: NoteKey): void {
    for (const [id, entry] of this.#entries) {
      if (key !== undefined && id !== key) continue
      entry.cancel()
      entry.again = entry.saving !== null
      this.#save(id, entry)
    }
  }

  #seenOf(key: NoteKey): string {
    return this.#seen.get(key) ?? ''
  }

  #begin(key: NoteKey, text: string): Entry {
    const entry: Entry = {
      text,
      saving: null,
      again: false,
      state: savingState,
      retry: firstRetry,
      cancel: () => undefined,
    }
    this.#entries.set(key, entry)
    return entry
  }

  #save(key: NoteKey, entry: Entry): void {
    if (entry.saving !== null) return
    const text = entry.text
    entry.saving = text
    // A question or a failure on the page stays until it is settled: another try must not make it blink.
    if (entry.state.kind === 'saving') this.#tell(entry, savingState)
    this.world.save(key, text, this.#seenOf(key)).then(
      (seen) => {
        this.#seen.set(key, seen)
        entry.saving = null
        entry.retry = firstRetry
        if (entry.text !== text) {
          // Typed on while it was saved: the pause of the last keystroke may have passed meanwhile.
          entry.cancel()
          this.#save(key, entry)
          return
        }
        this.#entries.delete(key)
        this.world.keepDraft(key, null, seen)
        this.#tell(entry, savedState)
      },
      (thrown: unknown) => {
        entry.saving = null
        const failure = toFailure(thrown)
        if (failure.code === 'place-needed' && entry.again) {
          entry.again = false
          this.#save(key, entry)
          return
        }
        if (failure.code === 'place-needed') {
          this.#tell(entry, { kind: 'place-needed' })
          return
        }
        entry.cancel()
        entry.cancel = this.world.later(entry.retry, () => this.#save(key, entry))
        entry.retry = Math.min(entry.retry * 2, longestRetry)
        this.#tell(entry, { kind: 'waiting', failure })
      },
    )
  }

  #tell(entry: Entry, state: NoteState): void {
    entry.state = state
    for (const listener of this.#listeners) listener()
  }
}

const savedState: NoteState = { kind: 'saved' }
const savingState: NoteState = { kind: 'saving' }
