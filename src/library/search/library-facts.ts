/** What is known of a library's article, each thing looked up when a query asks for it: a search may ask about all of them. */
import type { ArticleFacts } from '#core/search/facts'
import type { FormatId } from '#shared/article'
import type { Annotation, ReadingState } from '../notebook/types'
import type { OpenLibrary } from '../open-library'
import { localDay } from './local-day'

export class LibraryFacts implements ArticleFacts {
  constructor(
    private readonly library: OpenLibrary,
    readonly path: string,
  ) {}

  get date(): string | null {
    return this.#row?.date.iso ?? null
  }

  get added(): string {
    return localDay(this.#row?.added ?? 0)
  }

  get format(): FormatId {
    return this.#row?.format ?? 'plain-text'
  }

  get language(): string | null {
    return this.#row?.language ?? null
  }

  get tags(): readonly string[] {
    return this.#annotation.tags
  }

  get keywords(): readonly string[] {
    return this.#row?.keywords ?? []
  }

  get hasNote(): boolean {
    return this.#annotation.note !== ''
  }

  get hasHighlight(): boolean {
    return this.#annotation.highlights.length > 0
  }

  get triage(): ReadingState['triage'] {
    return this.library.states.of(this.path).triage
  }

  get unread(): boolean {
    return this.library.states.of(this.path).unread
  }

  get #row() {
    return this.library.index.catalog.at(this.path)
  }

  get #annotation(): Annotation {
    return this.library.notebook.annotation(this.path)
  }
}
