/** Runs a query over the libraries of a scope, its regular expressions included, within a second. */
import { searchStores } from '#core/search/index'
import type { PatternLeaf, Query, QueryNode } from '#core/search/query'
import type { SearchOutcome, SearchSource, SearchWindow } from '#core/search/types'
import { englishNumber } from '#shared/english-number'
import type { CatalogRow } from '../index/catalog'
import type { OpenLibrary } from '../open-library'
import type { PathTest } from './narrowing'
import type { Budget, Candidate, Findings, PatternSearch } from './pattern-search'
import { cancelled } from './shared-work'

/** Milliseconds that the regular expressions of a query may take together. */
const patternTime = 1_000

/** What is searched. */
export interface Searched {
  readonly query: Query
  readonly scope: readonly OpenLibrary[]
  /** In the order of `scope`. */
  readonly sources: readonly SearchSource[]
  /** Articles on which something is written that is not found yet. */
  readonly missing: number
  /** In the order of `scope`; null: nothing is left out. */
  readonly tests: readonly PathTest[] | null
  /** The rows of the scope in the order in which they are looked through. */
  rows(): Iterable<Candidate>
}

/** A search whose windows can be taken. */
export interface Finding {
  /** Hits from `offset` on; `accepts` narrows further. */
  window(offset: number, limit: number, accepts?: SearchWindow['accepts']): SearchOutcome
  /** What keeps it from being whole, beside words that are cut (`SearchOutcome.cut`): sentences in plain words. */
  readonly shortfalls: readonly string[]
}

type Patterns = NonNullable<SearchWindow['patterns']>

/**
 * Searches. Where the query has regular expressions, the rest of it says which articles are worth looking through, and these
 * are looked through until time is up; what was found by then is the answer. Rejects with 'cancelled' where aborted.
 */
export async function find(searched: Searched, looker: PatternSearch, signal?: AbortSignal): Promise<Finding> {
  const leaves = patternLeaves(searched.query.root)
  if (leaves.length === 0) return findingOf(searched, null, [])
  const look = new PatternLook(searched, looker, leaves)
  const budget: Budget = { left: patternTime }
  for (;;) {
    const next = look.next(budget)
    if (next === null) break
    await looker.look(next.leaf, next.candidates, budget, signal)
    if (signal?.aborted) throw cancelled()
  }
  look.close()
  return findingOf(
    searched,
    look.patterns(() => undefined),
    look.shortfalls(),
  )
}

const findingOf = (searched: Searched, patterns: Patterns | null, shortfalls: readonly string[]): Finding => ({
  window: (offset, limit, accepts) => run(searched, offset, limit, patterns, accepts),
  shortfalls,
})

function run(
  { sources, query, tests }: Searched,
  offset: number,
  limit: number,
  patterns: Patterns | null,
  accepts?: SearchWindow['accepts'],
): SearchOutcome {
  const isAccepted: SearchWindow['accepts'] = (source, key) =>
    (tests?.[source]?.(key) ?? true) && (accepts?.(source, key) ?? true)
  return searchStores(sources, query, {
    ...{ offset, limit },
    ...((tests !== null || accepts !== undefined) && { accepts: isAccepted }),
    ...(patterns !== null && { patterns }),
  })
}

/** A regular expression of the query. */
interface Asked {
  readonly leaf: PatternLeaf
  /** It stands under an odd number of `not`. */
  readonly negated: boolean
}

function patternLeaves(root: QueryNode | null, negated = false): readonly Asked[] {
  if (root === null) return []
  switch (root.kind) {
    case 'all':
    case 'any':
      return root.nodes.flatMap((node) => patternLeaves(node, negated))
    case 'not':
      return patternLeaves(root.node, !negated)
    default:
      return root.kind === 'pattern' ? [{ leaf: root, negated }] : []
  }
}

