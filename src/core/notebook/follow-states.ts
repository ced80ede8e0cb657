/** States follow their articles: to where these were moved, and through edits. */
import { type LibraryFiles, placeRecords } from './reconcile'
import { compareRevisions, type Revision } from './revision'
import {
  changesOf,
  contentMark,
  type Kept,
  type KeptState,
  type MarkedPath,
  type StateBook,
  type StateChange,
} from './states'

/** An article that lies elsewhere now. */
export interface Move {
  readonly from: string
  readonly to: string
}

/**
 * The changes that fit a book to the articles that are there now. `moves` are known from elsewhere, and hold where the one path
 * is gone and the other is there; what took the place of an article that was moved arrived `now` (milliseconds since the epoch).
 * `next` gives revisions, each later than all before.
 */
export function followStates(
  book: StateBook,
  files: LibraryFiles,
  moves: readonly Move[],
  now: number,
  next: () => Revision,
): readonly StateChange[] {
  const known = moves.filter(({ from, to }) => !files.has(from) && files.has(to))
  const { moved, edited } = displaced(book, files)
  const targets = new Set(known.map(({ to }) => to))
  const origins = new Set(known.map(({ from }) => from))
  const all = [...known, ...moved.filter(({ from, to }) => !targets.has(to) && !origins.has(from))]
  const changes = all.length === 0 ? [] : moveAll(book, files, all, now, next)
  return edited.length === 0 ? changes : [...changes, { articles: edited, revision: next() }]
}

function displaced(
  book: StateBook,
  files: LibraryFiles,
): { readonly moved: readonly Move[]; readonly edited: readonly MarkedPath[] } {
  const astray = [...book.articles].filter(
    ([path, state]) => saysSomething(state) && contentMark(files.get(path)?.hash ?? '') !== state.hash.value,
  )
  // Most are in their place, and most of the others are gone for good.
  const marks = new Set(astray.length === 0 ? [] : Array.from(files.values(), ({ hash }) => contentMark(hash)))
  const isThere = ([path, { hash }]: readonly [string, KeptState]): boolean => files.has(path) || marks.has(hash.value)
  if (!astray.some(isThere)) return { moved: [], edited: [] }
  const marked = new Map(Array.from(files, ([path, { hash, title }]) => [path, { hash: contentMark(hash), title }]))
  const titles = new Map(Array.from(marked.values(), ({ hash, title }) => [hash, title]))
  // One that only arrived leaves its place to a state that the reader gave: it may be the same article, seen there first.
  const records = [...book.articles].filter(
    ([path, state]) => isSorted(state) || (saysSomething(state) && marked.get(path)?.hash !== state.hash.value),
  )
  const places = placeRecords(
    records.map(([path, { hash }]) => ({
      ...{ path, hash: hash.value },
      title: titles.get(hash.value) ?? marked.get(path)?.title ?? '',
    })),
    marked,
  )
  const taken = new Set(places.filter((place, index) => place === records[index]?.[0]))
  const moved: Move[] = []
  const edited: MarkedPath[] = []
  records.forEach(([from, state], index) => {
    const to = places[index] ?? null
    const file = to === null ? undefined : marked.get(to)
    if (to === null || file === undefined) return
    if (to === from) {
      // A file whose content is not known now has no hash.
      if (file.hash !== state.hash.value && file.hash !== '') edited.push([from, file.hash])
    } else if (!taken.has(to)) {
      taken.add(to)
      moved.push({ from, to })
    }
  })
  return { moved, edited }
}

function moveAll(
  book: StateBook,
  files: LibraryFiles,
  moves: readonly Move[],
  now: number,
  next: () => Revision,
): readonly StateChange[] {
  const revision = next()
  const arrived = moves.flatMap(({ from, to }): [string, KeptState][] => {
    const [moved, there] = [book.at(from), book.at(to)]
    if (moved === undefined && there === undefined) return []
    const hash = { value: contentMark(files.get(to)?.hash ?? ''), revision }
    return [
      [
        to,
        {
          hash,
          triage: carried(moved?.triage ?? null, there?.triage ?? null, null, revision),
          read: carried(moved?.read ?? null, there?.read ?? null, false, revision),
          arrived: carried(moved?.arrived ?? null, there?.arrived ?? null, null, revision),
        },
      ],
    ]
  })
  const targets = new Set(moves.map(({ to }) => to))
  const left = new Set(
    moves.map(({ from }) => from).filter((path) => !targets.has(path) && book.at(path) !== undefined),
  )
  const cleared = (wasReplaced: boolean): readonly StateChange[] => {
    const articles = [...left]
      .filter((path) => files.has(path) === wasReplaced)
      .map((path): MarkedPath => [path, contentMark(files.get(path)?.hash ?? book.at(path)?.hash.value ?? '')])
    const arrived = wasReplaced ? now : null
    return articles.length === 0 ? [] : [{ articles, triage: null, read: false, arrived, revision: next() }]
  }
  return [...changesOf(arrived), ...cleared(false), ...cleared(true)]
}

/** A moved value keeps its revision, so that what the reader did with the article elsewhere since then stands. */
function carried<T>(moved: Kept<T> | null, there: Kept<T> | null, unset: T, revision: Revision): Kept<T> | null {
  if (there === null || (moved !== null && compareRevisions(moved.revision, there.revision) > 0)) return moved
  const value = moved === null ? unset : moved.value
  return there.value === value ? there : { value, revision }
}

const isSorted = ({ triage, read }: KeptState): boolean => (triage?.value ?? null) !== null || read?.value === true

const saysSomething = (state: KeptState): boolean => isSorted(state) || (state.arrived?.value ?? null) !== null
