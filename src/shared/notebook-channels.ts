/** What a page can ask about highlights, states, tags, corrections, their undoing, and the notebook's own health. */
import { z } from 'zod'
import { annotationItemSchema, findingSchema, orphanSchema, versionSchema } from './annotation'
import { articleIdSchema, libraryIdSchema } from './article'
import { articleSelectionSchema, scopeSchema, tagNameSchema } from './article-query'
import { colourSchema, correctableFieldSchema, highlightSchema, placeSchema, triageSchema } from './highlight'
import { libraryInfoSchema, notebookPlaceSchema, tagCountSchema } from './library'

const nothing = z.null()
const offset = z.number().int().nonnegative()
const limit = z.number().int().min(1).max(500)
const id = z.string().min(1).max(64)
const noteText = z.string().max(1_000_000)
/** What of a note was on the screen, as the library handed it out. */
const seen = z.string().max(20_000)

/** Which highlights and notes the view of all of them shows. Empty lists narrow nothing. */
const annotationFilterSchema = z
  .object({
    /** Words of the quote, the note, the tags or the article's title; all must be met. */
    text: z.string().max(1_000),
    scope: scopeSchema,
    kinds: z
      .array(z.enum(['highlight', 'note']))
      .max(2)
      .readonly(),
    colours: z.array(colourSchema).max(5).readonly(),
    /** All of these must be carried, by the highlight or its article. */
    tags: z.array(tagNameSchema).max(20).readonly(),
    /** ISO days, both included; of the highlight's making. Null: open. */
    from: z.string().max(10).nullable(),
    to: z.string().max(10).nullable(),
    /** `review`: only those whose passage the reader has to find again. `orphaned`: only those whose article is gone. */
    only: z.enum(['all', 'review', 'orphaned']),
    sort: z.enum(['newest', 'oldest', 'article']),
  })
  .readonly()
export type AnnotationFilter = z.infer<typeof annotationFilterSchema>

const countSchema = z.object({ value: z.string(), count: z.number().int() }).readonly()

/** What stands next in the line of undoing: a label (“Archive 12 articles”), or null. */
export const undoStateSchema = z.object({ undo: z.string().nullable(), redo: z.string().nullable() }).readonly()
export type UndoState = z.infer<typeof undoStateSchema>
const undone = z.object({
  /** What was undone or done again; null where there was nothing. */
  label: z.string().nullable(),
  /** The one article it was about, to be shown; null where there are several, or none. */
  article: articleIdSchema.nullable(),
})

