/** Reads W3C Web Annotations, ours and those of other programs, and the form in which Hypothesis hands out its own. */
import { type CorrectableField, correctableFields } from '#shared/highlight'
import type { HighlightContent } from './highlight-edits'
import { fromHypothesis, isHypothesis } from './hypothesis'
import { isRecord, listOf } from './json'
import type { Other } from './other'
import { stableJson } from './revision'
import { readTarget } from './target'
import { annotationKey, pageKey, pageMotivation, targetKey } from './w3c'
import { commentBody, joined, peculiarBodies, readBodies } from './w3c-body'
import { contexts, highlightOf, importedOf, isPageIri, pathOfIri, terms } from './w3c-terms'

type Json = Readonly<Record<string, unknown>>

/** The article an annotation is about, as far as it says. */
export interface NamedSource {
  /** Ours is relative to the library; another's may be longer. Null where it says none. */
  readonly path: string | null
  readonly hash: string | null
  readonly title: string | null
  /** Written by a Lectern, so that its positions are those of our texts. */
  readonly isOurs: boolean
}

/** An annotation that was understood. */
export type ReadAnnotation = { readonly id: string; readonly source: NamedSource } & (
  | { readonly kind: 'highlight'; readonly content: HighlightContent }
  | {
      readonly kind: 'page'
      readonly note: string
      readonly tags: readonly string[]
      readonly corrections: Readonly<Partial<Record<CorrectableField, string>>>
      /** What else stands in it; null: nothing, and it is ours. */
      readonly other: Other | null
    }
)

/** Something that was not taken in, and why. */
export interface Skipped {
  readonly what: string
  readonly reason: string
}

/** Finds and reads the annotations in a JSON value. `idOf` makes a record's id of a name: the same one every time. */
export function readAnnotations(
  json: unknown,
  idOf: (name: string) => string,
): { readonly annotations: readonly ReadAnnotation[]; readonly skipped: readonly Skipped[] } {
  const annotations: ReadAnnotation[] = []
  const skipped: Skipped[] = []
  for (const raw of annotationsIn(json)) {
    const read = readAnnotation(raw, idOf)
    if (typeof read === 'string') skipped.push({ what: nameOf(raw), reason: read })
    else annotations.push(read)
  }
  return { annotations, skipped }
}

/** One annotation, a list, a page, a collection, or what Hypothesis puts around them. */
function annotationsIn(json: unknown): readonly unknown[] {
  if (Array.isArray(json)) return json.flatMap((item) => (isContainer(item) ? annotationsIn(item) : [item]))
  if (!isRecord(json)) return [json]
  if (!isContainer(json)) return [json]
  return containers.flatMap((key) => (json[key] === undefined || json[key] === null ? [] : annotationsIn(json[key])))
}

const containers = ['items', 'first', 'next', '@graph', 'rows', 'annotations'] as const

const isContainer = (json: unknown): json is Json =>
  isRecord(json) && json.target === undefined && containers.some((key) => json[key] !== undefined)

function readAnnotation(written: unknown, idOf: (name: string) => string): ReadAnnotation | string {
  if (typeof written === 'string') return 'It lies elsewhere; import that file too.'
  if (!isRecord(written)) return 'It is no annotation.'
  const raw = isHypothesis(written) ? fromHypothesis(written) : written
  if (raw.target === undefined) return 'It does not say what it is about.'
  const { '@context': context, id, type, motivation, created, target, body, bodyValue, ...rest } = raw
  const { content, source, others } = readTargets(target)
  if (source === null) return 'It does not say which article it is about.'
  const { [terms.other]: own, [terms.corrections]: corrected, ...unknown } = rest
  const name = typeof id === 'string' && id !== '' ? id : null
  const ourId = name === null ? null : (highlightOf(name) ?? importedOf(name))
  const kind = kindOf(name, content)
  const bodies = [...listOf(body).map(asBody), ...(typeof bodyValue === 'string' ? [commentBody(bodyValue)] : [])]
  const { comments, tags, colour, rest: unshown } = readBodies(bodies)
  const peculiar = kind === 'imported' ? unshown : peculiarBodies(bodies)
  const at = kind === 'highlight' && isInstant(created) ? created : null
  const left: Json = {
    ...unknown,
    ...(context !== undefined && context !== contexts[0] && { '@context': context }),
    ...(name !== null && ourId === null && kind !== 'page' && { id: name }),
    ...(type !== undefined && type !== 'Annotation' && { type }),
    ...(motivation !== undefined && !isUsual(motivation, kind) && { motivation }),
    ...(created !== undefined && at === null && { created }),
    ...(others.length > 0 && { target: others }),
    ...(peculiar.length > 0 && { body: peculiar }),
  }
  const other = new Map(isRecord(own) ? Object.entries(own) : [])
  if (Object.keys(left).length > 0) other.set(annotationKey, left)
  const key = ourId ?? idOf(name ?? stableJson(raw))
  const note = joined(comments)
  if (kind === 'highlight') {
    return {
      ...{ id: key, source, kind },
      content: { target: content, colour, tags: [...new Set(tags)], note, created: at, other },
    }
  }
  if (kind === 'imported' && note === '' && tags.length === 0 && unshown.length === 0 && !source.isOurs)
    return 'It has neither a quote nor a note, so nobody could tell what it marks.'
  if (Object.keys(content).length > 0) other.set(targetKey, content)
  const corrections = correctionsIn(corrected)
  const isPlain = kind === 'page' && other.size === 0
  return {
    ...{ id: kind === 'page' ? pageKey : key, source, kind: 'page' },
    ...{ note, tags: [...new Set(tags)], corrections, other: isPlain ? null : other },
  }
}

