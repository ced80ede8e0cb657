/**
 * The flat store: immutable segments, and tombstones for what was removed from them. A segment comes with every batch of
 * articles; small ones are joined as they come, larger ones by plan (merge-policy.ts), in a worker.
 */
import { LecternError } from '#shared/result'
import { articleFields } from './fields'
import { joinSegments } from './join'
import { readManifest, type SegmentEntry, writeManifest } from './manifest'
import { choosePlan, chooseSmall, type SizedPart } from './merge-policy'
import { openSegment, type Segment, viewSegment } from './segment'
import { checksumIn } from './segment-layout'
import { stemmersOf } from './stemmers'
import type { MergePlan, SearchStore, StoreImage, StorePart } from './types'

/** A part that changes: its dead, and what follows from them. */
class Part implements StorePart, SizedPart {
  dead: Uint8Array | null = null
  living: number
  readonly fieldTotals: number[]
  readonly bytes: number
  readonly documents: number

  constructor(
    readonly segment: Segment,
    /** A number of its own for each of its documents: counted from here. */
    readonly base: number,
  ) {
    const { documents, fieldCount, lengths } = segment
    this.documents = documents
    this.living = documents
    this.bytes = segment.bytes.length
    this.fieldTotals = Array.from({ length: fieldCount }, (_, field) => {
      let total = 0
      for (let at = field * documents; at < (field + 1) * documents; at++) total += lengths[at] ?? 0
      return total
    })
  }

  /** The name of its file: what is in it decides. */
  get name(): string {
    return `${checksumIn(this.segment.bytes)}.seg`
  }

  isAlive(document: number): boolean {
    return this.dead?.[document] !== 1
  }

  bury(document: number): void {
    if (!this.isAlive(document)) return
    this.dead ??= new Uint8Array(this.documents)
    this.dead[document] = 1
    this.living -= 1
    for (let field = 0; field < this.fieldTotals.length; field++) {
      const length = this.segment.lengths[field * this.documents + document] ?? 0
      this.fieldTotals[field] = (this.fieldTotals[field] ?? 0) - length
    }
  }
}

/** A plan that was given out, and the parts it is about. */
interface Planned {
  readonly plan: MergePlan
  readonly parts: readonly Part[]
}

class FlatStore implements SearchStore {
  #parts: Part[] = []
  #nextBase = 0
  #revision = 0
  #planned: Planned | null = null
  /** The number of each living article, made when first needed, since a search does without. */
  #places: Map<string, number> | null = null
  #languages: { readonly revision: number; readonly names: readonly string[] } | null = null

  constructor(private readonly fieldCount: number) {}

  get size(): number {
    return this.#parts.reduce((sum, { living }) => sum + living, 0)
  }

  get revision(): number {
    return this.#revision
  }

