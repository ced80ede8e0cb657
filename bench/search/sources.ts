/** Lectern's index as the benchmark keeps it on the disk. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openStore, type SearchSource, type SearchStore } from '#core/search/index'

const manifestName = 'manifest'

/** Writes a store into an empty folder. */
export function saveStore(store: SearchStore, folder: string): void {
  const image = store.image(new Set())
  for (const [name, bytes] of image.segments) writeFileSync(join(folder, name), bytes)
  writeFileSync(join(folder, manifestName), image.manifest)
}

/** The store in a folder, and what a search of it alone is given. */
export function openSources(folder: string): {
  readonly store: SearchStore
  readonly sources: readonly SearchSource[]
} {
  const names = readdirSync(folder).filter((name) => name !== manifestName)
  const store = openStore({
    manifest: readFileSync(join(folder, manifestName), 'utf8'),
    segments: new Map(names.map((name) => [name, readFileSync(join(folder, name))])),
  })
  return { store, sources: sourcesOf(store) }
}

export const sourcesOf = (store: SearchStore): readonly SearchSource[] => [
  { store, annotations: null, factsOf: noFacts },
]

const noFacts = (): never => {
  throw new RangeError('No benchmark asks for facts.')
}
