/** What edits come to, before any of them is kept. */
import { knownOf } from '#core/notebook/kept-highlight'
import { type ArticleRecord, applyEdit, type Edit } from '#core/notebook/record'
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
  let state = record
  return edits.filter((edit) => {
    const before = state
    state = applyEdit(before, edit, replica)
    return state !== before
  })
}

/** Whether `later` leaves nothing of `earlier`, so that only it need be remembered. */
export function supersedes(later: Edit, earlier: Edit): boolean {
  switch (later.kind) {
    case 'set-note':
    case 'follow':
      return earlier.kind === later.kind
    case 'colour-highlight':
    case 'note-highlight':
    case 'place-highlight':
      return earlier.kind === later.kind && earlier.id === later.id
    case 'correct':
      return earlier.kind === later.kind && earlier.field === later.field
    default:
      return false
  }
}
