/** Takes W3C Web Annotations into a library's notebook. */
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { type Ground, groundOf, makeAnchor, placeAnchor } from '#core/anchoring/index'
import { loosen } from '#core/anchoring/loose-text'
import type { TargetContent } from '#core/notebook/highlight-edits'
import { isRecord, listOf, nestsDeeper } from '#core/notebook/json'
import { type ArticleRecord, type Edit, newRecord, RecordDraft } from '#core/notebook/record'
import { readTarget } from '#core/notebook/target'
import { importEdits } from '#core/notebook/w3c-import'
import { type NamedSource, type ReadAnnotation, readAnnotations, type Skipped } from '#core/notebook/w3c-read'
import { LecternError, toFailure } from '#shared/result'
import type { Editor } from '../editing/editor'
import type { ArticleChange } from '../editing/make-changes'
import type { CatalogRow } from '../index/catalog'
import type { ArticleRef } from '../notebook/types'
import type { OpenLibrary } from '../open-library'
import { distinctSources, matchSources } from './match-sources'

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

/** Only the outcome of its edits is looked at. */
const nobody = '-'

/** Letters that stand in a text once by more than chance. */
const tellingLetters = 8

/**
 * Takes in annotations (JSON text) as one step that can be undone; resolves when they are on disk. Highlights of other programs
 * are placed by their words; one whose passage cannot be found waits for the reader. What a Lectern wrote on an article that is
 * not here is kept all the same. Throws `LecternError` 'invalid' where the text is no JSON, and as `Editor.apply`.
 */
export async function importAnnotations(library: OpenLibrary, editor: Editor, text: string): Promise<ImportReport> {
  const { annotations, skipped } = readAnnotations(parse(text), idOf)
  const groups = groupByArticle(library, annotations)
  let known = 0
  const taken = new Map<string, { highlights: number; notes: number }>()
  const changes: ArticleChange[] = []
  for (const { article, row, record, all } of groups.found) {
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
  }
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

/** Positions of other programs are those of other texts. */
function needsPlace(annotation: ReadAnnotation): boolean {
  return (
    annotation.kind === 'highlight' &&
    (!annotation.source.isOurs || readTarget(annotation.content.target).anchor === null)
  )
}

/** The text that passages are looked for in; null where it cannot be read now. */
async function groundIn(library: OpenLibrary, row: CatalogRow | null): Promise<Ground | null> {
  if (row === null) return null
  return library.parse(row.id).then(
    ({ parsed }) => groundOf(parsed.text),
    () => null,
  )
}

/** The same edit with the place at which its words stand in the article; without any where that is not sure. */
async function placeIn(edit: Edit, ground: () => Promise<Ground | null>): Promise<Edit> {
  if (edit.kind !== 'import-highlight' || edit.content.target === null) return edit
  const { target } = edit.content
  const { quote } = readTarget(target)
  const text = quote === '' ? null : await ground()
  return text === null ? edit : { ...edit, content: { ...edit.content, target: placed(target, text) } }
}

function placed(target: TargetContent, ground: Ground): TargetContent {
  const place = placeOf(target, ground)
  const selectors = listOf(target.selector).filter((one) => !isRecord(one) || one.type !== 'TextPositionSelector')
  if (place === null) return { ...target, selector: selectors }
  const { exact, prefix, suffix, start, end } = makeAnchor(ground.text, place.start, place.end)
  const quoted = selectors.map((one) =>
    isRecord(one) && one.type === 'TextQuoteSelector' ? { ...one, exact, prefix, suffix } : one,
  )
  return { ...target, selector: [...quoted, { type: 'TextPositionSelector', start, end }] }
}

/** Where the words stand. What was quoted from this very article, and stands in it once, needs no more to prove it than that. */
function placeOf(target: TargetContent, ground: Ground): { readonly start: number; readonly end: number } | null {
  const { quote: exact, prefix, suffix } = readTarget(target)
  const placement = placeAnchor({ exact, prefix, suffix, start: -1, end: -1 }, ground)
  if (placement.kind !== 'unsure') return placement
  const [only] = placement.candidates
  return only !== undefined && standsOnce(exact, prefix, suffix, ground.loose.text) ? only : null
}

/** Whether a quote's letters stand in a text once, next to those that stood next to it, as far as it says. */
function standsOnce(exact: string, prefix: string, suffix: string, all: string): boolean {
  const letters = loosen(exact).text
  const at = all.indexOf(letters)
  if (letters.length < tellingLetters || at < 0 || at !== all.lastIndexOf(letters)) return false
  const before = loosen(prefix).text.slice(-tellingLetters)
  const after = loosen(suffix).text.slice(0, tellingLetters)
  return all.slice(0, at).endsWith(before) && all.startsWith(after, at + letters.length)
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null
  return () => {
    made ??= make()
    return made
  }
}
