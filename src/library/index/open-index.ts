/** Opens what is kept of a library between two runs, or begins anew: see index-files.ts. */
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createStore, openStore } from '#core/search/index'
import { ensureFolder } from '../disk/files'
import { type HeldLock, holdLock } from '../disk/held-lock'
import { Catalog } from './catalog'
import {
  catalogFile,
  catalogLines,
  generationFolder,
  generations,
  newTexts,
  openTexts,
  readImage,
  textsFile,
} from './generation-files'
import { IndexFiles, type IndexState } from './index-files'
import { emptyManifest, manifestFile, readIndexManifest } from './index-manifest'
import { textsInMemory } from './texts'

/** How often the manifest is asked again when another process replaced what it names. */
const attempts = 3

/** A library's catalog and index as they were kept, and how to keep them. */
export interface KeptIndex extends IndexState {
  readonly files: IndexFiles
}

/**
 * Opens what is kept in `folder` (made where it is missing), or starts with nothing. Where the cache cannot be written at all
 * (a full disk), everything stays in memory, and `compact` says why.
 */
export async function openIndexFiles(folder: string): Promise<KeptIndex> {
  try {
    return await openKept(folder)
  } catch {
    return { ...nothing(), files: new IndexFiles(folder, null, textsInMemory(), null) }
  }
}

const nothing = (): IndexState => ({ catalog: new Catalog(), store: createStore(), hasBeenScanned: false })

async function openKept(folder: string): Promise<KeptIndex> {
  await ensureFolder(folder)
  const lock = await holdLock(join(folder, 'lock'))
  try {
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const kept = await load(folder, lock)
      if (kept !== null) return kept
      // Without the lock, the files may have been replaced while we read them; with it, they are damaged.
      if (lock !== null) break
    }
    return await begin(folder, lock)
  } catch (error) {
    await lock?.release()
    throw error
  }
}

async function load(folder: string, lock: HeldLock | null): Promise<KeptIndex | null> {
  try {
    const manifest = await readIndexManifest(folder)
    const generation = generationFolder(folder, manifest.generation)
    const catalog = new Catalog()
    catalog.replay(await catalogLines(join(generation, catalogFile), manifest))
    const store = openStore(await readImage(generation, manifest))
    if (store.size !== catalog.size) return null
    const textPath = join(generation, textsFile)
    if ((await stat(textPath)).size < manifest.textBytes) return null
    const texts = await openTexts(folder, textPath, manifest.textBytes, lock !== null)
    const files = new IndexFiles(folder, lock, texts, manifest)
    if (lock !== null) await files.removeLeftovers()
    return { catalog, store, hasBeenScanned: manifest.hasBeenScanned, files }
  } catch {
    return null
  }
}

async function begin(folder: string, lock: HeldLock | null): Promise<KeptIndex> {
  const generation = (await generations(folder)).reduce((last, next) => Math.max(last, next), 0) + 1
  if (lock === null) {
    const texts = await openTexts(folder, null, 0, false)
    return { ...nothing(), files: new IndexFiles(folder, null, texts, null) }
  }
  await rm(join(folder, manifestFile), { recursive: true, force: true })
  const files = new IndexFiles(folder, lock, await newTexts(folder, generation), emptyManifest(generation))
  await files.removeLeftovers()
  return { ...nothing(), files }
}