/** `page`: what is written on a whole article, by a Lectern; `imported`: by another program. */
type Kind = 'highlight' | 'page' | 'imported'

function kindOf(name: string | null, content: Json): Kind {
  if (name !== null && isPageIri(name)) return 'page'
  if (name !== null && highlightOf(name) !== null) return 'highlight'
  return readTarget(content).quote.trim() === '' ? 'imported' : 'highlight'
}

/** What each kind is for where it does not say. */
const usualMotivations: Readonly<Record<Kind, readonly string[]>> = {
  highlight: ['highlighting', 'commenting'],
  page: ['commenting', 'tagging', 'editing'],
  imported: [pageMotivation],
}

const isUsual = (motivation: unknown, kind: Kind): boolean =>
  typeof motivation === 'string' && usualMotivations[kind].includes(motivation)

const isInstant = (created: unknown): created is string =>
  typeof created === 'string' && !Number.isNaN(Date.parse(created))

/** A string in place of a body names a resource elsewhere; one that is no IRI is a comment. */
function asBody(body: unknown): unknown {
  if (typeof body !== 'string') return body
  return /^[a-z][a-z0-9+.-]*:\S+$/i.test(body) ? { id: body } : commentBody(body)
}

/** The target that says most, and the others. */
function readTargets(raw: unknown): { content: Json; source: NamedSource | null; others: readonly unknown[] } {
  const targets = listOf(raw).map((target) => (typeof target === 'string' ? { source: target } : target))
  const main = targets.find((one) => isRecord(one) && readTarget(one).quote !== '') ?? targets[0]
  if (!isRecord(main)) return { content: {}, source: null, others: [] }
  const { type, source = main.id, [terms.kept]: kept, kept: _, revision: __, ...rest } = main
  const { via, named } = readSource(source)
  const content = {
    ...rest,
    ...(type !== undefined && type !== 'SpecificResource' && { type }),
    ...(via !== undefined && { source: via }),
    ...(kept === true && { kept: true }),
  }
  return { content, source: named, others: targets.filter((one) => one !== main) }
}

function readSource(source: unknown): { readonly via: unknown; readonly named: NamedSource | null } {
  const iri = isRecord(source) ? source.id : source
  if (typeof iri !== 'string' || iri === '') return { via: undefined, named: null }
  const path = pathOfIri(iri)
  if (!isRecord(source)) return { via: source, named: { path, hash: null, title: null, isOurs: false } }
  const hash = source[terms.hash]
  const [title] = listOf(source[terms.title] ?? source.title)
  const isOurs = typeof hash === 'string'
  return {
    via: isOurs ? source[terms.via] : source,
    named: { path, hash: isOurs ? hash : null, title: typeof title === 'string' ? title : null, isOurs },
  }
}

function correctionsIn(raw: unknown): Readonly<Partial<Record<CorrectableField, string>>> {
  const corrections: Partial<Record<CorrectableField, string>> = {}
  for (const field of correctableFields) {
    const value = isRecord(raw) ? raw[field] : undefined
    if (typeof value === 'string' && value.trim() !== '') corrections[field] = value
  }
  return corrections
}

/** How an annotation is called in a report: its words, else its name. */
function nameOf(raw: unknown): string {
  if (!isRecord(raw)) return JSON.stringify(raw)?.slice(0, 80) ?? 'nothing'
  const [target] = listOf(raw.target)
  const quote = isRecord(target) ? readTarget(target).quote : ''
  if (quote !== '') return `“${quote.slice(0, 80)}”`
  return typeof raw.id === 'string' ? raw.id.slice(0, 200) : 'An annotation without a name'
}
