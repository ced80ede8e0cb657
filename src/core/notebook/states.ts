/** What the reader did with articles: sorted, read, and since when they are there. Merged from any number of logs. */
import type { Triage } from '#shared/highlight'
import { compareRevisions, compareText, type Revised, type Revision } from './revision'

/** A value with the revision of its last change. */
export interface Kept<T> extends Revised {
  readonly value: T
}

/** What is kept of an article; a null field was never set. */
export interface KeptState {
  /** Of the article's content when it was last spoken of, as `contentMark` makes it. */
  readonly hash: Kept<string>
  /** Null: as if never sorted. */
  readonly triage: Kept<Triage | null> | null
  readonly read: Kept<boolean> | null
  /** When it came to the library, milliseconds since the epoch; null: it was there from the beginning. */
  readonly arrived: Kept<number | null> | null
}

/** A path, relative to the library, with the mark of the content that was there. */
export type MarkedPath = readonly [path: string, hash: string]

/** One change of many articles; what is not named stays as it is. No article stands in it twice. */
export interface StateChange extends Revised {
  readonly articles: readonly MarkedPath[]
  readonly triage?: Triage | null
  readonly read?: boolean
  readonly arrived?: number | null
}

/** What is shown of an article. Equal states are one object. */
export interface ShownState {
  readonly triage: Triage | null
  readonly unread: boolean
}

/** As much of a content's hash (hex) as is kept: enough to know it again. */
export const contentMark = (hash: string): string => hash.slice(0, 32)

const shownStates = ([null, 'inbox', 'later', 'archived'] as const).map((triage) => ({
  triage,
  unread: { triage, unread: true },
  read: { triage, unread: false },
}))

function shownOf({ triage, read, arrived }: Pick<KeptState, 'triage' | 'read' | 'arrived'>): ShownState {
  const sorted = triage?.value ?? ((arrived?.value ?? null) === null ? null : 'inbox')
  const found = shownStates.find((states) => states.triage === sorted)
  return read?.value === true ? (found?.read ?? untouched) : (found?.unread ?? untouched)
}

const untouched: ShownState = shownStates[0]?.unread ?? { triage: null, unread: true }

interface Entry extends KeptState {
  readonly shown: ShownState
}

/** The states of a library's articles by path. Changes may come in any order, and more than once. */
export class StateBook {
  readonly #articles = new Map<string, Entry>()
  #baseline: number | null = null
  #counter = 0

  /** When the library was first opened, milliseconds since the epoch: what was there then did not arrive. */
  get baseline(): number | null {
    return this.#baseline
  }

  /** The highest counter of all revisions. */
  get counter(): number {
    return this.#counter
  }

  /** All articles of which something is kept, by path. */
  get articles(): ReadonlyMap<string, KeptState> {
    return this.#articles
  }

  at(path: string): KeptState | undefined {
    return this.#articles.get(path)
  }

  /** Makes no object: a search asks it of every article. */
  shown(path: string): ShownState {
    return this.#articles.get(path)?.shown ?? untouched
  }

  /** The earliest of all first openings stands. */
  open(time: number): void {
    this.#baseline = Math.min(this.#baseline ?? time, time)
  }

  /** Takes in a change; returns the paths whose shown state is another now. */
  apply(change: StateChange): readonly string[] {
    const { revision, triage, read, arrived } = change
    this.#counter = Math.max(this.#counter, revision.counter)
    const kept = {
      triage: triage === undefined ? null : { value: triage, revision },
      read: read === undefined ? null : { value: read, revision },
      arrived: arrived === undefined ? null : { value: arrived, revision },
    }
    const changed: string[] = []
    for (const [path, mark] of change.articles) {
      const former = this.#articles.get(path)
      const next = {
        hash: laterOf(former?.hash ?? null, { value: mark, revision }),
        triage: laterOf(former?.triage ?? null, kept.triage),
        read: laterOf(former?.read ?? null, kept.read),
        arrived: laterOf(former?.arrived ?? null, kept.arrived),
      }
      const shown = shownOf(next)
      this.#articles.set(path, { ...next, shown })
      if (shown !== (former?.shown ?? untouched)) changed.push(path)
    }
    return changed
  }
}

/** The later value. A revision names one value; where a copied file breaks that, the value decides, the same for everyone. */
function laterOf<T>(a: Kept<T> | null, b: Kept<T>): Kept<T>
function laterOf<T>(a: Kept<T> | null, b: Kept<T> | null): Kept<T> | null
function laterOf<T>(a: Kept<T> | null, b: Kept<T> | null): Kept<T> | null {
  if (a === null || b === null) return a ?? b
  const order = compareRevisions(a.revision, b.revision) || compareText(String(a.value), String(b.value))
  return order < 0 ? b : a
}

/** The fewest changes that say all that is kept of some articles. */
export function changesOf(articles: Iterable<readonly [string, KeptState]>): readonly StateChange[] {
  const groups = new Map<string, { change: Omit<StateChange, 'articles'>; articles: MarkedPath[] }>()
  const add = (path: string, hash: string, change: Omit<StateChange, 'articles'>): void => {
    const { triage, read, arrived, revision } = change
    const key = `${revision.counter} ${triage} ${read} ${arrived} ${revision.replica}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { change, articles: [[path, hash]] })
    else group.articles.push([path, hash])
  }
  for (const [path, { hash, triage, read, arrived }] of articles) {
    const revisions = new Map<string, Revision>()
    for (const kept of [hash, triage, read, arrived]) if (kept !== null) revisions.set(name(kept), kept.revision)
    for (const [own, revision] of revisions) {
      add(path, hash.value, {
        revision,
        ...(triage !== null && name(triage) === own && { triage: triage.value }),
        ...(read !== null && name(read) === own && { read: read.value }),
        ...(arrived !== null && name(arrived) === own && { arrived: arrived.value }),
      })
    }
  }
  return Array.from(groups.values(), ({ change, articles }) => ({ ...change, articles }))
}

const name = ({ revision }: Revised): string => `${revision.counter} ${revision.replica}`
