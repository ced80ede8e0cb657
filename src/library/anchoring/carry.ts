/** What is written on one article, as edits that write it on another. */
import { shownHighlights } from '#core/notebook/highlight'
import { noteText } from '#core/notebook/note'
import { type ArticleRecord, type Edit, tagsOf } from '#core/notebook/record'
import { correctableFields } from '#shared/highlight'

/** The edits that add to `onto` (null: nothing is written there yet) what `from` has and it has not; nothing twice. */
export function carryEdits(from: ArticleRecord, onto: ArticleRecord | null): readonly Edit[] {
  const edits: Edit[] = tagsOf(from).map((tag) => ({ kind: 'add-tag', tag }))
  const note = joined(onto === null ? '' : noteText(onto.note), noteText(from.note))
  edits.push({ kind: 'set-note', text: note, known: onto?.note.seen ?? new Map() })
  const there = new Set(onto === null ? [] : shownHighlights(onto.highlights).map(likeness))
  for (const shown of shownHighlights(from.highlights)) {
    const highlight = from.highlights.get(shown.id)
    if (highlight === undefined || there.has(likeness(shown))) continue
    const { revision: _revision, ...target } = highlight.target ?? { revision: null }
    const { id, colour, tags, note: text, created } = shown
    const content = { target: highlight.target === null ? null : target, colour, tags, note: text, created }
    edits.push({ kind: 'import-highlight', id, content: { ...content, other: highlight.other } })
  }
  for (const field of correctableFields) {
    const value = from.corrections.get(field)?.value ?? null
    if (value !== null && (onto?.corrections.get(field)?.value ?? null) === null)
      edits.push({ kind: 'correct', field, value })
  }
  return edits
}

/** The edits that take everything off a record. */
export function clearEdits(record: ArticleRecord): readonly Edit[] {
  return [
    ...tagsOf(record).map((tag): Edit => ({ kind: 'remove-tag', tag })),
    ...[...record.highlights.keys()].map((id): Edit => ({ kind: 'remove-highlight', id })),
    ...correctableFields.map((field): Edit => ({ kind: 'correct', field, value: null })),
    { kind: 'set-note', text: '', known: record.note.seen },
  ]
}

type Shown = ReturnType<typeof shownHighlights>[number]

/** Two highlights of the same words at the same place with the same note are one. */
const likeness = ({ quote, anchor, note }: Shown): string => JSON.stringify([quote, anchor?.start ?? null, note])

/** A text that the other contains adds nothing to it. */
function joined(there: string, added: string): string {
  if (there.includes(added)) return there
  return added.includes(there) ? added : `${there}\n\n${added}`
}
