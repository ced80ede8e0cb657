/** The files of one generation of a library's cache: its texts, its catalog's lines, its segments. */
import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import type { StoreImage } from '#core/search/index'
import { isTemporary } from '../disk/files'
import type { IndexManifest } from './index-manifest'
import { sharedBytes } from './shared-memory'
import { openTextFile, type TextFile } from './texts'

/** The names of its files, beside the segments. */
export const catalogFile = 'catalog.jsonl'
export const textsFile = 'texts.bin'

/** An empty text file of a new generation, whose folder is made. */
export async function newTexts(folder: string, generation: number): Promise<TextFile> {
  const place = generationFolder(folder, generation)
  await rm(place, { recursive: true, force: true })
  await mkdir(place)
  return openTextFile(join(place, textsFile), 0, null)
}

/** Texts for a reader that is not the writer go to a file without a name, which is gone with the process. */
export async function openTexts(folder: string, path: string | null, end: number, own: boolean): Promise<TextFile> {
  if (own && path !== null) return openTextFile(path, end, null)
  const mine = join(folder, `texts-${randomBytes(8).toString('hex')}.tmp`)
  const texts = await (path === null ? openTextFile(mine, 0, null) : openTextFile(path, end, mine))
  await rm(mine, { force: true })
  return texts
}

/** How much of a catalog counts. */
type CatalogEnd = Pick<IndexManifest, 'catalogBytes' | 'catalogCheck'>

/** The lines of a catalog that count. Throws where they are not what was written. */
export async function catalogLines(path: string, { catalogBytes, catalogCheck }: CatalogEnd): Promise<string[]> {
  const content = (await readFile(path)).subarray(0, catalogBytes)
  if (content.length < catalogBytes || crc32(content) !== catalogCheck) throw new RangeError('The catalog is damaged.')
  return content.toString('utf8').split('\n').slice(0, -1)
}

/** Adds lines at the end, synced; returns where that is then. Rejects with the system's error. */
export async function appendLines(path: string, end: CatalogEnd, lines: readonly string[]): Promise<CatalogEnd> {
  const at = end.catalogBytes
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
  return { catalogBytes: at + bytes.length, catalogCheck: crc32(bytes, end.catalogCheck) }
}

/** What the search store left. Throws where a segment is missing or cut. */
export async function readImage(generation: string, manifest: IndexManifest): Promise<StoreImage> {
  const segments = new Map<string, Uint8Array>()
  for (const name of manifest.segments) segments.set(name, await readShared(join(generation, name)))
  return { manifest: manifest.index, segments }
}

async function readShared(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r')
  try {
    const bytes = sharedBytes((await file.stat()).size)
    let length = 0
    while (length < bytes.length) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, length)
      if (bytesRead === 0) throw new RangeError('A segment is cut.')
      length += bytesRead
    }
    return bytes
  } finally {
    await file.close()
  }
}

/** Deletes files of a generation, save those to be kept; what cannot be deleted stays. */
export async function removeAll(
  generation: string,
  names: readonly string[],
  keep: ReadonlySet<string>,
): Promise<void> {
  for (const name of names) {
    if (!keep.has(name)) await rm(join(generation, name), { force: true }).catch(() => undefined)
  }
}

/** Deletes what nobody names in a library's cache, of which a generation and some segments in it count. */
export async function removeLeftovers(folder: string, generation: number, segments: readonly string[]): Promise<void> {
  const isLeftover = (name: string): boolean => isTemporary(name) || /^texts-[0-9a-f]{16}\.tmp$/.test(name)
  await removeAll(folder, (await readdir(folder)).filter(isLeftover), new Set())
  const current = generationFolder(folder, generation)
  await removeAll(current, await readdir(current), new Set([...segments, catalogFile, textsFile]))
  for (const number of await generations(folder)) {
    if (number === generation) continue
    // Another process may still read there; where that forbids deleting, the next start tries again.
    await rm(generationFolder(folder, number), { recursive: true, force: true }).catch(() => undefined)
  }
}

/** Where the files of a generation lie. */
export const generationFolder = (folder: string, generation: number): string => join(folder, `g${generation}`)

/** The numbers of the generations in a library's cache. */
export async function generations(folder: string): Promise<number[]> {
  const names = await readdir(folder)
  return names.flatMap((name) => {
    const number = /^g(\d{1,15})$/.exec(name)?.[1]
    return number === undefined ? [] : [Number(number)]
  })
}
