/** Points out in articles where they are what was asked for: here where that is quick, else in a thread. */
import type { Query } from '#core/search/query'
import { patternsIn } from './pattern-marks'
import type { Budget, Candidate } from './pattern-search'
import { type SharedTerms, type ShowAnswers, type ShownText, type ShowRequest, show, type WantedKind } from './show'
import type { TextSource } from './text-protocol'
import type { TextThread } from './text-thread'

/** Bytes of a text up to which marking takes a few milliseconds at most. */
const short = 128 * 1024
/** Milliseconds that a regular expression may take in one text, beside one for so many bytes of it. */
const patternTime = 250
const bytesPerMs = 500

/** What is asked for. */
interface MarkRequest<W extends WantedKind> {
  readonly want: W
  readonly query: Query
  readonly terms: SharedTerms | null
  readonly maxLength?: number
  readonly limit?: number
  /** Milliseconds that regular expressions may take; after that they are not pointed out. */
  readonly patternBudget: Budget
}

export class Marker {
  constructor(private readonly thread: TextThread) {}

  /** Never rejects for what it looks for; regular expressions that take too long are not pointed out. */
  async show<W extends WantedKind>(article: Candidate, wanted: MarkRequest<W>): Promise<ShowAnswers[W]> {
    const { library, row } = article
    const { want, query, terms, maxLength = 0, limit = 0, patternBudget } = wanted
    const patterns =
      patternBudget.left > 0 && (patternsIn(query, 'title').length > 0 || patternsIn(query, 'body').length > 0)
    const request: ShowRequest<W> = { want, query, terms, maxLength, limit, patterns }
    const shown = { title: row.title, language: row.language }
    if (!patterns && row.text.bytes <= short) return show({ ...shown, text: await library.index.text(row) }, request)
    const place = library.index.whereabouts(row)
    const inFile = place === null ? null : await this.#inThread(shown, place, request, patternBudget, row.text.bytes)
    if (inFile !== null) return inFile
    const text = await library.index.text(row)
    const fromMemory = await this.#inThread(shown, { text }, request, patternBudget, row.text.bytes)
    if (fromMemory !== null) return fromMemory
    const plain = { ...request, patterns: false }
    if (row.text.bytes <= short) return show({ ...shown, text }, plain)
    return (
      (await this.#inThread(shown, { text }, plain, patternBudget, row.text.bytes)) ??
      show({ ...shown, text: text.slice(0, short) }, plain)
    )
  }

  /** Null where it came to nothing. */
  async #inThread<W extends WantedKind>(
    article: Omit<ShownText, 'text'>,
    text: TextSource,
    request: ShowRequest<W>,
    budget: Budget,
    bytes: number,
  ): Promise<ShowAnswers[W] | null> {
    if (request.patterns && budget.left <= 0) return null
    const perText = Math.min(request.patterns ? budget.left : patternTime, patternTime) + bytes / bytesPerMs
    const limits = { deadline: perText, perText }
    const outcome = await this.thread.run({ kind: 'show', article, text, request }, limits)
    if (request.patterns) budget.left -= outcome.tookMs
    if (outcome.is !== 'answered' || outcome.answer.kind !== 'show') return null
    // The thread answers what it was asked.
    return outcome.answer.shown as ShowAnswers[W] | null
  }
}
