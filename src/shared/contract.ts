/**
 * The whole conversation between a page and the program behind it. For each channel a request and a response schema, for
 * each event a payload schema; types, handlers, the preload's names and both clients are derived from here.
 *
 * `shellChannels` are answered by the shell (desktop or browser), `libraryChannels` by the library process. A page cannot tell.
 */
import { z } from 'zod'
import {
  articleIdSchema,
  articleRowSchema,
  articleSchema,
  libraryIdSchema,
  markedTextSchema,
  markSchema,
} from './article'
import {
  articleQuerySchema,
  articleSelectionSchema,
  queryTextSchema,
  scopeSchema,
  tagNameSchema,
} from './article-query'
import type { channelNames, eventNames } from './channel-names'
import { commandNames } from './commands'
import { folderCountSchema, libraryInfoSchema, notebookPlaceSchema, passedOverSchema } from './library'
import { notebookChannels, undoStateSchema } from './notebook-channels'
import { failureSchema } from './result'
import { preferencesChangeSchema, preferencesSchema } from './settings'
import { workIdSchema, workSchema } from './work'

const nothing = z.null()
const offset = z.number().int().nonnegative()
const limit = z.number().int().min(1).max(500)
const scope = scopeSchema
const tagName = tagNameSchema
const text = queryTextSchema

const articlePageSchema = z
  .object({
    total: z.number().int(),
    /** True where no article had all words and these have some. */
    partial: z.boolean(),
    /** The query in plain words; empty without one. */
    explanation: z.string(),
    /** In plain words what keeps the answer from being whole (time was up, a wildcard stands for too many words); null where nothing does. */
    shortfall: z.string().nullable(),
    /** Milliseconds in the library process. */
    tookMs: z.number(),
    rows: z.array(articleRowSchema).readonly(),
  })
  .readonly()
export type ArticlePage = z.infer<typeof articlePageSchema>

const facetSchema = z.array(z.object({ value: z.string(), count: z.number().int() })).readonly()
/** How the articles of a query spread; values most frequent first, at most 100 of each. */
const facetsSchema = z
  .object({
    total: z.number().int(),
    /** By date, ascending, without gaps: the step that gives at most 120 bars. `from` and `to` are ISO days, both included. */
    dates: z
      .object({
        step: z.enum(['day', 'week', 'month', 'quarter', 'year', 'decade']),
        bars: z.array(z.object({ from: z.string(), to: z.string(), count: z.number().int() })).readonly(),
        undated: z.number().int(),
      })
      .readonly(),
    sources: facetSchema,
    /** The reader's; counted is what `tag:` finds. */
    tags: facetSchema,
    /** The articles' own. */
    keywords: facetSchema,
    /** Values as `type:` takes them. */
    types: facetSchema,
    /** Primary language subtags. */
    languages: facetSchema,
  })
  .readonly()
export type Facets = z.infer<typeof facetsSchema>

/** A piece of an article that shows hits. `start`: where its first hit is in the canonical text, UTF-16 code units; null in a note or a highlight. */
const passageSchema = z
  .object({ within: z.enum(['body', 'note', 'highlight']), start: offset.nullable(), snippet: markedTextSchema })
  .readonly()
export type Passage = z.infer<typeof passageSchema>

/** What may stand at the caret of the search box instead: the range `[start, end)` of the text becomes `insert`. */
const completionSchema = z
  .object({
    kind: z.enum(['field', 'value', 'date', 'search']),
    start: offset,
    end: offset,
    insert: z.string(),
    /** What it means or how it is written, for the list. */
    label: z.string(),
    /** Articles it would find by itself; null where that is not known. */
    count: z.number().int().nullable(),
  })
  .readonly()
export type Completion = z.infer<typeof completionSchema>

