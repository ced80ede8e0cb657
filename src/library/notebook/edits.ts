/** What edits come to, before any of them is kept. */
import { knownOf } from '#core/notebook/kept-highlight'
import { type ArticleRecord, type Edit, RecordDraft } from '#core/notebook/record'
import { normaliseTag } from '#core/notebook/tags'

/**
 * An edit of a record as it is kept: tags in their form, a note of white space empty, a removal with what is known of what it
 * removes, so that it is made again upon no more than that. Throws `LecternError` 'invalid'.
 */
export function normaliseEdit(record: ArticleRecord, edit: Edit): Edit {
  switch (edit.kind) {
    case 'remove-highlight': {
      const highlight = record.highlights.get(edit.id)
      return highlight === undefined || edit.known !== undefined ? edit : { ...edit, known: knownOf(highlight) }
    }
    case 'add-tag':
    case 'remove-tag':
    case 'tag-highlight':
    case 'untag-highlight':
      return { ...edit, tag: normaliseTag(edit.tag) }
    case 'correct': {
      const value = edit.value?.replace(/\s+/g, ' ').trim() ?? ''
      return { ...edit, value: value === '' ? null : value }
    }
    case 'set-note':
    case 'note-highlight':
      return edit.text.trim() === '' ? { ...edit, text: '' } : edit
    default:
      return edit
  }
}

/** Those of these edits that change something, made upon a record one after another. */
export function effectiveEdits(record: ArticleRecord, edits: readonly Edit[], replica: string): readonly Edit[] {
  const draft = new RecordDraft(record, replica)
  return edits.filter((edit) => draft.apply(edit))
}

/** What an edit decides alone: of two edits with the same answer only the later need be remembered; null where both count. */
export function decidedBy(edit: Edit): string | null {
  switch (edit.kind) {
    case 'set-note':
    case 'follow':
      return edit.kind
    case 'colour-highlight':
    case 'note-highlight':
    case 'place-highlight':
      return `${edit.kind} ${edit.id}`
    case 'correct':
      return `${edit.kind} ${edit.field}`
    default:
      return null
  }
}
