/**
 * What is kept of a library between two runs: catalog, texts and index, in the app's cache. All of it can be made again, so
 * damage is no error: what cannot be read is thrown away.
 *
 *     manifest           names the generation, and how much of its files counts; replaced whole, last of all
 *     lock               held by the one process that writes, as long as the library is open in it
 *     g<N>/catalog.jsonl lines of catalog.ts, appended
 *     g<N>/texts.bin     canonical texts in UTF-8, appended
 *     g<N>/<segment>     immutable pieces of the search store
 *
 * A process that does not get the lock starts from the last committed state and keeps its own changes to itself.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { SearchStore } from '#core/search/index'
import { ensureFolder, syncFolder, writeFileAtomic } from '../disk/files'
import { type HeldLock, holdLock } from '../disk/held-lock'
import { ioError } from '../disk/io-error'
import type { Catalog } from './catalog'
import {
  appendLines,
  catalogFile,
  generationFolder,
  generations,
  newTexts,
  removeAll,
  removeLeftovers,
} from './generation-files'
import { emptyManifest, type IndexManifest, segmentName, writeIndexManifest } from './index-manifest'
import type { TextFile } from './texts'

/** The kept files are written anew when this much of them, in bytes, and at least half, is dead. */
const worthCompacting = 4 * 1024 * 1024

/** What is kept. */
export interface IndexState {
  readonly catalog: Catalog
  readonly store: SearchStore
  /** The whole folder has been looked through once. */
  readonly hasBeenScanned: boolean
}

/** Keeps a library's index on disk. One commit at a time. */
export class IndexFiles {
  /** Set when a commit failed half way: what is on disk is then written anew. */
  #mustRewrite = false
  /** The store's revision that was committed last. */
  #revision = 0
  #closed = false

  constructor(
    private readonly folder: string,
    private lock: HeldLock | null,
    private currentTexts: TextFile,
    private manifest: IndexManifest | null,
  ) {}

  /** Where the texts of this library's articles lie. Replaced by `compact`. */
  get texts(): TextFile {
    return this.currentTexts
  }

  /** Whether what is committed here outlives the process. */
  get keeps(): boolean {
    return this.lock !== null
  }

  /**
   * Puts what changed since the last commit on disk; may run while articles are being put into catalog and store. Does
   * nothing while another process is the writer. Throws `LecternError` 'io'; nothing committed before is lost then.
   */
  async commit({ catalog, store, hasBeenScanned }: IndexState): Promise<void> {
    const manifest = this.manifest
    if (this.lock === null || manifest === null || this.#mustRewrite || this.#closed) return
    // One moment in time: nothing below may be asked for after the first pause.
    const lines = catalog.takeJournal()
    const textBytes = this.currentTexts.end
    const { revision } = store
    const isKept = lines.length === 0 && revision === this.#revision && hasBeenScanned === manifest.hasBeenScanned
    if (isKept) return
    const image = store.image(new Set(manifest.segments))
    try {
      const generation = generationFolder(this.folder, manifest.generation)
      await this.currentTexts.sync()
      const appended = await appendLines(join(generation, catalogFile), manifest, lines)
      const { manifest: index, names } = image
      await this.#publish({ ...manifest, ...appended, textBytes, index, segments: [...names], hasBeenScanned }, image)
      this.#revision = revision
      await removeAll(generation, manifest.segments, new Set(image.names))
    } catch (error) {
      this.#mustRewrite = true
      throw ioError('write', this.folder, error)
    }
  }

  /**
   * Writes everything anew where that is worth it: much of it is dead, a commit failed, or the former writer is gone and this
   * process takes its place. Nothing else may change catalog, store or texts meanwhile. Throws `LecternError` 'io'.
   */
  async compact(state: IndexState): Promise<void> {
    if (this.#closed) return
    if (this.lock === null && (await this.#takeLock())) this.#mustRewrite = true
    if (this.lock === null) return
    if (!this.#mustRewrite && !isMostlyDead(state.catalog, this.currentTexts.end)) return
    try {
      await this.#rewrite(state)
    } catch (error) {
      throw ioError('write', this.folder, error)
    }
  }

  async #rewrite({ catalog, store, hasBeenScanned }: IndexState): Promise<void> {
    // The cache may have been deleted under us.
    await ensureFolder(this.folder)
    const generation = (await generations(this.folder)).reduce((last, next) => Math.max(last, next), 0) + 1
    const texts = await newTexts(this.folder, generation)
    const moved = await this.#copyTexts(catalog, texts).catch(async (error) => {
      await texts.close()
      await rm(generationFolder(this.folder, generation), { recursive: true, force: true })
      throw error
    })
    // From here on the texts lie elsewhere than the manifest says: nothing may be added to what it names.
    this.#mustRewrite = true
    const former = this.currentTexts
    for (const [place, at] of moved) place.at = at
    this.currentTexts = texts
    await former.close()
    catalog.takeJournal()
    const { revision } = store
    const { manifest: index, names, segments } = store.image(new Set())
    const empty = emptyManifest(generation)
    const path = join(generationFolder(this.folder, generation), catalogFile)
    const appended = await appendLines(path, empty, catalog.allLines())
    const manifest = { ...empty, ...appended, textBytes: texts.end, index, segments: [...names], hasBeenScanned }
    await this.#publish(manifest, { segments })
    this.#revision = revision
    this.#mustRewrite = false
    await this.removeLeftovers()
  }

  /** Deletes what is no longer named, or never was: a process was killed over it. */
  async removeLeftovers(): Promise<void> {
    if (this.manifest === null) return
    const { generation, segments } = this.manifest
    await removeLeftovers(this.folder, generation, segments)
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.currentTexts.close()
    await this.lock?.release()
  }

  async #publish(
    manifest: IndexManifest,
    image: { readonly segments: ReadonlyMap<string, Uint8Array> },
  ): Promise<void> {
    const generation = generationFolder(this.folder, manifest.generation)
    for (const [name, bytes] of image.segments) {
      await writeFileAtomic(join(generation, segmentName.parse(name)), bytes, { deferFolderSync: true })
    }
    if (image.segments.size > 0) await syncFolder(generation)
    await writeIndexManifest(this.folder, manifest)
    this.manifest = manifest
  }

  async #copyTexts(catalog: Catalog, to: TextFile): Promise<[{ at: number }, number][]> {
    const moved: [{ at: number }, number][] = []
    const rows = [...catalog.rows()]
    for (let at = 0; at < rows.length; at += 256) {
      const batch = rows.slice(at, at + 256)
      const texts = await Promise.all(batch.map((row) => this.currentTexts.bytes(row.text)))
      const places = await to.append(texts)
      batch.forEach((row, index) => {
        const place = places[index]
        if (place) moved.push([row.text, place.at])
      })
      if (to.unwritten > 0) break
    }
    await to.sync()
    return moved
  }

  async #takeLock(): Promise<boolean> {
    this.lock = await holdLock(join(this.folder, 'lock'))
    return this.lock !== null
  }
}

function isMostlyDead(catalog: Catalog, end: number): boolean {
  let live = 0
  for (const { text } of catalog.rows()) live += text.bytes
  return end - live > worthCompacting && end > 2 * live
}
