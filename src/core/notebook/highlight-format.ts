/** Highlights in the files of `articles/`: docs/file-formats.md says how they look. Read leniently, written in one way. */
import { z } from 'zod'
import { isRecord, mapOf, seenSchema } from './json'
import { type ColourMark, type Highlight, latestRevision, noHighlight, type Target } from './kept-highlight'
import { makeNote, type Note, noteSchema } from './note'
import { type Revised, type Revision, revisionSchema, type Seen } from './revision'
import { type TagMarks, tagMarkSchema } from './tag-marks'
import { readBodies } from './w3c-body'

/** One of `highlights`. What is not as it should be is no part of it, and is kept beside it. */
export const highlightSchema: z.ZodType<Highlight> = z
  .looseObject({ revision: revisionSchema })
  .transform((raw): Highlight => {
    const left = new Map(Object.entries(raw))
    /** Takes out a part that is as it should be. */
    const take = <T>(key: string, read: (value: unknown) => T | null): T | null => {
      const value = left.has(key) ? read(left.get(key)) : null
      if (value !== null) left.delete(key)
      return value
    }
    const revision = take('revision', parsedBy(revisionSchema)) ?? raw.revision
    const target = take('target', (value) => readTarget(value, revision))
    const parts = {
      colour: take('colour', parsedBy(colourSchema)),
      tags: take('tags', parsedBy(tagsSchema)),
      note: take('note', parsedBy(noteSchema)),
    }
    const body = left.has('body') ? fromBody(left.get('body'), revision) : null
    if (body !== null) {
      left.delete('body')
      if (body.rest.length > 0) left.set('body', body.rest)
    }
    const read: Highlight = {
      revision,
      target,
      colour: parts.colour ?? body?.colour ?? null,
      tags: parts.tags ?? body?.tags ?? new Map(),
      note: parts.note ?? body?.note ?? noHighlight.note,
      created: take('created', parsedBy(z.string())),
      restored: take('restored', parsedBy(revisedSchema)),
      removed: take('removed', (value) => (value === true ? all(revision) : parsedBy(seenSchema)(value))) ?? new Map(),
      other: left,
    }
    return { ...read, revision: latestRevision(read) }
  })

/** What a file says of a highlight; parts that it does not have are left out. */
export function highlightJson(highlight: Highlight): ReadonlyMap<string, unknown> {
  const { revision, target, colour, tags, note, created, restored, removed, other } = highlight
  const json = new Map<string, unknown>([...other, ['revision', revision]])
  if (target !== null) json.set('target', target)
  if (colour !== null) json.set('colour', colour)
  if (tags.size > 0) json.set('tags', tags)
  if (note.versions.length > 0 || note.seen.size > 0) json.set('note', note)
  if (created !== null) json.set('created', created)
  if (restored !== null) json.set('restored', restored)
  if (removed.size > 0) json.set('removed', removed)
  return json
}

const revisedSchema: z.ZodType<Revised> = z.object({ revision: revisionSchema })
const colourSchema: z.ZodType<ColourMark> = z.object({ revision: revisionSchema, value: z.string().nullable() })
const tagsSchema: z.ZodType<TagMarks> = mapOf(tagMarkSchema)

function parsedBy<T>(schema: z.ZodType<T>): (value: unknown) => T | null {
  return (value) => {
    const parsed = schema.safeParse(value)
    return parsed.success ? parsed.data : null
  }
}

/** A target that does not say when it was changed was changed with its highlight. */
function readTarget(value: unknown, revision: Revision): Target | null {
  if (!isRecord(value)) return null
  return { ...value, revision: parsedBy(revisionSchema)(value.revision) ?? revision }
}

/** The form in which highlights were first described: bodies of the W3C model, all of one revision. */
function fromBody(
  body: unknown,
  revision: Revision,
): { colour: ColourMark | null; tags: TagMarks; note: Note; rest: readonly unknown[] } {
  const { comments, tags, colour, rest } = readBodies(body)
  const text = comments.join('\n\n')
  return {
    colour: colour === null ? null : { revision, value: colour },
    tags: new Map(tags.map((tag) => [tag, { revision }])),
    note: text === '' ? noHighlight.note : makeNote([{ revision, text }], new Map()),
    rest,
  }
}

function all({ replica, counter }: Revision): Seen {
  return new Map([[replica, counter]])
}