const savedSearchId = z.string().min(1).max(64)
const searchName = z.string().trim().min(1).max(200)
/** A search kept with a library. Scope and folder are those of that library. */
export const savedSearchSchema = z
  .object({
    id: savedSearchId,
    library: libraryIdSchema,
    name: z.string(),
    text: z.string(),
    /** A folder of the library, or empty. */
    folder: z.string(),
    tags: z.array(z.string()).readonly(),
    /** Articles it finds now. */
    total: z.number().int(),
    /** Of these, the ones that came since it was last visited. */
    fresh: z.number().int(),
  })
  .readonly()
export type SavedSearch = z.infer<typeof savedSearchSchema>

export const exportReportSchema = z
  .object({
    /** The folder, for display. */
    folder: z.string(),
    /** File names written, relative to the folder. */
    written: z.array(z.string()).readonly(),
    unchanged: z.array(z.string()).readonly(),
    /** Files that were not ours, or changed since: left alone, the new text went to `instead`. */
    kept: z.array(z.object({ file: z.string(), instead: z.string(), reason: z.string() })).readonly(),
    failed: z.array(z.object({ article: z.string(), reason: z.string() })).readonly(),
  })
  .readonly()
export type ExportReport = z.infer<typeof exportReportSchema>

/** What this shell can do; what it cannot is not shown. */
const appInfoSchema = z
  .object({
    shell: z.enum(['desktop', 'browser']),
    version: z.string(),
    platform: z.enum(['linux', 'darwin', 'win32', 'other']),
    can: z.object({
      pickFolder: z.boolean(),
      dropFolder: z.boolean(),
      pickExportFolder: z.boolean(),
      /** Folders are picked from those below a root (`folders.list`), where there is no dialog. */
      browseFolders: z.boolean(),
    }),
    /** Where an export goes if no folder is picked, for display; null when one must be picked. */
    exportFolder: z.string().nullable(),
  })
  .readonly()
export type AppInfo = z.infer<typeof appInfoSchema>

const recentLibrarySchema = z
  .object({ id: z.string(), name: z.string(), location: z.string(), exists: z.boolean() })
  .readonly()
export type RecentLibrary = z.infer<typeof recentLibrarySchema>

/** A place below the root from which folders are picked; places are relative to it, with `/`, and `''` is the root itself. */
const place = z.string().max(4096)
const browsedFolderSchema = z
  .object({
    place,
    name: z.string(),
    /** What lies in it beside folders to choose from. */
    files: z.number().int(),
    /** Folders in it; `folders` may hold fewer. */
    total: z.number().int(),
    folders: z.array(z.object({ place: z.string(), name: z.string() })).readonly(),
  })
  .readonly()
export type BrowsedFolder = z.infer<typeof browsedFolderSchema>

/** Answered by the shell. */
const shellChannels = {
  'app.info': { request: nothing, response: appInfoSchema },
  'preferences.get': { request: nothing, response: preferencesSchema },
  'preferences.set': { request: preferencesChangeSchema, response: preferencesSchema },
  'libraries.recent': { request: nothing, response: z.array(recentLibrarySchema) },
  'libraries.openRecent': { request: z.object({ id: z.string().max(200) }), response: libraryInfoSchema },
  'libraries.openSample': { request: nothing, response: libraryInfoSchema },
  /** Shows the folder dialog; an empty list when the reader closed it. Desktop only. */
  'libraries.pick': { request: nothing, response: z.array(libraryInfoSchema) },
  /** The one channel with a path: a dropped folder, named by the preload from a real drop, not by the page. Desktop only. */
  'libraries.openDropped': { request: z.object({ path: z.string().max(4096) }), response: libraryInfoSchema },
  /** The folders in a place below the root. Only where the shell has no dialog. */
  'folders.list': { request: z.object({ place }), response: browsedFolderSchema },
  'libraries.openPlace': { request: z.object({ place }), response: libraryInfoSchema },
  'libraries.close': { request: z.object({ library: libraryIdSchema }), response: nothing },
  'libraries.setRules': {
    request: z.object({
      library: libraryIdSchema,
      include: z.array(z.string().max(500)).max(100),
      exclude: z.array(z.string().max(500)).max(100),
    }),
    response: libraryInfoSchema,
  },
  /** Opens http, https and mailto in the reader's own browser. */
  'link.open': { request: z.object({ url: z.string().max(8192) }), response: nothing },
  /** Writes the library's highlights and notes as W3C Web Annotations (JSON-LD) to a folder that is picked, or the shell's export folder; null when the dialog was closed. */
  'annotations.export': {
    request: z.object({ library: libraryIdSchema }),
    response: z.object({ file: z.string(), annotations: z.number().int() }).nullable(),
  },
  /** Exports to a folder picked in a dialog (desktop) or to the shell's export folder; null when the dialog was closed. */
  'export.run': { request: articleSelectionSchema, response: exportReportSchema.nullable() },
} as const

