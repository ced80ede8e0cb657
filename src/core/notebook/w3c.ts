/** What the reader wrote as W3C Web Annotations in JSON-LD, for other programs and for another Lectern; w3c-read.ts reads it. */
import { shownCorrections } from './corrections'
import { isRecord, listOf } from './json'
import { type Highlight, isOn } from './kept-highlight'
import { noteText } from './note'
import type { Other } from './other'
import { type ArticleRecord, tagsOf } from './record'
import { compareText, stableJson } from './revision'
import { readTarget } from './target'
import { contentOfHighlight } from './undo'
import { bodiesOf } from './w3c-body'
import { contexts, highlightIri, importedIri, pageIri, pathIri, terms } from './w3c-terms'

type Json = Readonly<Record<string, unknown>>

/** A record with the path of its article in the library. */
interface ExportedRecord {
  readonly path: string
  readonly record: ArticleRecord
}

/** The key of a highlight's `other` that holds what else stood in the annotation it was imported from. */
export const annotationKey = 'annotation'
/** The key of an imported page's `other` that holds what stood in its target. */
export const targetKey = 'target'
/** The id under which is kept what other programs put into the annotation of a whole article. */
export const pageKey = 'page'
/** What an annotation is for of which nothing is left but what other programs put into it. */
export const pageMotivation = 'linking'

/** The file of all annotations, and how many there are: the same records always give the same text. */
export function formatAnnotations(records: readonly ExportedRecord[]): {
  readonly text: string
  readonly count: number
} {
  const items = records
    .toSorted((a, b) => compareText(a.path, b.path) || compareText(a.record.article.hash, b.record.article.hash))
    .flatMap(annotationsOf)
  const collection = {
    '@context': contexts,
    id: '#annotations',
    type: 'AnnotationCollection',
    total: items.length,
    first: { id: '#page', type: 'AnnotationPage', partOf: '#annotations', startIndex: 0, items },
  }
  return { text: `${stableJson(collection, 2)}\n`, count: items.length }
}

/** The annotations of an article: what is written on the whole of it first, then highlights in the order of the text. */
function annotationsOf({ path, record }: ExportedRecord): readonly Json[] {
  const source = { id: pathIri(path), [terms.title]: record.article.title, [terms.hash]: record.article.hash }
  const start = (highlight: Highlight): number => readTarget(highlight.target).start ?? Number.MAX_SAFE_INTEGER
  const highlights = [...record.highlights]
    .filter(([, highlight]) => isOn(highlight))
    .sort(([idA, a], [idB, b]) => start(a) - start(b) || compareText(idA, idB))
  const imported = [...record.imported]
    .filter(([id, page]) => page.removed !== true && id !== pageKey)
    .sort(([a], [b]) => compareText(a, b))
  return [
    ...pageOf(path, record, source),
    ...imported.map(([id, { other }]) => importedPage(id, other, source)),
    ...highlights.map(([id, highlight]) => annotationOf(id, highlight, source)),
  ]
}

function pageOf(path: string, record: ArticleRecord, source: Json): readonly Json[] {
  const note = noteText(record.note)
  const tags = tagsOf(record)
  const corrections = shownCorrections(record.corrections)
  const isCorrected = Object.keys(corrections).length > 0
  if (note === '' && tags.length === 0 && !isCorrected) return []
  const { body, rest, target } = leftovers(record.imported.get(pageKey)?.other)
  return [
    {
      ...{ id: pageIri(path), motivation: note !== '' ? 'commenting' : tags.length > 0 ? 'tagging' : 'editing' },
      ...rest,
      type: rest.type ?? 'Annotation',
      ...withBody(bodiesOf(note, tags, null, body)),
      ...targetsOf(target, source, rest),
      ...(isCorrected && { [terms.corrections]: corrections }),
    },
  ]
}

/** What another program said beside what was taken into the article's note and tags. */
function importedPage(id: string, other: Other, source: Json): Json {
  const { body, rest, target } = leftovers(other)
  return {
    ...{ motivation: pageMotivation, id: importedIri(id), ...rest, type: rest.type ?? 'Annotation' },
    ...withBody(listOf(body)),
    ...targetsOf(target, source, rest),
    ...withOther([...other].filter(([key]) => key !== annotationKey && key !== targetKey)),
  }
}

function annotationOf(id: string, highlight: Highlight, source: Json): Json {
  const { target, colour, tags, note, created, other } = contentOfHighlight(highlight)
  const { body, rest } = leftovers(other)
  return {
    ...{ id: highlightIri(id), motivation: note === '' ? 'highlighting' : 'commenting' },
    ...(created !== null && { created }),
    ...rest,
    type: rest.type ?? 'Annotation',
    ...withBody(bodiesOf(note, tags, colour, body)),
    ...targetsOf(target, source, rest),
    ...withOther([...other].filter(([key]) => key !== annotationKey)),
  }
}

/** What else stood in an annotation: its bodies, its target, the rest. */
function leftovers(other: Other | undefined): { readonly body: unknown; readonly target: Json; readonly rest: Json } {
  const annotation = other?.get(annotationKey)
  const target = other?.get(targetKey)
  const { body, ...rest } = isRecord(annotation) ? annotation : {}
  return { body, target: isRecord(target) ? target : {}, rest }
}

const withBody = (body: readonly unknown[]): Json => (body.length === 0 ? {} : { body })

const withOther = (own: readonly (readonly [string, unknown])[]): Json =>
  own.length === 0 ? {} : { [terms.other]: Object.fromEntries(own) }

/** A target of ours, before those of another program that were not understood. */
function targetsOf(content: Json | null, source: Json, { target }: Json): Json {
  const { source: via, kept, ...rest } = content ?? {}
  const own = {
    type: 'SpecificResource',
    ...rest,
    source: via === undefined ? source : { ...source, [terms.via]: via },
    ...(kept === true && { [terms.kept]: true }),
  }
  const others = listOf(target)
  return { target: others.length === 0 ? own : [own, ...others] }
}
