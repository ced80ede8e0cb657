/** The articles of a library that the reader wrote on, and the same as a search has them; kept up to date change by change. */
import { AnnotationStore, freezeAnnotations } from '#core/search/index'
import type { SearchableAnnotation } from '#core/search/types'
import { Merger } from '../index/merger'
import { SegmentWorker } from '../index/segment-worker'
import type { Annotation } from '../notebook/types'
import type { OpenLibrary } from '../open-library'

/** So many articles are read within a few milliseconds: what was just written is found at once. More are left to a thread. */
const readAtOnce = 16
/** Articles that the thread reads at a time. */
const readTogether = 1_000

type Articles = ReadonlyMap<string, Annotation>

export class AnnotatedArticles {
  #revision = -1
  #articles = new Map<string, Annotation>()
  readonly #index = new AnnotationStore()
  #version = 0
  /** Those that the index was read in. */
  #languages: readonly string[] = []
  /** Paths that the index does not know as they are now. */
  readonly #unread = new Set<string>()
  /** How many the thread has. */
  #beingRead = 0
  #reading: Promise<void> | null = null
  #wasMissed = false
  readonly #thread: SegmentWorker
  readonly #merger: Merger

  /** `script`: the bundled merge worker. `onWhole` is told when everything can be found that an earlier search missed. */
  constructor(
    private readonly library: OpenLibrary,
    script: URL,
    private readonly onWhole: () => void,
  ) {
    this.#thread = new SegmentWorker(script)
    this.#merger = new Merger(this.#index.store, script)
    library.closing.addEventListener('abort', () => {
      this.#unread.clear()
      void this.#merger.close()
      void this.#thread.close()
    })
  }

  /** By path. */
  articles(): Articles {
    const { annotations, notebook } = this.library
    if (this.#revision === annotations) return this.#articles
    const changed = this.#revision === -1 ? null : this.library.annotatedSince(this.#revision)
    if (changed === null) {
      const now = new Map(notebook.annotatedPaths().map((path) => [path, notebook.annotation(path)]))
      for (const path of [...this.#articles.keys(), ...now.keys()]) this.#unread.add(path)
      this.#articles = now
    } else {
      for (const path of changed) {
        const now = notebook.annotation(path)
        if (isEmpty(now)) this.#articles.delete(path)
        else this.#articles.set(path, now)
        this.#unread.add(path)
      }
    }
    this.#revision = annotations
    return this.#articles
  }

  /** The index as far as it is; what is missing is being read. */
  index(): AnnotationStore {
    this.#catchUp()
    return this.#index
  }

  /** Grows whenever the index finds other articles than before. */
  get version(): number {
    this.#catchUp()
    return this.#version
  }

  /** Articles on which the reader wrote something that cannot be found yet. */
  get missing(): number {
    return this.#unread.size + this.#beingRead
  }

  /** A search was answered while some were missing. */
  miss(): void {
    this.#wasMissed = true
  }

  /** Resolves when none is missing. */
  async whole(): Promise<void> {
    this.#catchUp()
    while (this.#reading !== null) {
      await this.#reading
      this.#catchUp()
    }
  }

  #catchUp(): void {
    const { index, closing } = this.library
    if (closing.aborted) return
    const articles = this.articles()
    const languages = [...index.store.languages].sort()
    if (languages.join() !== this.#languages.join()) {
      this.#languages = languages
      for (const path of articles.keys()) this.#unread.add(path)
    }
    if (this.#reading !== null) return
    if (this.#unread.size <= readAtOnce) this.#readNow()
    else
      this.#reading = this.#readAll().finally(() => {
        this.#reading = null
        if (this.#wasMissed) this.onWhole()
        this.#wasMissed = false
      })
  }

  #readNow(): void {
    if (this.#unread.size === 0) return
    const { written, gone } = this.#take(readAtOnce)
    this.#put(written, gone, freezeAnnotations(written, this.#languages).bytes)
    this.#merger.wake()
  }

  async #readAll(): Promise<void> {
    while (this.#unread.size > 0) {
      const { written, gone } = this.#take(readTogether)
      const languages = this.#languages
      this.#beingRead = written.length
      // Without the thread it takes its time here.
      const segment = await this.#thread
        .freeze(written, languages)
        .catch(() => freezeAnnotations(written, languages).bytes)
      this.#beingRead = 0
      if (this.library.closing.aborted) return
      this.#put(written, gone, segment)
      this.#merger.wake()
    }
    void this.#merger.rest(this.library.closing)
  }

  /** Takes some of the unread, as they are now. */
  #take(most: number): { readonly written: readonly SearchableAnnotation[]; readonly gone: readonly string[] } {
    const written: SearchableAnnotation[] = []
    const gone: string[] = []
    for (const path of this.#unread) {
      if (written.length + gone.length === most) break
      this.#unread.delete(path)
      const annotation = this.#articles.get(path)
      if (annotation === undefined) gone.push(path)
      else written.push(searchable(path, annotation))
    }
    return { written, gone }
  }

  #put(written: readonly SearchableAnnotation[], gone: readonly string[], segment: Uint8Array): void {
    this.#index.add(written, segment)
    for (const path of gone) this.#index.remove(path)
    this.#version += 1
  }
}

const isEmpty = ({ tags, note, highlights, corrections }: Annotation): boolean =>
  tags.length === 0 && note === '' && highlights.length === 0 && Object.keys(corrections).length === 0

const searchable = (key: string, { tags, note, highlights, corrections }: Annotation): SearchableAnnotation => ({
  ...{ key, tags, note, corrected: corrections },
  highlights: highlights.flatMap((highlight) => [highlight.quote, highlight.note].filter((text) => text !== '')),
})
