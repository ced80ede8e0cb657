/** Edits that bring an earlier state back, as edits like any other: they merge, are kept in history, and can be undone. */
import { type CorrectableField, correctableFields } from '#shared/highlight'
import { contentOf, type HighlightContent } from './highlight-edits'
import { type Highlight, isOn, knownOf } from './kept-highlight'
import { noteText } from './note'
import { type ArticleRecord, type Edit, tagsOf } from './record'
import { stableJson } from './revision'
import { tagsOn } from './tag-marks'

/**
 * The edits by which `now` shows what `then` showed: tags, note, highlights, corrections. Made by whoever made `now` out of `then`, they
 * undo nothing but that: what others change meanwhile stays.
 */
export function editsTowards(now: ArticleRecord, then: ArticleRecord): readonly Edit[] {
  return [
    ...tagEdits(tagsOf(now), tagsOf(then), (tag, on) => ({ kind: on ? 'add-tag' : 'remove-tag', tag })),
    ...noteEdits(now, then),
    ...[...new Set([...now.highlights.keys(), ...then.highlights.keys()])].flatMap((id) =>
      highlightEdits(id, now.highlights.get(id), then.highlights.get(id)),
    ),
    ...correctableFields.flatMap((field) => correctionEdits(field, now, then)),
    ...importEdits(now, then),
  ]
}

/** All that a highlight says. */
export function contentOfHighlight(highlight: Highlight): HighlightContent {
  const { target, colour, tags, note, created, other } = highlight
  return {
    target: contentOf(target),
    colour: colour?.value ?? null,
    tags: tagsOn(tags),
    note: noteText(note),
    created,
    other,
  }
}

function noteEdits(now: ArticleRecord, then: ArticleRecord): readonly Edit[] {
  const text = noteText(then.note)
  return noteText(now.note) === text ? [] : [{ kind: 'set-note', text, known: now.note.seen }]
}

function highlightEdits(id: string, now: Highlight | undefined, then: Highlight | undefined): readonly Edit[] {
  if (then === undefined || !isOn(then)) {
    return now === undefined || !isOn(now) ? [] : [{ kind: 'remove-highlight', id, known: knownOf(now) }]
  }
  const wanted = contentOfHighlight(then)
  if (now === undefined) return [{ kind: 'import-highlight', id, content: wanted }]
  const { target, colour, note, tags } = contentOfHighlight(now)
  const edits: Edit[] = isOn(now) ? [] : [{ kind: 'restore-highlight', id }]
  if (stableJson(target ?? {}) !== stableJson(wanted.target ?? {}))
    edits.push({ kind: 'target-highlight', id, target: wanted.target })
  if (colour !== wanted.colour) edits.push({ kind: 'colour-highlight', id, colour: wanted.colour })
  if (note !== wanted.note) edits.push({ kind: 'note-highlight', id, text: wanted.note, known: now.note.seen })
  const tagged = tagEdits(tags, wanted.tags, (tag, on) => ({ kind: on ? 'tag-highlight' : 'untag-highlight', id, tag }))
  return [...edits, ...tagged]
}

function tagEdits(
  now: readonly string[],
  then: readonly string[],
  make: (tag: string, on: boolean) => Edit,
): readonly Edit[] {
  return [
    ...now.filter((tag) => !then.includes(tag)).map((tag) => make(tag, false)),
    ...then.filter((tag) => !now.includes(tag)).map((tag) => make(tag, true)),
  ]
}

function correctionEdits(field: CorrectableField, now: ArticleRecord, then: ArticleRecord): readonly Edit[] {
  const value = then.corrections.get(field)?.value ?? null
  return (now.corrections.get(field)?.value ?? null) === value ? [] : [{ kind: 'correct', field, value }]
}

function importEdits(now: ArticleRecord, then: ArticleRecord): readonly Edit[] {
  return [...new Set([...now.imported.keys(), ...then.imported.keys()])].flatMap((id): readonly Edit[] => {
    const [is, was] = [now.imported.get(id), then.imported.get(id)]
    const other = was === undefined || was.removed ? null : was.other
    const stands = is !== undefined && !is.removed
    return stands === (other !== null) ? [] : [{ kind: 'import-page', id, other }]
  })
}