/** Which articles have to be looked through for which expression. */
class PatternLook {
  readonly #leaves: readonly (Asked & {
    readonly findings: Findings
    /** All articles that it was asked about. */
    readonly rows: Set<CatalogRow>
  })[]
  #isOpen = true

  constructor(
    private readonly searched: Searched,
    looker: PatternSearch,
    leaves: readonly Asked[],
  ) {
    this.#leaves = leaves.map((asked) => ({ ...asked, findings: looker.findings(asked.leaf), rows: new Set() }))
  }

  /** An expression, and the articles that may meet the query and were not looked through for it; null: none, or time is up. */
  next({ left }: Budget): { readonly leaf: PatternLeaf; readonly candidates: readonly Candidate[] } | null {
    if (left <= 0) return null
    const unknown = new Map<PatternLeaf, Set<CatalogRow>>()
    const patterns = this.patterns((leaf, row) => {
      const rows = unknown.get(leaf) ?? new Set()
      unknown.set(leaf, rows.add(row))
    })
    const outcome = run(this.searched, 0, 0, patterns)
    const [first] = unknown
    if (first === undefined) return null
    const [leaf, rows] = first
    const candidates = Array.from(this.searched.rows()).filter(({ row }) => rows.has(row))
    return { leaf, candidates: bestFirst(candidates, outcome, this.searched.scope) }
  }

  /**
   * What the search is told. An article that was not looked through is told to `onUnknown`; it counts as one that still may
   * be found as long as someone looks, and as one that is not found after that.
   */
  patterns(onUnknown: (leaf: PatternLeaf, row: CatalogRow) => void): Patterns {
    const { scope, tests } = this.searched
    return new Map(
      this.#leaves.map(({ leaf, negated, findings, rows }) => [
        leaf,
        (source: number, key: string): boolean => {
          const row = scope[source]?.index.catalog.at(key)
          if (row === undefined || tests?.[source]?.(key) === false) return negated
          rows.add(row)
          const verdict = findings.verdict(row)
          if (verdict === 'met' || verdict === 'unmet') return verdict === 'met'
          if (verdict === 'stuck' || !this.#isOpen) return negated
          onUnknown(leaf, row)
          return !negated
        },
      ]),
    )
  }

  /** Ends the looking: what is not known now is not found. */
  close(): void {
    this.#isOpen = false
  }

  /** What was not looked through, for each expression. */
  shortfalls(): readonly string[] {
    return this.#leaves.flatMap(({ leaf, findings, rows }) => {
      let [unknown, stuck] = [0, 0]
      for (const row of rows) {
        const verdict = findings.verdict(row)
        if (verdict === 'unknown') unknown += 1
        if (verdict === 'stuck') stuck += 1
      }
      return shortfallOf(leaf, rows.size, unknown, stuck)
    })
  }
}

function shortfallOf({ source }: PatternLeaf, asked: number, unknown: number, stuck: number): readonly string[] {
  if (unknown > 0) {
    const [looked, all] = [englishNumber(asked - unknown - stuck), englishNumber(asked)]
    return [
      `The search for /${source}/ was stopped after one second: ${looked} of ${all} articles were looked through.`,
    ]
  }
  if (stuck === 0) return []
  const which = stuck === 1 ? 'one article, which is' : `${englishNumber(stuck)} articles, which are`
  return [`/${source}/ takes too long in ${which} left out.`]
}

/** The articles that words of the query found come in the order of the search, before the others. */
function bestFirst(
  candidates: readonly Candidate[],
  outcome: SearchOutcome,
  scope: readonly OpenLibrary[],
): readonly Candidate[] {
  const scores = new Map<CatalogRow, number>()
  for (const { source, key, score } of outcome.matching()) {
    const row = score > 0 ? scope[source]?.index.catalog.at(key) : undefined
    if (row !== undefined) scores.set(row, score)
  }
  if (scores.size === 0) return candidates
  return candidates.toSorted((a, b) => (scores.get(b.row) ?? 0) - (scores.get(a.row) ?? 0))
}
