/** Walks a library's folder in place and finds its articles. Follows the rules of ignore-rules.ts; writes nothing. */
import type { Stats } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { articleExtensions } from '#core/formats/known'
import type { PassedOver } from '#shared/library'
import { LecternError } from '#shared/result'
import { type FoundFile, fileState } from '../disk/file-state'
import { codeOf, ioError } from '../disk/io-error'
import { manifestName } from '../export/manifest'
import { besideName } from '../notebook/place'
import { absolute, child, compare, endingOf, inside } from '../paths'
import { type CompiledRules, type EntryKind, judge } from './ignore-rules'
import { Looks } from './looks'
import { hasNotebook, kindOf, surroundingsOf } from './surroundings'

/** What a walk found: articles in the order of their paths, what was passed over, and the libraries inside this one. */
export interface Scan {
  readonly files: readonly FoundFile[]
  readonly passedOver: readonly PassedOver[]
  /** Folders below that have a notebook of their own (`.lectern/library.json`). */
  readonly nested: readonly string[]
}

export interface ScanOptions {
  /** The library's real folder. */
  readonly root: string
  readonly rules: CompiledRules
  readonly signal: AbortSignal
  /** Told how many files were seen so far. */
  readonly onProgress?: (seen: number) => void
  /** Only this folder and what is below. */
  readonly below?: string
}

/** How many folders are read together. */
const foldersAtOnce = 8

/** Walks the folder. Throws `LecternError`: 'cancelled', and 'io' or 'not-found' when the folder itself cannot be read. */
export async function scan(options: ScanOptions): Promise<Scan> {
  const walk = new Walk(options)
  await walk.run()
  return walk.result()
}

/** A folder to walk into: where the library sees it, and where it really is (other than that below a followed link). */
interface Place {
  readonly path: string
  readonly real: string
}

class Walk {
  readonly #files: FoundFile[] = []
  readonly #passedOver: PassedOver[] = []
  readonly #nested: string[] = []
  readonly #links: Place[] = []
  /** Real places that are listed already, so that links never list a thing twice and never go round. */
  readonly #folders = new Set<string>()
  readonly #listed = new Set<string>()
  readonly #looks = new Looks(() => this.#checkCancelled())
  #seen = 0

  constructor(private readonly options: ScanOptions) {}

  async run(): Promise<void> {
    const { root, below = '' } = this.options
    await this.#walk([{ path: below, real: below }])
    // Links come last: what they lead to may be listed in its own place.
    while (this.#links.length > 0) {
      const links = this.#links.splice(0).sort((a, b) => compare(a.path, b.path))
      for (const link of links) await this.#follow(root, link)
    }
  }

