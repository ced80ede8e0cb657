/** Takes W3C Web Annotations into a library's notebook. */
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { nestsDeeper } from '#core/notebook/json'
import { type ArticleRecord, type Edit, newRecord, RecordDraft } from '#core/notebook/record'
import { readTarget } from '#core/notebook/target'
import { importEdits } from '#core/notebook/w3c-import'
import { type NamedSource, type ReadAnnotation, readAnnotations, type Skipped } from '#core/notebook/w3c-read'
import { englishNumber } from '#shared/english-number'
import { LecternError, toFailure } from '#shared/result'
import type { Editor } from '../editing/editor'
import type { ArticleChange } from '../editing/make-changes'
import type { CatalogRow } from '../index/catalog'
import type { ArticleRef } from '../notebook/types'
import type { OpenLibrary } from '../open-library'
import type { Work, Works } from '../work'
import { distinctSources, matchSources } from './match-sources'
import { groundIn, needsPlace, placeIn } from './place-imported'

/** What an import came to. */
interface ImportReport {
  /** Articles on which something is written now that was not before. */
  readonly articles: number
  readonly highlights: number
  readonly notes: number
  /** Annotations that were there already. */
  readonly known: number
  readonly skipped: readonly Skipped[]
}

/** Articles looked at before others get their turn. */
const articlesAtOnce = 20

const cancelledMessage = 'Stopped, as you wished, while passages were looked for. Nothing was imported.'

const counted = (annotations: number): string =>
  annotations === 1 ? 'an annotation' : `${englishNumber(annotations)} annotations`

/** Only the outcome of its edits is looked at. */
const nobody = '-'

/**
 * Takes in annotations (JSON text) as one step that can be undone; resolves when they are on disk. Highlights of other programs
 * are placed by their words; one whose passage cannot be found waits for the reader. What a Lectern wrote on an article that is
 * not here is kept all the same. The reader sees how far it is and can stop it. Throws `LecternError` 'invalid' where the text is no
 * JSON, 'cancelled' where it was stopped before anything was written, and as `Editor.bulk`.
 */
export async function importAnnotations(
  library: OpenLibrary,
  { editor, works }: { readonly editor: Editor; readonly works: Works },
  text: string,
): Promise<ImportReport> {
  const { annotations, skipped } = readAnnotations(parse(text), idOf)
  const groups = groupByArticle(library, annotations)
  const label = `Look for the passages of ${counted(annotations.length)}`
  const { changes, taken, known } = await works.run(label, groups.found.length, (work) =>
    lookFor(library, groups.found, work),
  )
  const changed = await editor.bulk(() => 'Import annotations', changes)
  const counts = [...new Set(changed)].flatMap((path) => taken.get(path) ?? [])
  const sum = (kind: 'highlights' | 'notes'): number => counts.reduce((all, one) => all + one[kind], 0)
  // So that what has no article is shown as that at once.
  if (groups.found.some(({ row }) => row === null)) await library.notebook.reconcile(library.articles())
  return {
    ...{ articles: changed.length, highlights: sum('highlights'), notes: sum('notes'), known },
    skipped: [...skipped, ...groups.lost],
  }
}

/** What is to be written. */
interface Found {
  readonly changes: readonly ArticleChange[]
  /** How many of each kind, by the article's path. */
  readonly taken: ReadonlyMap<string, { readonly highlights: number; readonly notes: number }>
  /** Annotations that are there already. */
  readonly known: number
}

