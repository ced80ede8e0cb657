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
interface ShownState {
  readonly triage: Triage | null
  readonly unread: boolean
}

/** As much of a content's hash (hex) as is kept: enough to know it again. */
export const contentMark = (hash: string): string => hash.slice(0, 32)

const shownStates = {
  none: { unread: { triage: null, unread: true }, read: { triage: null, unread: false } },
  inbox: { unread: { triage: 'inbox', unread: true }, read: { triage: 'inbox', unread: false } },
  later: { unread: { triage: 'later', unread: true }, read: { triage: 'later', unread: false } },
  archived: { unread: { triage: 'archived', unread: true }, read: { triage: 'archived', unread: false } },
} as const
const untouched: ShownState = shownStates.none.unread

/** Changed in place: archiving all makes no new object for an article but its mark. */
class Entry implements KeptState {
  triage: Kept<Triage | null> | null = null
  read: Kept<boolean> | null = null
  arrived: Kept<number | null> | null = null
  shown = untouched

  constructor(public hash: Kept<string>) {}

  /** Brings `shown` up to date; returns whether it is another. */
  show(): boolean {
    const former = this.shown
    const hasArrived = this.arrived !== null && this.arrived.value !== null
    const states = shownStates[this.triage?.value ?? (hasArrived ? 'inbox' : 'none')]
    this.shown = this.read?.value === true ? states.read : states.unread
    return this.shown !== former
  }
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
    const sorted = triage === undefined ? null : { value: triage, revision }
    const opened = read === undefined ? null : { value: read, revision }
    const came = arrived === undefined ? null : { value: arrived, revision }
    const changed: string[] = []
    for (const [path, mark] of change.articles) {
      const hash = { value: mark, revision }
      const entry = this.#articles.get(path) ?? new Entry(hash)
      this.#articles.set(path, entry)
      if (isLater(hash, entry.hash)) entry.hash = hash
      if (sorted !== null && isLater(sorted, entry.triage)) entry.triage = sorted
      if (opened !== null && isLater(opened, entry.read)) entry.read = opened
      if (came !== null && isLater(came, entry.arrived)) entry.arrived = came
      if (entry.show()) changed.push(path)
    }
    return changed
  }
}

/** Whether a value replaces another. A revision names one value; where a copied file breaks that, the value decides, the same for everyone. */
function isLater<T>(value: Kept<T>, former: Kept<T> | null): boolean {
  if (former === null) return true
  const order = compareRevisions(value.revision, former.revision)
  return order > 0 || (order === 0 && compareText(String(value.value), String(former.value)) > 0)
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