/** Answered by the library process, beside those of contract.ts. Everything that writes answers when it is on disk. */
export const notebookChannels = {
  // Highlights
  'highlights.add': {
    request: z.object({
      article: articleIdSchema,
      place: placeSchema,
      /** What stands there on the page; refused where the article has other words there now. */
      quote: z.string().max(1_000_000).optional(),
      colour: colourSchema,
      note: noteText.default(''),
      tags: z.array(tagNameSchema).max(50).default([]),
    }),
    response: highlightSchema,
  },
  /** Only what is named changes. */
  'highlights.change': {
    request: z.object({
      article: articleIdSchema,
      id,
      colour: colourSchema.optional(),
      note: z.object({ text: noteText, seen }).optional(),
      addTag: tagNameSchema.optional(),
      removeTag: tagNameSchema.optional(),
    }),
    /** What of its note this is now. */
    response: z.object({ noteSeen: z.string() }),
  },
  'highlights.remove': {
    request: z.object({ article: articleIdSchema, ids: z.array(id).min(1).max(1_000) }),
    response: nothing,
  },
  /** The reader's word on a highlight in review: it is there, or its passage is gone and it is kept. */
  'highlights.place': {
    request: z.object({ article: articleIdSchema, id, place: placeSchema.nullable() }),
    response: nothing,
  },
  'annotations.list': {
    request: z.object({ filter: annotationFilterSchema, offset, limit }),
    response: z.object({
      total: z.number().int(),
      items: z.array(annotationItemSchema).readonly(),
      /** Of the scope, whatever else the filter says. */
      review: z.number().int(),
      orphaned: z.number().int(),
      colours: z.array(countSchema).readonly(),
      tags: z.array(countSchema).readonly(),
    }),
  },
  /** Takes in a W3C Web Annotation page, collection or list (JSON-LD text); what cannot be placed waits in review. */
  'annotations.import': {
    request: z.object({ library: libraryIdSchema, json: z.string().max(100_000_000) }),
    response: z.object({
      articles: z.number().int(),
      highlights: z.number().int(),
      notes: z.number().int(),
      /** What was there already. */
      known: z.number().int(),
      skipped: z.array(z.object({ what: z.string(), reason: z.string() })).readonly(),
    }),
  },

  // Articles that are gone, copied, or wrongly read
  'orphans.list': { request: z.object({ scope: scopeSchema }), response: z.array(orphanSchema).readonly() },
  /** Says which article an orphan belongs to now. */
  'orphans.attach': {
    request: z.object({ library: libraryIdSchema, record: id, article: articleIdSchema }),
    response: nothing,
  },
  /** Takes an orphan out of the notebook; its history keeps it, and it can be undone. */
  'orphans.remove': { request: z.object({ library: libraryIdSchema, record: id }), response: nothing },
  /** Carries highlights, note and tags of one article to an exact copy of it. */
  'copies.carry': {
    request: z.object({ from: articleIdSchema, to: articleIdSchema }),
    response: z.object({ highlights: z.number().int() }),
  },
  /** Puts right what was read off an article; null: as the article says. Dates are `2024`, `2024-01` or `2024-01-04`. */
  'articles.correct': {
    request: z.object({
      article: articleIdSchema,
      field: correctableFieldSchema,
      value: z.string().trim().min(1).max(2_000).nullable(),
    }),
    response: nothing,
  },

  // States
  /** Sorts articles, and marks them read or unread; only what is named changes. Null: as if never sorted. */
  'states.set': {
    request: z.object({
      selection: articleSelectionSchema,
      triage: triageSchema.nullable().optional(),
      read: z.boolean().optional(),
    }),
    response: z.object({ changed: z.number().int() }),
  },
  'states.counts': {
    request: z.object({ scope: scopeSchema }),
    response: z.object({
      inbox: z.number().int(),
      /** Of the inbox. */
      inboxUnread: z.number().int(),
      later: z.number().int(),
      archived: z.number().int(),
      unread: z.number().int(),
    }),
  },

  // Tags
  'tags.list': { request: z.object({ scope: scopeSchema }), response: z.array(tagCountSchema) },
  'tags.add': {
    request: z.object({ selection: articleSelectionSchema, tag: tagNameSchema }),
    response: z.object({ changed: z.number().int() }),
  },
  'tags.remove': {
    request: z.object({ selection: articleSelectionSchema, tag: tagNameSchema }),
    response: z.object({ changed: z.number().int() }),
  },
  /** What renaming (to: a name) or deleting (to: null) a tag would do, in all open libraries, tags below it included. */
  'tags.preview': {
    request: z.object({ tag: tagNameSchema, to: tagNameSchema.nullable() }),
    response: z.object({
      articles: z.number().int(),
      highlights: z.number().int(),
      /** The tags that change, with what they become; null: nothing. */
      tags: z.array(z.object({ from: z.string(), to: z.string().nullable(), merges: z.boolean() })).readonly(),
    }),
  },
  /** Renames a tag with all below it; where the new name is in use already, the two become one. */
  'tags.rename': { request: z.object({ tag: tagNameSchema, to: tagNameSchema }), response: nothing },
  'tags.delete': { request: z.object({ tag: tagNameSchema }), response: nothing },
  'tags.recolour': { request: z.object({ tag: tagNameSchema, colour: colourSchema.nullable() }), response: nothing },

  // Notes
  /** Replaces the article's note (Markdown); empty deletes it, after a copy to history. `seen`: what of it was on the screen. */
  'notes.set': {
    request: z.object({ article: articleIdSchema, note: noteText, seen: seen.optional() }),
    response: z.object({ seen: z.string() }),
  },

  // Undoing and history
  'undo.state': { request: nothing, response: undoStateSchema },
  'undo.undo': { request: nothing, response: undone },
  'undo.redo': { request: nothing, response: undone },
  /** Earlier states of what was written on an article, newest first. */
  'history.list': { request: z.object({ article: articleIdSchema }), response: z.array(versionSchema).readonly() },
  /** Brings an earlier state back, as a change that can be undone. */
  'history.restore': {
    request: z.object({ article: articleIdSchema, version: z.string().max(200) }),
    response: nothing,
  },

  // The notebook's files
  'notebook.check': {
    request: z.object({ library: libraryIdSchema }),
    response: z.object({ sound: z.boolean(), findings: z.array(findingSchema).readonly() }),
  },
  /** Repairs what can be, after a copy of the whole notebook. */
  'notebook.repair': {
    request: z.object({ library: libraryIdSchema }),
    response: z.object({
      /** Where the copy lies, for display; null where nothing had to be done. */
      backup: z.string().nullable(),
      done: z.array(z.string()).readonly(),
      findings: z.array(findingSchema).readonly(),
    }),
  },
  /** Moves the notebook to its other place, on the reader's word. */
  'notebook.move': {
    request: z.object({ library: libraryIdSchema, place: notebookPlaceSchema }),
    response: libraryInfoSchema,
  },
} as const
