/** Makes catalog and index say what a survey of the folder found. */
import type { ArticleId } from '#shared/article'
import { sameState } from '../disk/file-state'
import type { ParsePool } from '../parse/parse-pool'
import { readFiles } from '../parse/reading'
import { type Survey, scopeTest } from '../scan/changes'
import type { PassedOverFiles } from '../scan/passed-over'
import type { LibraryIndex } from './library-index'

/** How many articles came, changed and went. */
export interface Counts {
  readonly added: number
  readonly changed: number
  readonly removed: number
}

interface BringUpOptions {
  /** The library's real folder. */
  readonly root: string
  readonly index: LibraryIndex
  readonly passedOver: PassedOverFiles
  readonly pool: ParsePool
  readonly signal: AbortSignal
  /** Milliseconds since the epoch. */
  readonly clock: () => number
  /** Told how many files have to be read, before the first one is. */
  readonly onTotal: (files: number) => void
  /** Told after each batch how many files are done, and which articles are other than they were. */
  readonly onBatch: (done: number, articles: readonly ArticleId[]) => void
}

/** Takes in a survey; what is unchanged is not read. Throws `LecternError`: 'cancelled' (what was read stays), 'io'. */
export async function bringUp(survey: Survey, options: BringUpOptions): Promise<Counts> {
  const { index, passedOver, onBatch } = options
  const { catalog } = index
  const states = new Map(survey.files.map((file) => [file.path, file]))
  passedOver.replace(scopeTest(survey.scopes), survey.passedOver)

  const gone = knownIn(index, survey.scopes).filter((path) => !states.has(path))
  const forgotten = gone.flatMap((path) => index.remove(path))
  if (forgotten.length > 0) onBatch(0, forgotten)

  const unread = [...states.values()].filter((file) => {
    const refused = catalog.refusedAt(file.path)
    if (refused !== undefined && sameState(refused, file)) passedOver.skip(refused)
    const known = catalog.at(file.path) ?? refused
    return known === undefined || !sameState(known, file)
  })
  options.onTotal(unread.length)
  const counts = { added: 0, changed: 0, removed: forgotten.length }
  let done = 0
  await readFiles(unread, {
    ...options,
    known: (path) => catalog.at(path)?.hash ?? null,
    apply: async (files) => {
      const { readings } = files
      const applied = await index.apply(files, states, options.clock())
      for (const reading of readings) if (reading.is === 'refused') passedOver.skip(reading)
      counts.added += applied.added.length
      counts.changed += applied.changed.length
      counts.removed += applied.removed.length
      done += readings.length
      onBatch(done, [...applied.added, ...applied.changed, ...applied.removed])
    },
  })
  return counts
}

/** The paths of all known files at or below the scopes. */
function knownIn({ catalog }: LibraryIndex, scopes: readonly string[]): string[] {
  // The usual change is of single files: no need to go through all of them.
  if (scopes.every((scope) => (catalog.at(scope) ?? catalog.refusedAt(scope)) !== undefined)) return [...scopes]
  const isInScope = scopeTest(scopes)
  return [...catalog.rows(), ...catalog.refused()].flatMap(({ path }) => (isInScope(path) ? [path] : []))
}