/** Answered by the library process. */
export const libraryChannels = {
  'libraries.list': { request: nothing, response: z.array(libraryInfoSchema) },
  'libraries.rescan': { request: z.object({ library: libraryIdSchema }), response: nothing },
  'libraries.cancel': { request: z.object({ library: libraryIdSchema }), response: nothing },
  'work.list': { request: nothing, response: z.array(workSchema).readonly() },
  /** Stops work after what it is at; what was done stays. */
  'work.cancel': { request: z.object({ work: workIdSchema }), response: nothing },
  'libraries.passedOver': {
    request: z.object({ library: libraryIdSchema, kind: z.enum(['skipped', 'ignored']), offset, limit }),
    response: z.object({ total: z.number().int(), files: z.array(passedOverSchema) }),
  },
  'libraries.folders': { request: z.object({ scope }), response: z.array(folderCountSchema) },
  'libraries.choosePlace': {
    request: z.object({ library: libraryIdSchema, place: notebookPlaceSchema }),
    response: libraryInfoSchema,
  },
  /**
   * A later question of the same `asker` (a name the page makes up) ends this one, which then fails as 'cancelled'. It is answered at once; one
   * without a name when all notes of the libraries can be found.
   */
  'articles.query': {
    request: z.object({ query: articleQuerySchema, offset, limit, asker: z.string().max(100).optional() }),
    response: articlePageSchema,
  },
  'articles.facets': {
    request: z.object({ query: articleQuerySchema, asker: z.string().max(100).optional() }),
    response: facetsSchema,
  },
  /** The pieces of one article that show a query best, in reading order; notes and highlights after the body. */
  'articles.passages': {
    request: z.object({ article: articleIdSchema, text, limit: z.number().int().min(1).max(50) }),
    response: z.object({ total: z.number().int(), passages: z.array(passageSchema).readonly() }),
  },
  'articles.open': { request: z.object({ article: articleIdSchema }), response: articleSchema },
  /** Every hit of a query in one article: in its canonical text and in its title. */
  'articles.hits': {
    request: z.object({ article: articleIdSchema, text }),
    response: z.object({ text: z.array(markSchema), title: z.array(markSchema) }),
  },
  'articles.setPosition': { request: z.object({ article: articleIdSchema, position: offset }), response: nothing },
  'search.complete': {
    request: z.object({ text, caret: offset, scope }),
    response: z.array(completionSchema).readonly(),
  },
  /** Searches typed before, newest first. */
  'search.recent': { request: nothing, response: z.array(z.string()).readonly() },
  /** Remembers a search that led somewhere; empty forgets all. */
  'search.remember': { request: z.object({ text }), response: nothing },
  'searches.list': { request: nothing, response: z.array(savedSearchSchema).readonly() },
  'searches.save': {
    request: z.object({
      library: libraryIdSchema,
      name: searchName,
      text,
      folder: z.string().max(4096),
      tags: z.array(tagName).max(20).readonly(),
    }),
    response: savedSearchSchema,
  },
  'searches.rename': {
    request: z.object({ library: libraryIdSchema, id: savedSearchId, name: searchName }),
    response: nothing,
  },
  'searches.remove': { request: z.object({ library: libraryIdSchema, id: savedSearchId }), response: nothing },
  /** From now on only what comes later is new. */
  'searches.visit': { request: z.object({ library: libraryIdSchema, id: savedSearchId }), response: nothing },
  ...notebookChannels,
} as const

