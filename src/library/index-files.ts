/**
 * What is kept of a library between two runs: catalog, texts and index, in the app's cache. All of it can be made again, so
 * damage is no error: what cannot be read is thrown away.
 *
 *     manifest.json      names the generation, and how much of its files counts; replaced whole, last of all
 *     lock               held by the one process that writes, as long as the library is open in it
 *     g<N>/catalog.jsonl lines of catalog.ts, appended
 *     g<N>/texts.bin     canonical texts in UTF-8, appended
 *     g<N>/<segment>     immutable pieces of the search store
 *
 * A process that does not get the lock starts from the last committed state and keeps its own changes to itself.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { formatsVersion } from '#core/formats/known'
import { analysisVersion, createStore, openStore } from '#core/search/index'
import type { SearchStore, StoreImage } from '#core/search/types'
import { Catalog } from './catalog'
import { ensureFolder, ioError, writeFileAtomic } from './files'
import { type HeldLock, holdLock } from './held-lock'
import { openTextFile, type TextFile, textsInMemory } from './texts'

/** Changes with the shape of these files. */
const schemaVersion = 1
/** The kept files are written anew when this much of them, in bytes, and at least half, is dead. */
const worthCompacting = 4 * 1024 * 1024
/** How often the manifest is asked again when another process replaced what it names. */
const attempts = 3

const segmentName = z.string().regex(/^[\w-][\w.-]{0,99}$/)
const manifestSchema = z.object({
  versions: z.string(),
  generation: z.number().int().positive(),
  catalogBytes: z.number().int().nonnegative(),
  textBytes: z.number().int().nonnegative(),
  index: z.string(),
  segments: z.array(segmentName),
})
type Manifest = z.infer<typeof manifestSchema>

/** An empty search store is never written, so a state without segments is one without articles. */
const versions = `${schemaVersion}.${formatsVersion}.${analysisVersion}`

/** A library's catalog and index as they were kept, and how to keep them. */
export interface KeptIndex {
  readonly catalog: Catalog
  readonly store: SearchStore
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
    return { catalog: new Catalog(), store: createStore(), files: new IndexFiles(folder, null, textsInMemory(), null) }
  }
}

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
    const manifest = manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))
    if (manifest.versions !== versions) return null
    const generation = join(folder, `g${manifest.generation}`)
    const catalog = new Catalog()
    catalog.replay(await catalogLines(join(generation, 'catalog.jsonl'), manifest.catalogBytes))
    const store = openStore(await readImage(generation, manifest))
    if (store.size !== catalog.size) return null
    const textPath = join(generation, 'texts.bin')
    if ((await stat(textPath)).size < manifest.textBytes) return null
    const texts = await openTexts(folder, textPath, manifest.textBytes, lock !== null)
    return { catalog, store, files: new IndexFiles(folder, lock, texts, manifest) }
  } catch {
    return null
  }
}

async function begin(folder: string, lock: HeldLock | null): Promise<KeptIndex> {
  const generation = (await generations(folder)).reduce((last, next) => Math.max(last, next), 0) + 1
  const catalog = new Catalog()
  const store = createStore()
  if (lock === null) {
    const texts = await openTexts(folder, null, 0, false)
    return { catalog, store, files: new IndexFiles(folder, null, texts, null) }
  }
  await rm(join(folder, 'manifest.json'), { recursive: true, force: true })
  const files = new IndexFiles(folder, lock, await newTexts(folder, generation), emptyManifest(generation))
  await files.removeOthers()
  return { catalog, store, files }
}

/** Keeps a library's index on disk. One commit at a time. */
export class IndexFiles {
  /** Set when a commit failed half way: what is on disk is then written anew. */
  #mustRewrite = false
  #closed = false

