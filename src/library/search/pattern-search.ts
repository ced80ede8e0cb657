/** Looks through articles for regular expressions, in a thread of its own, and remembers what it found. */
import type { PatternLeaf } from '#core/search/query'
import type { CatalogRow } from '../index/catalog'
import { Lru } from '../lru'
import type { OpenLibrary } from '../open-library'
import { verdicts } from './text-protocol'
import type { TextThread } from './text-thread'

/** An article to be looked through. */
export interface Candidate {
  readonly library: OpenLibrary
  readonly row: CatalogRow
}

/** Milliseconds that are left for a query. */
export interface Budget {
  left: number
}

/** Milliseconds after which a regular expression is taken to hang over a text. */
const perText = 250
/** Texts that lie in no file are read so many at a time. */
const readTogether = 64
/** Expressions whose findings are remembered. */
const remembered = 16

/** The expression hung over this text: it is not tried again. */
const stuck = 16

type Verdict = 'met' | 'unmet' | 'stuck' | 'unknown'

/** What is known of the articles that were looked through for an expression. A row stands for one state of an article. */
export class Findings {
  readonly #found = new WeakMap<CatalogRow, number>()

  verdict(row: CatalogRow): Verdict {
    const found = this.#found.get(row)
    if (found === undefined) return 'unknown'
    if (found === stuck) return 'stuck'
    return (found & (verdicts.inTitle | verdicts.inBody)) === 0 ? 'unmet' : 'met'
  }

  /** The fields in which an article meets it. */
  fieldsMet(row: CatalogRow): readonly ('title' | 'body')[] {
    const found = this.#found.get(row) ?? 0
    const isIn = (bit: number): boolean => found !== stuck && (found & bit) > 0
    const fields = ['title', 'body'] as const
    return fields.filter((field) => isIn(field === 'title' ? verdicts.inTitle : verdicts.inBody))
  }

  set(row: CatalogRow, found: number): void {
    this.#found.set(row, found)
  }
}

export class PatternSearch {
  readonly #findings = new Lru<Findings>(remembered)

  constructor(private readonly thread: TextThread) {}

  /** What is known of an expression in its field. */
  findings({ source, flags, field }: PatternLeaf): Findings {
    return this.#findings.get(JSON.stringify([source, flags, field]), () => new Findings())
  }

  /** Looks through those of which nothing is known, in their order, as long as the budget lasts. Ends early where aborted. */
  async look(leaf: PatternLeaf, candidates: readonly Candidate[], budget: Budget, signal?: AbortSignal): Promise<void> {
    const findings = this.findings(leaf)
    const unknown = candidates.filter(({ row }) => findings.verdict(row) === 'unknown')
    const unread = await this.#lookThrough(leaf, unknown, new Map(), budget, signal)
    // Texts that wait for room on the disk, and what another process keeps.
    for (let at = 0; at < unread.length && budget.left > 0 && !signal?.aborted; at += readTogether) {
      const batch = unread.slice(at, at + readTogether)
      const texts = await Promise.all(batch.map(({ library, row }) => library.index.text(row)))
      await this.#lookThrough(leaf, batch, new Map(texts.entries()), budget, signal)
    }
  }

  /** Returns those that could not be read by another thread. */
  async #lookThrough(
    leaf: PatternLeaf,
    candidates: readonly Candidate[],
    texts: ReadonlyMap<number, string>,
    budget: Budget,
    signal: AbortSignal | undefined,
  ): Promise<readonly Candidate[]> {
    const findings = this.findings(leaf)
    const unread: Candidate[] = []
    for (let from = 0; from < candidates.length && budget.left > 0; ) {
      const rest = candidates.slice(from)
      const found = new Uint8Array(new SharedArrayBuffer(rest.length))
      const job = { ...jobOf(leaf, rest, texts, from), found }
      const start = performance.now()
      const outcome = await this.thread.run(job, { deadline: budget.left, perText, ...(signal && { signal }) })
      // A thread that has to be started again because of the expression is on its account.
      budget.left -= from === 0 ? outcome.tookMs : performance.now() - start
      rest.forEach((candidate, index) => {
        const verdict = found[index] ?? 0
        if ((verdict & verdicts.unreadable) > 0) unread.push(candidate)
        else if (verdict > 0) findings.set(candidate.row, verdict)
      })
      // A thread that cannot be had is not asked for again.
      if (outcome.is === 'lost') budget.left = 0
      if (outcome.is !== 'stuck') break
      const over = rest[outcome.at]
      if (over !== undefined) findings.set(over.row, stuck)
      from += outcome.at + 1
    }
    return unread
  }
}

/** `texts`: those that are at hand, by their number from the first candidate of all. */
function jobOf(
  { source, flags, field }: PatternLeaf,
  candidates: readonly Candidate[],
  texts: ReadonlyMap<number, string>,
  from: number,
) {
  const files = new Map<string, number>()
  const places = new Float64Array(4 * candidates.length)
  const memory = new Map<number, string>()
  if (field !== 'title') {
    candidates.forEach(({ library, row }, index) => {
      const text = texts.get(from + index)
      if (text !== undefined) memory.set(index, text)
      const place = text === undefined ? library.index.whereabouts(row) : null
      if (place === null) {
        places[4 * index] = -1
        return
      }
      const file = files.get(place.file) ?? files.size
      files.set(place.file, file)
      places.set([file, place.at, place.bytes, place.check], 4 * index)
    })
  }
  const titles = field === 'body' ? [] : candidates.map(({ row }) => row.title)
  return { kind: 'look', source, flags, field, titles, files: [...files.keys()], places, memory } as const
}