/** Everything a page can ask. */
export const channels = { ...shellChannels, ...libraryChannels } as const

/** Everything a page can be told. */
export const events = {
  /** Any open library's state, at most a few times a second while it works. */
  'libraries.changed': z.array(libraryInfoSchema),
  /** The articles of a library changed (index, tags, notes): what is shown of it should be asked for again. */
  'articles.changed': z.object({ library: libraryIdSchema, articles: z.array(articleIdSchema).nullable() }),
  /** Saved searches, or what they find, may have changed. */
  'searches.changed': nothing,
  /** The long work that is under way, at most a few times a second; empty when it has ended. */
  'work.changed': z.array(workSchema).readonly(),
  /** What can be undone changed. */
  'undo.changed': undoStateSchema,
  'preferences.changed': preferencesSchema,
  /** Something the reader should know: a note that could not be saved, a corrupt file set aside, a restart. */
  notice: z.object({ level: z.enum(['info', 'warning', 'error']), message: z.string() }),
  /** A link from another program named this article, and where in its canonical text to open it (null: as it was left). */
  navigate: z.object({ article: articleIdSchema, at: offset.nullable() }),
  /** The reader chose something in the window's menu: the page does what its own button or key does. */
  command: z.object({ name: z.enum(commandNames) }),
} as const

/** The events that the library process tells, and its shell passes on to every page. */
export const libraryEvents = [
  ...(['libraries.changed', 'articles.changed', 'searches.changed'] as const),
  ...(['work.changed', 'undo.changed', 'notice'] as const),
] as const

/** A set of channels: this contract, a part of it, or a shell's private conversation with its library process. */
export type ChannelMap = Readonly<Record<string, { readonly request: z.ZodType; readonly response: z.ZodType }>>
/** What a caller sends on a channel. */
export type RequestOf<M extends ChannelMap, C extends keyof M> = z.input<M[C]['request']>
/** What a channel answers. */
export type ResponseOf<M extends ChannelMap, C extends keyof M> = z.output<M[C]['response']>
/** The handlers of a set of channels: one for each, or it does not compile. They throw `LecternError` to fail. */
export type HandlersOf<M extends ChannelMap> = {
  readonly [C in keyof M]: (request: z.output<M[C]['request']>) => Promise<ResponseOf<M, C>>
}

export type Channel = keyof typeof channels
export type LibraryChannel = keyof typeof libraryChannels
export type EventName = keyof typeof events
export type Request<C extends Channel> = RequestOf<typeof channels, C>
export type Response<C extends Channel> = ResponseOf<typeof channels, C>
/** What an event carries. */
export type EventPayload<E extends EventName> = z.output<(typeof events)[E]>
/** Sends an event to the other side. */
export type Emit = <E extends EventName>(event: E, payload: EventPayload<E>) => void

/** How an answer travels. */
export const answerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: failureSchema }),
])

/** The asking side of a conversation: ask, and listen. `request` rejects with `LecternError`. */
export interface Bridge<M extends ChannelMap = typeof channels> {
  request<C extends keyof M & string>(channel: C, request: RequestOf<M, C>): Promise<ResponseOf<M, C>>
  on<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): () => void
}

// The names the preload carries are exactly the contract's: a channel missing on either side does not compile.
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never
export const namesAreComplete: Same<(typeof channelNames)[number], Channel> &
  Same<(typeof eventNames)[number], EventName> = true