  constructor(
    private readonly folder: string,
    private lock: HeldLock | null,
    private currentTexts: TextFile,
    private manifest: Manifest | null,
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
  async commit(catalog: Catalog, store: SearchStore): Promise<void> {
    const manifest = this.manifest
    if (this.lock === null || manifest === null || this.#mustRewrite || this.#closed) return
    // One moment in time: nothing below may be asked for after the first pause.
    const lines = catalog.takeJournal()
    const textBytes = this.currentTexts.end
    if (lines.length === 0) return
    const image = store.image(new Set(manifest.segments))
    try {
      const generation = this.#generation(manifest.generation)
      await this.currentTexts.sync()
      const catalogBytes = await appendLines(join(generation, 'catalog.jsonl'), manifest.catalogBytes, lines)
      await this.#publish(
        { ...manifest, catalogBytes, textBytes, index: image.manifest, segments: [...image.names] },
        image,
      )
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
  async compact(catalog: Catalog, store: SearchStore): Promise<void> {
    if (this.#closed) return
    if (this.lock === null && (await this.#takeLock())) this.#mustRewrite = true
    if (this.lock === null) return
    if (!this.#mustRewrite && !isMostlyDead(catalog, this.currentTexts.end)) return
    try {
      await this.#rewrite(catalog, store)
    } catch (error) {
      throw ioError('write', this.folder, error)
    }
  }

  async #rewrite(catalog: Catalog, store: SearchStore): Promise<void> {
    // The cache may have been deleted under us.
    await ensureFolder(this.folder)
    const generation = (await generations(this.folder)).reduce((last, next) => Math.max(last, next), 0) + 1
    const texts = await newTexts(this.folder, generation)
    const moved = await this.#copyTexts(catalog, texts).catch(async (error) => {
      await texts.close()
      await rm(this.#generation(generation), { recursive: true, force: true })
      throw error
    })
    // From here on the texts lie elsewhere than the manifest says: nothing may be added to what it names.
    this.#mustRewrite = true
    const former = this.currentTexts
    for (const [place, at] of moved) place.at = at
    this.currentTexts = texts
    await former.close()
    catalog.takeJournal()
    const image = store.image(new Set())
    const catalogBytes = await appendLines(join(this.#generation(generation), 'catalog.jsonl'), 0, catalog.allLines())
    const manifest = { ...emptyManifest(generation), catalogBytes, textBytes: texts.end, index: image.manifest }
    await this.#publish({ ...manifest, segments: [...image.names] }, image)
    this.#mustRewrite = false
    await this.removeOthers()
  }

  /** Deletes generations that are no longer named. */
  async removeOthers(): Promise<void> {
    for (const number of await generations(this.folder)) {
      if (number === this.manifest?.generation) continue
      // Another process may still read there; where that forbids deleting, the next start tries again.
      await rm(this.#generation(number), { recursive: true, force: true }).catch(() => undefined)
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.currentTexts.close()
    await this.lock?.release()
  }

  async #publish(manifest: Manifest, image: { readonly segments: ReadonlyMap<string, Uint8Array> }): Promise<void> {
    const generation = this.#generation(manifest.generation)
    for (const [name, bytes] of image.segments) {
      await writeFileAtomic(join(generation, segmentName.parse(name)), bytes, { deferFolderSync: true })
    }
    await writeFileAtomic(join(this.folder, 'manifest.json'), JSON.stringify(manifest))
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

  #generation(number: number): string {
    return join(this.folder, `g${number}`)
  }
}

const emptyManifest = (generation: number): Manifest => ({
  ...{ versions, generation, catalogBytes: 0, textBytes: 0, index: '', segments: [] },
})

function isMostlyDead(catalog: Catalog, end: number): boolean {
  let live = 0
  for (const { text } of catalog.rows()) live += text.bytes
  return end - live > worthCompacting && end > 2 * live
}

async function newTexts(folder: string, generation: number): Promise<TextFile> {
  const place = join(folder, `g${generation}`)
  await rm(place, { recursive: true, force: true })
  await mkdir(place)
  return openTextFile(join(place, 'texts.bin'), 0, null)
}

/** Texts for a reader that is not the writer go to a file without a name, which is gone with the process. */
async function openTexts(folder: string, path: string | null, end: number, own: boolean): Promise<TextFile> {
  if (own && path !== null) return openTextFile(path, end, null)
  const mine = join(folder, `texts-${randomBytes(8).toString('hex')}.tmp`)
  const texts = await (path === null ? openTextFile(mine, 0, null) : openTextFile(path, end, mine))
  await rm(mine, { force: true })
  return texts
}

async function catalogLines(path: string, bytes: number): Promise<string[]> {
  const content = await readFile(path)
  if (content.length < bytes || (bytes > 0 && content[bytes - 1] !== 0x0a)) throw new RangeError('The catalog is cut.')
  return content.subarray(0, bytes).toString('utf8').split('\n').slice(0, -1)
}

async function appendLines(path: string, at: number, lines: readonly string[]): Promise<number> {
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''), 'utf8')
  const file = await open(path, at === 0 ? 'w' : 'r+')
  try {
    for (let written = 0; written < bytes.length; ) {
      written += (await file.write(bytes, written, bytes.length - written, at + written)).bytesWritten
    }
    await file.datasync()
  } finally {
    await file.close()
  }
  return at + bytes.length
}

async function readImage(generation: string, manifest: Manifest): Promise<StoreImage> {
  const segments = new Map<string, Uint8Array>()
  for (const name of manifest.segments) segments.set(name, await readFile(join(generation, name)))
  return { manifest: manifest.index, segments }
}

async function removeAll(generation: string, names: readonly string[], keep: ReadonlySet<string>): Promise<void> {
  for (const name of names) {
    if (!keep.has(name)) await rm(join(generation, name), { force: true }).catch(() => undefined)
  }
}

async function generations(folder: string): Promise<number[]> {
  const names = await readdir(folder)
  return names.flatMap((name) => {
    const number = /^g(\d{1,15})$/.exec(name)?.[1]
    return number === undefined ? [] : [Number(number)]
  })
}
