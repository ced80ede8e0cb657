/** Highlights, states and corrections, as the shells see them. */
import { z } from 'zod'

const offset = z.number().int().nonnegative()

/** The colours a highlight, or a tag, can have. Each differs from the others in lightness and underline too. */
export const colours = ['yellow', 'green', 'blue', 'pink', 'purple'] as const
export const colourSchema = z.enum(colours)
export type Colour = z.infer<typeof colourSchema>

/** A place in an article's canonical text, `[start, end)`, UTF-16 code units. */
export const placeSchema = z.object({ start: offset, end: offset }).readonly()

/** A place where a passage may be now: how sure that is (0 to 1), and what stands there. */
const candidateSchema = z
  .object({ start: offset, end: offset, confidence: z.number().min(0).max(1), text: z.string() })
  .readonly()
export type PlaceCandidate = z.infer<typeof candidateSchema>

/** Where a highlight's passage is in the article as it is now. */
const standingSchema = z.discriminatedUnion('kind', [
  /** It stands there; `moved`: not where, or not quite as, it was highlighted. */
  z
    .object({
      kind: z.literal('placed'),
      start: offset,
      end: offset,
      moved: z.boolean(),
      confidence: z.number().min(0).max(1),
    })
    .readonly(),
  /** The article changed, and the reader has to say where the passage is now; the likeliest places first, perhaps none. */
  z.object({ kind: z.literal('review'), candidates: z.array(candidateSchema).readonly() }).readonly(),
  /** The passage is gone, and the reader keeps the highlight as it is. */
  z.object({ kind: z.literal('kept') }).readonly(),
])
export type Standing = z.infer<typeof standingSchema>

export const highlightSchema = z
  .object({
    id: z.string(),
    /** The words as they were highlighted. */
    quote: z.string(),
    standing: standingSchema,
    /** Null: of no colour that this version knows. */
    colour: colourSchema.nullable(),
    /** Markdown, empty when there is none. */
    note: z.string(),
    /** What of the note was seen; handed back with a change of it. */
    noteSeen: z.string(),
    tags: z.array(z.string()).readonly(),
    /** When it was made, an ISO instant; null where nobody knows. */
    created: z.string().nullable(),
  })
  .readonly()
export type Highlight = z.infer<typeof highlightSchema>

/** Sorted by the reader: to be looked at, put by, done with; null: never sorted, and there before the library was opened. */
export const triageSchema = z.enum(['inbox', 'later', 'archived'])
export type Triage = z.infer<typeof triageSchema>

/** Fields of an article that the reader can put right. */
export const correctableFields = ['title', 'author', 'date', 'source'] as const
export const correctableFieldSchema = z.enum(correctableFields)
export type CorrectableField = z.infer<typeof correctableFieldSchema>
