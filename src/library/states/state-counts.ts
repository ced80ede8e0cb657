/** How many articles are in which state. */
import type { OpenLibrary } from '../open-library'
import { narrow } from '../search/narrowing'
import type { Sources } from '../search/sources'

/** Numbers of articles. */
interface StateCounts {
  readonly inbox: number
  /** Of the inbox. */
  readonly inboxUnread: number
  readonly later: number
  readonly archived: number
  readonly unread: number
}

/** Counts the states of libraries; remembered until articles or states change. */
export class StateCounter {
  #known: { readonly key: string; readonly counts: StateCounts } | null = null

  constructor(private readonly sources: Sources) {}

  /** The counts of a scope: an article of a library inside another counts once. */
  of(scope: readonly OpenLibrary[]): StateCounts {
    const key = scope.map(({ id, index, stated }) => `${id}.${index.catalog.revision}.${stated}`).join()
    if (this.#known?.key !== key) this.#known = { key, counts: count(scope, this.sources) }
    return this.#known.counts
  }
}

function count(scope: readonly OpenLibrary[], sources: Sources): StateCounts {
  const tests = narrow({ folder: null, tags: [] }, scope, sources)
  const counts = { inbox: 0, inboxUnread: 0, later: 0, archived: 0, unread: 0 }
  scope.forEach(({ index, states }, library) => {
    const test = tests?.[library]
    for (const { path } of index.catalog.rows()) {
      if (test !== undefined && !test(path)) continue
      const { triage, unread } = states.of(path)
      if (unread) counts.unread += 1
      if (triage !== null) counts[triage] += 1
      if (unread && triage === 'inbox') counts.inboxUnread += 1
    }
  })
  return counts
}
