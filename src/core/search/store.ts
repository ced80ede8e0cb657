/**
 * The flat store: immutable segments, the articles put in since the last one was made, and tombstones. Segments are made on
 * demand (a search, or enough articles) and neighbours are joined while they are small, so their number stays bounded
 * however often a search comes between two articles, and the order in which articles were put in is kept.
 */
import { LecternError } from '#shared/result'
import { checksumOfBytes } from './checksum'
import { freeze, join } from './freeze'
import { readManifest, type SegmentEntry, writeManifest } from './manifest'
import { type Segment, viewSegment } from './segment'
import { type ArticleTerms, type SearchStore, type StoreImage, type StorePart, searchFields } from './types'

/** Articles that wait at most for a search before they become a segment. */
const mostPending = 2048
/**
 * Joining stops at this many articles: a join of that size is felt as a pause of a few tenths of a second, and fewer, larger
 * segments make fuzzy words cheaper, which walk each segment's words.
 */
const mostJoined = 16_384
/** Neighbours below this many articles together are joined before they are written. */
const fewestWritten = 2048

/** A part that changes: its dead, and what follows from them. */
interface Part extends StorePart {
  dead: Uint8Array | null
  living: number
  fieldTotals: number[]
  /** Known once the part has been written or read. */
  name: string | null
}

const nameOf = (segment: Segment): string => `${checksumOfBytes(segment.bytes)}.seg`

function partOf(segment: Segment, name: string | null): Part {
  const fieldTotals = searchFields.map((_, field) =>
    segment.lengths
      .subarray(field * segment.documents, (field + 1) * segment.documents)
      .reduce((sum, length) => sum + length, 0),
  )
  return { segment, dead: null, living: segment.documents, fieldTotals, name }
}

function bury(part: Part, document: number): void {
  const { segment } = part
  part.dead ??= new Uint8Array(segment.documents)
  if (part.dead[document] === 1) return
  part.dead[document] = 1
  part.living -= 1
  part.fieldTotals = part.fieldTotals.map(
    (total, field) => total - (segment.lengths[field * segment.documents + document] ?? 0),
  )
}

const isAlive = (part: StorePart, document: number): boolean => part.dead?.[document] !== 1

class FlatStore implements SearchStore {
  #parts: Part[]
  readonly #pending = new Map<string, ArticleTerms>()
  /** Where each living article of the parts is; made when first needed, since a search does without. */
  #places: Map<string, readonly [Part, number]> | null = null

  constructor(parts: Part[]) {
    this.#parts = parts
  }

  get size(): number {
    return this.#pending.size + this.#parts.reduce((sum, part) => sum + part.living, 0)
  }

  has(key: string): boolean {
    return this.#pending.has(key) || this.#located().has(key)
  }

  put(key: string, terms: ArticleTerms): void {
    this.remove(key)
    this.#pending.set(key, terms)
    if (this.#pending.size >= mostPending) this.#freezePending()
  }

  remove(key: string): void {
    if (this.#pending.delete(key)) return
    const place = this.#located().get(key)
    if (place === undefined) return
    bury(...place)
    this.#located().delete(key)
  }

  parts(): readonly StorePart[] {
    this.#freezePending()
    return this.#parts
  }

  image(known: ReadonlySet<string>) {
    this.#freezePending()
    this.#tidy()
    const names: string[] = []
    const segments = new Map<string, Uint8Array>()
    const entries: SegmentEntry[] = this.#parts.map((part) => {
      const { bytes, documents } = part.segment
      part.name ??= nameOf(part.segment)
      names.push(part.name)
      if (!known.has(part.name)) segments.set(part.name, bytes)
      const dead: number[] = []
      part.dead?.forEach((gone, document) => {
        if (gone === 1) dead.push(document)
      })
      return { name: part.name, byteLength: bytes.byteLength, checksum: part.name.slice(0, 16), documents, dead }
    })
    return { manifest: writeManifest(entries), names, segments }
  }

  #located(): Map<string, readonly [Part, number]> {
    if (this.#places === null) {
      this.#places = new Map()
      for (const part of this.#parts) this.#locate(part)
    }
    return this.#places
  }

  #locate(part: Part): void {
    part.segment.keys.forEach((key, document) => {
      if (isAlive(part, document)) this.#places?.set(key, [part, document])
    })
  }

  #freezePending(): void {
    if (this.#pending.size === 0) return
    const part = partOf(freeze([...this.#pending]), null)
    this.#pending.clear()
    this.#parts.push(part)
    this.#locate(part)
    // As a binary counter carries: every article is joined a logarithmic number of times.
    for (;;) {
      const last = this.#parts.at(-1)
      const before = this.#parts.at(-2)
      if (last === undefined || before === undefined) return
      if (before.living > 2 * last.living || before.living + last.living > mostJoined) return
      this.#joinAt(this.#parts.length - 2, 2)
    }
  }

  /** Before writing: drops what is all dead, makes anew what is mostly dead, joins small neighbours. */
  #tidy(): void {
    this.#parts = this.#parts.filter((part) => part.living > 0)
    for (let index = 0; index < this.#parts.length; index++) {
      const part = this.#parts[index]
      const next = this.#parts[index + 1]
      if (part === undefined) return
      if (next !== undefined && part.living + next.living <= fewestWritten) {
        this.#joinAt(index, 2)
        index -= 1
      } else if (part.living < part.segment.documents / 2) this.#joinAt(index, 1)
    }
  }

  #joinAt(index: number, count: number): void {
    const joined = partOf(join(this.#parts.slice(index, index + count)), null)
    this.#parts.splice(index, count, joined)
    this.#locate(joined)
  }
}

/** An empty store. */
export const createStore = (): SearchStore => new FlatStore([])

/** Opens a store as `image` left it. Throws `LecternError` ('io') if anything is missing, damaged or of another version. */
export function openStore(image: StoreImage): SearchStore {
  const parts = readManifest(image.manifest).map((entry) => {
    const bytes = image.segments.get(entry.name)
    if (bytes === undefined || bytes.byteLength !== entry.byteLength) throw incomplete()
    const segment = viewSegment(bytes)
    if (checksumOfBytes(segment.bytes) !== entry.checksum || segment.documents !== entry.documents) throw incomplete()
    const part = partOf(segment, entry.name)
    for (const document of entry.dead) bury(part, document)
    return part
  })
  return new FlatStore(parts)
}

const incomplete = (): LecternError =>
  new LecternError(
    'io',
    'The search index on disk is incomplete or damaged. It will be built again; your articles are not touched.',
  )