  get languages(): readonly string[] {
    if (this.#languages?.revision !== this.#revision)
      this.#languages = { revision: this.#revision, names: languagesOf(this.#parts) }
    return this.#languages.names
  }

  has(key: string): boolean {
    return this.#located().has(key)
  }

  locate(key: string): { readonly part: number; readonly document: number } | null {
    const place = this.#located().get(key)
    if (place === undefined) return null
    const part = this.#parts.findIndex(({ base, documents }) => place >= base && place < base + documents)
    return { part, document: place - (this.#parts[part]?.base ?? 0) }
  }

  add(bytes: Uint8Array): void {
    const segment = viewSegment(bytes)
    if (segment.firstField !== 0 || segment.fieldCount !== this.fieldCount)
      throw new RangeError('This segment has other fields.')
    if (segment.documents === 0) return
    const places = this.#located()
    const part = this.#append(segment)
    segment.keys.forEach((key, document) => {
      const former = places.get(key)
      if (former !== undefined) this.#bury(former)
      places.set(key, part.base + document)
    })
    this.#changed()
    this.#joinSmall()
  }

  remove(key: string): void {
    const place = this.#located().get(key)
    if (place === undefined) return
    this.#bury(place)
    this.#located().delete(key)
    this.#changed()
  }

  parts(): readonly StorePart[] {
    return this.#parts
  }

  image(known: ReadonlySet<string>) {
    const segments = new Map<string, Uint8Array>()
    const entries = this.#parts.map((part): SegmentEntry => {
      const { name } = part
      if (!known.has(name)) segments.set(name, part.segment.bytes)
      const dead: number[] = []
      for (let document = 0; document < part.documents; document++) if (!part.isAlive(document)) dead.push(document)
      return { name, checksum: checksumIn(part.segment.bytes), documents: part.documents, dead }
    })
    return { manifest: writeManifest(entries), names: entries.map(({ name }) => name), segments }
  }

  plan(atRest: boolean): MergePlan | null {
    const parts = choosePlan(this.#parts, atRest)
    this.#planned = parts === null ? null : planFor(parts)
    return this.#planned?.plan ?? null
  }

  replace(plan: MergePlan, joined: Uint8Array): boolean {
    const planned = this.#planned
    if (planned?.plan !== plan) return false
    this.#planned = null
    const isCurrent = planned.parts.every((part) => this.#parts.includes(part))
    if (isCurrent) this.#replace(planned, viewSegment(joined))
    return isCurrent
  }

  /** Takes in segments that were read, with their dead. */
  open(segment: Segment, dead: readonly number[]): void {
    const part = this.#append(segment)
    for (const document of dead) part.bury(document)
  }

  #append(segment: Segment): Part {
    const part = this.#makePart(segment)
    this.#parts.push(part)
    return part
  }

  #makePart(segment: Segment): Part {
    const part = new Part(segment, this.#nextBase)
    this.#nextBase += segment.documents
    return part
  }

  #changed(): void {
    if (this.#parts.some(({ living }) => living === 0)) this.#parts = this.#parts.filter(({ living }) => living > 0)
    this.#revision += 1
  }

  #bury(place: number): void {
    const part = this.#parts.find(({ base, documents }) => place >= base && place < base + documents)
    part?.bury(place - part.base)
  }

  #located(): Map<string, number> {
    if (this.#places !== null) return this.#places
    const places = new Map<string, number>()
    for (const part of this.#parts)
      part.segment.keys.forEach((key, document) => {
        if (part.isAlive(document)) places.set(key, part.base + document)
      })
    this.#places = places
    return places
  }

  #joinSmall(): void {
    const planned = this.#planned?.parts ?? []
    const parts = chooseSmall(this.#parts.filter((part) => !planned.includes(part)))
    if (parts === null) return
    const small = planFor(parts)
    this.#replace(small, viewSegment(joinSegments(small.plan.inputs)))
  }

  #replace({ plan, parts }: Planned, joined: Segment): void {
    if (joined.documents !== plan.documents) throw new RangeError('This was not joined by the plan.')
    const part = this.#makePart(joined)
    let document = 0
    parts.forEach((former, index) => {
      const { keys } = former.segment
      const before = plan.inputs[index]?.dead
      for (let old = 0; old < former.documents; old++) {
        if (before?.[old] === 1) continue
        if (former.isAlive(old)) this.#places?.set(keys[old] ?? '', part.base + document)
        else part.bury(document)
        document += 1
      }
    })
    this.#parts = this.#parts.flatMap((each) => (each === parts[0] ? [part] : parts.includes(each) ? [] : [each]))
    this.#changed()
  }
}

function planFor(parts: readonly Part[]): Planned {
  const inputs = parts.map(({ segment, dead }) => ({ bytes: segment.bytes, dead: dead?.slice() ?? null }))
  return { plan: { inputs, documents: parts.reduce((sum, { living }) => sum + living, 0) }, parts }
}

/** The stemmers of the living articles' languages, those of most articles first. */
function languagesOf(parts: readonly Part[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const part of parts) {
    const { languages, documentLanguages } = part.segment
    const numbers = new Uint32Array(languages.length + 1)
    documentLanguages.forEach((number, document) => {
      if (part.isAlive(document)) numbers[number] = (numbers[number] ?? 0) + 1
    })
    numbers.forEach((count, number) => {
      if (count === 0) return
      for (const name of stemmersOf(languages[number - 1] ?? null)) counts.set(name, (counts.get(name) ?? 0) + count)
    })
  }
  return [...counts].sort(([one, n], [two, m]) => m - n || (one < two ? -1 : 1)).map(([name]) => name)
}

/** An empty store of segments with so many fields: those of articles, or all. */
export const createStore = (fieldCount: number = articleFields.length): SearchStore => new FlatStore(fieldCount)

/** Opens a store as `image` left it. Throws `LecternError` ('io') if anything is missing, damaged or of another version. */
export function openStore(image: StoreImage): SearchStore {
  const store = new FlatStore(articleFields.length)
  for (const { name, checksum, documents, dead } of readManifest(image.manifest)) {
    const bytes = image.segments.get(name)
    if (bytes === undefined) throw incomplete()
    const segment = openSegment(bytes)
    const { fieldCount, firstField } = segment
    const isThis = checksumIn(segment.bytes) === checksum && segment.documents === documents
    const areItsDead = dead.every((document) => document < documents)
    if (!isThis || !areItsDead || firstField !== 0 || fieldCount !== articleFields.length) throw incomplete()
    store.open(segment, dead)
  }
  return store
}

const incomplete = (): LecternError =>
  new LecternError(
    'io',
    'The search index on disk is incomplete or damaged. It will be built again; your articles are not touched.',
  )