/** Finds out, article by article, what is missing and where it belongs. */
async function lookFor(library: OpenLibrary, groups: readonly Group[], work: Work): Promise<Found> {
  let known = 0
  const taken = new Map<string, { highlights: number; notes: number }>()
  const changes: ArticleChange[] = []
  for (const [at, { article, row, record, all }] of groups.entries()) {
    if (at % articlesAtOnce === 0) await breathe()
    if (work.isCancelled) throw new LecternError('cancelled', cancelledMessage)
    const draft = new RecordDraft(record ?? newRecord(nobody, article, nobody), nobody)
    const edits: Edit[] = []
    const counts = taken.get(article.path) ?? { highlights: 0, notes: 0 }
    const ground = once(() => groundIn(library, row))
    for (const one of all) {
      const missing = importEdits(draft.record, one)
      if (missing.length === 0) known += 1
      else if (one.kind === 'highlight') counts.highlights += 1
      else counts.notes += 1
      for (const edit of missing) {
        const placed = needsPlace(one) ? await placeIn(edit, ground) : edit
        draft.apply(placed)
        edits.push(placed)
      }
    }
    if (edits.length > 0) changes.push({ library, article, record: record?.id, edits })
    taken.set(article.path, counts)
    work.advance(1)
  }
  return { changes, taken, known }
}

/** No program nests annotations like that, and what is taken in has to be written again. */
const deepest = 200

function parse(text: string): unknown {
  if (nestsDeeper(text, deepest))
    throw new LecternError(
      'invalid',
      `This file holds values within values more than ${deepest} times. Nothing was imported.`,
    )
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    const reason = toFailure(error).message
    throw new LecternError('invalid', `This file is no JSON, so nothing was imported. ${reason}`)
  }
}

/** The same for the same name, whoever imports it: two machines that do so have one highlight. */
const idOf = (name: string): string => createHash('sha256').update(name).digest('hex').slice(0, 32)

interface Group {
  readonly article: ArticleRef
  /** Null: it is not here. */
  readonly row: CatalogRow | null
  readonly record: ArticleRecord | null
  readonly all: readonly ReadAnnotation[]
}

function groupByArticle(
  library: OpenLibrary,
  annotations: readonly ReadAnnotation[],
): { readonly found: readonly Group[]; readonly lost: readonly Skipped[] } {
  const rows = library.index.catalog.rowsByPath
  const sources = distinctSources(annotations.map(({ source }) => source))
  const matched = matchSources([...new Set(sources.values())], { folderName: basename(library.folder), rows })
  const byArticle = new Map<string, { article: ArticleRef; row: CatalogRow | null; all: ReadAnnotation[] }>()
  const lost: Skipped[] = []
  for (const one of annotations) {
    const source = sources.get(one.source) ?? one.source
    const row = matched.get(source) ?? null
    const article = row ?? goneArticle(source)
    if (article === null) {
      lost.push({ what: nameOf(one), reason: `No article here is the one it is about${sourceName(source)}.` })
      continue
    }
    const key = JSON.stringify([row === null, article.path, row === null && article.hash])
    const group = byArticle.get(key) ?? { article, row, all: [] }
    byArticle.set(key, group)
    group.all.push(one)
  }
  const orphans = library.notebook.records().filter(({ path }) => path === null)
  const found = [...byArticle.values()].map((group): Group => {
    const { path, hash } = group.article
    const orphan = orphans.find(({ record }) => record.article.path === path && record.article.hash === hash)
    return { ...group, record: group.row ? library.notebook.record(path) : (orphan?.record ?? null) }
  })
  return { found, lost }
}

/** An article that is not here, as a Lectern knew it; null where that is not enough to know it again. */
function goneArticle({ path, hash, title, isOurs }: NamedSource): ArticleRef | null {
  if (!isOurs || !path || !hash || path.startsWith('/')) return null
  const isInside = path.split(/[/\\]/).every((part) => part !== '' && part !== '.' && part !== '..')
  return isInside ? { path, hash, title: title ?? path } : null
}

const sourceName = ({ path, title }: NamedSource): string => {
  const name = title ?? path
  return name ? ` (“${name.slice(0, 200)}”)` : ''
}

function nameOf(annotation: ReadAnnotation): string {
  const words = annotation.kind === 'highlight' ? readTarget(annotation.content.target).quote : annotation.note
  return words === '' ? 'An annotation of a whole article' : `“${words.slice(0, 80)}”`
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null
  return () => {
    made ??= make()
    return made
  }
}
