/** What taking in annotations comes to. */
import { correctableFields } from '#shared/highlight'
import { isImported } from './imported'
import { isOn } from './kept-highlight'
import { noteText } from './note'
import type { ArticleRecord, Edit } from './record'
import { hasTag } from './tag-marks'
import { pageKey } from './w3c'
import type { ReadAnnotation } from './w3c-read'

/**
 * The edits by which a record takes in an annotation; none where it is known already. What the reader has written stays: a note
 * is added to, a highlight and a correction that are there are left as they are.
 */
export function importEdits(record: ArticleRecord, annotation: ReadAnnotation): readonly Edit[] {
  const { id } = annotation
  if (annotation.kind === 'highlight') {
    const known = record.highlights.get(id)
    return known !== undefined && isOn(known) ? [] : [{ kind: 'import-highlight', id, content: annotation.content }]
  }
  const { note, tags, corrections, other } = annotation
  const isKnown = isImported(record.imported, id)
  // The reader may have taken out of the note what another program said.
  if (isKnown && id !== pageKey) return []
  const old = noteText(record.note)
  const text = bothTexts(old, note)
  return [
    ...(text === old ? [] : [{ kind: 'set-note', text, known: record.note.seen } as const]),
    ...tags.filter((tag) => !hasTag(record.tags, tag)).map((tag): Edit => ({ kind: 'add-tag', tag })),
    ...correctableFields.flatMap((field): readonly Edit[] => {
      const value = corrections[field] ?? null
      const isFree = (record.corrections.get(field)?.value ?? null) === null
      return value !== null && isFree ? [{ kind: 'correct', field, value }] : []
    }),
    ...(other === null || isKnown ? [] : [{ kind: 'import-page', id, other } as const]),
  ]
}

function bothTexts(old: string, text: string): string {
  if (text.trim() === '' || old.includes(text)) return old
  return text.includes(old) ? text : `${old}\n\n${text}`
}