  result(): Scan {
    const files = this.#files.sort((a, b) => compare(a.path, b.path))
    const passedOver = this.#passedOver.sort((a, b) => compare(a.path, b.path))
    return { files, passedOver, nested: this.#nested.sort(compare) }
  }

  async #walk(start: readonly Place[]): Promise<void> {
    let level = start
    while (level.length > 0) {
      const next: Place[] = []
      for (let at = 0; at < level.length; at += foldersAtOnce) {
        const found = await Promise.all(level.slice(at, at + foldersAtOnce).map((place) => this.#folder(place)))
        next.push(...found.flat())
        this.#checkCancelled()
      }
      level = next
    }
  }

  /** Judges all entries of a folder; returns the folders in it. */
  async #folder(place: Place): Promise<Place[]> {
    if (this.#folders.has(place.real)) return []
    this.#folders.add(place.real)
    const entries = await this.#entries(place)
    if (entries === null) return []
    const folders: Place[] = []
    const files: Place[] = []
    const names = new Set(entries.map(({ name }) => name))
    const folder = absolute(this.options.root, place.real)
    const surroundings = await surroundingsOf(folder, (name) => names.has(name), names.has(manifestName))
    if (place.path !== '' && names.has(besideName) && (await hasNotebook(folder))) this.#nested.push(place.path)
    for (const { name, kind } of entries) {
      const here = { path: child(place.path, name), real: child(place.real, name) }
      const verdict = judge(here.path, kind, surroundings, this.options.rules)
      if ('reason' in verdict) this.#passOver(here.path, verdict.is, verdict.reason)
      else if (verdict.is === 'folder') {
        if (articleExtensions.has(endingOf(name)))
          this.#passOver(here.path, 'ignored', 'A folder that is named like an article. The articles in it are listed.')
        folders.push(here)
      } else if (verdict.is === 'article') files.push(here)
      else this.#links.push(here)
    }
    await this.#states(files)
    return folders
  }

  async #entries(place: Place): Promise<{ name: string; kind: EntryKind }[] | null> {
    const folder = absolute(this.options.root, place.real)
    try {
      // Names are read as bytes: one that is not UTF-8 would come back as a name that does not exist.
      const entries = await readdir(folder, { withFileTypes: true, encoding: 'buffer' })
      this.#tell(entries.length)
      return entries.flatMap((entry) => {
        const bytes = entry.name as unknown as Uint8Array
        const name = utf8(bytes)
        if (name !== null) return [{ name, kind: kindOf(entry) }]
        const shown = child(place.path, new TextDecoder().decode(bytes))
        this.#passOver(shown, 'skipped', 'Its name is not valid UTF-8. Rename it to have it listed.')
        return []
      })
    } catch (error) {
      if (place.path === '') throw unreadable(folder, error)
      // Gone since it was seen: nothing to report.
      if (codeOf(error) !== 'ENOENT')
        this.#passOver(place.path, 'skipped', `The folder could not be read: ${reasonOf(error)}.`)
      return null
    }
  }

  async #states(files: readonly Place[]): Promise<void> {
    const paths = files.map(({ real }) => absolute(this.options.root, real))
    await this.#looks.at(paths, (index, look) => {
      const file = files[index]
      if (file === undefined) return
      if (look.stats !== null) this.#list(file, look.stats)
      else if (codeOf(look.error) !== 'ENOENT')
        this.#passOver(file.path, 'skipped', `It could not be read: ${reasonOf(look.error)}.`)
    })
  }

  #list(place: Place, stats: Stats): void {
    this.#listed.add(place.real)
    this.#files.push(fileState(place.path, stats))
  }

  /** A link is followed to a place inside the library that is not listed there itself; everything else is passed over. */
  async #follow(root: string, link: Place): Promise<void> {
    this.#checkCancelled()
    const isArticle = articleExtensions.has(endingOf(link.path))
    try {
      const target = await realpath(absolute(root, link.real))
      const real = inside(root, target)
      if (real === null) return this.#passOver(link.path, 'ignored', 'A link to a place outside this library.')
      const stats = await stat(target)
      if (stats.isDirectory()) {
        if (this.#folders.has(real)) return this.#passOver(link.path, 'ignored', listedItself(real))
        return await this.#walk([{ path: link.path, real }])
      }
      if (!isArticle) return this.#passOver(link.path, 'ignored', 'Not a format that Lectern reads.')
      if (!stats.isFile())
        return this.#passOver(link.path, 'skipped', 'A link to something that is not a regular file.')
      if (this.#listed.has(real)) return this.#passOver(link.path, 'ignored', listedItself(real))
      if (!this.options.rules.included(link.path)) {
        return this.#passOver(link.path, 'ignored', 'Not among what this library’s rules include.')
      }
      this.#list({ path: link.path, real }, stats)
    } catch (error) {
      if (error instanceof LecternError) throw error
      const code = codeOf(error)
      const reason = code === 'ELOOP' ? 'A link that leads in a circle.' : 'A link that leads nowhere.'
      this.#passOver(link.path, isArticle ? 'skipped' : 'ignored', reason)
    }
  }

  #passOver(path: string, kind: PassedOver['kind'], reason: string): void {
    this.#passedOver.push({ path, kind, reason })
  }

  #tell(seen: number): void {
    this.#seen += seen
    this.options.onProgress?.(this.#seen)
  }

  #checkCancelled(): void {
    if (this.options.signal.aborted) throw new LecternError('cancelled', 'The scan was cancelled.')
  }
}

function unreadable(folder: string, error: unknown): LecternError {
  if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR')
    return new LecternError('not-found', `There is no folder ${folder} (any more).`)
  return ioError('read', folder, error)
}

const reasonOf = (error: unknown): string =>
  codeOf(error) === 'EACCES' || codeOf(error) === 'EPERM' ? 'permission was denied' : `the system says ${codeOf(error)}`

const listedItself = (real: string): string =>
  real === '' ? 'A link to this library itself.' : `A link to “${real}”, which is listed in its own place.`

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function utf8(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes)
  } catch {
    return null
  }
}
