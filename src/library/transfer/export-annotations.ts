/** Writes what the reader wrote in a library into one file of W3C Web Annotations. */
import { lstat, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileNameOf, freeName, nameKey } from '#core/export/file-name'
import { formatAnnotations } from '#core/notebook/w3c'
import { LecternError } from '#shared/result'
import { ensureFolder, writeFileAtomic } from '../disk/files'
import { codeOf, ioError } from '../disk/io-error'
import { type ExportedFile, readManifest, sha256, writeManifest } from '../export/manifest'
import type { KeptRecord } from '../notebook/types'

const ending = '.jsonld'

/** A library's records, under the library's name. */
interface AnnotatedLibrary {
  readonly name: string
  readonly records: readonly KeptRecord[]
}

/** The file that was written, absolute, and how many annotations are in it. */
interface AnnotationsExport {
  readonly file: string
  readonly annotations: number
}

/**
 * Writes them into a folder (absolute path), whole or not at all; `now` is in milliseconds since the epoch. An earlier export that
 * nobody changed is replaced, anything else is left alone and the file gets another name. Throws `LecternError` 'not-found' where
 * nothing is annotated, 'newer-format', 'io'.
 */
export async function exportAnnotations(
  { name, records }: AnnotatedLibrary,
  toFolder: string,
  now: number,
): Promise<AnnotationsExport> {
  const { text, count } = formatAnnotations(
    records.map(({ path, record }) => ({ path: path ?? record.article.path, record })),
  )
  if (count === 0)
    throw new LecternError('not-found', `Nothing is written on the articles of “${name}” yet, so no file was made.`)
  await ensureFolder(toFolder)
  const manifest = await readManifest(toFolder, now)
  const hash = sha256(text)
  const isOurs = (known: ExportedFile | undefined, found: string): boolean =>
    known !== undefined && (known.sha256 === found || known.next === found)
  const passed = new Set<string>()
  for (;;) {
    const fileName = freeName(`${fileNameOf(name)} annotations`, ending, (key) => passed.has(key))
    const file = join(toFolder, fileName)
    const found = await hashOf(file)
    if (found.kind === 'file' && found.hash === hash) return { file, annotations: count }
    if (found.kind === 'missing' || (found.kind === 'file' && isOurs(manifest.get(fileName), found.hash))) {
      const article = { library: name, path: '' }
      const written = new Date(now).toISOString()
      const before = found.kind === 'file' ? found.hash : null
      // Noted first, so that a crash in between leaves no file that nobody owns.
      await writeManifest(toFolder, manifest.set(fileName, { article, sha256: before, next: hash, written }))
      await writeFileAtomic(file, text, { exclusive: found.kind === 'missing' })
      await writeManifest(toFolder, manifest.set(fileName, { article, sha256: hash, written }))
      return { file, annotations: count }
    }
    passed.add(nameKey(fileName))
  }
}

type Found = { readonly kind: 'missing' | 'other' } | { readonly kind: 'file'; readonly hash: string }

async function hashOf(path: string): Promise<Found> {
  try {
    return (await lstat(path)).isFile() ? { kind: 'file', hash: sha256(await readFile(path)) } : { kind: 'other' }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { kind: 'missing' }
    throw ioError('read', path, error)
  }
}
