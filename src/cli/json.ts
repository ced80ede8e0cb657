/** What each command prints with `--json`: one object, of these shapes. They are a promise to other programs (docs/cli.md). */
import { z } from 'zod'
import { findingSchema } from '#shared/annotation'
import { articleDateSchema, articleRowSchema, markSchema } from '#shared/article'
import { exportReportSchema } from '#shared/contract'
import { triageSchema } from '#shared/highlight'
import type { CommandName } from './examples'
import type { TextOutput } from './terminal'

const count = z.number().int().nonnegative()
const milliseconds = z.number().nonnegative()
const date = articleDateSchema.unwrap().shape.iso

export const indexOutputSchema = z.strictObject({
  articles: count,
  added: count,
  changed: count,
  removed: count,
  ignored: count,
  skipped: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
  tookMs: milliseconds,
})
export type IndexOutput = z.infer<typeof indexOutputSchema>

export const searchOutputSchema = z.strictObject({
  query: z.string(),
  explanation: z.string(),
  total: count,
  partial: z.boolean(),
  shortfall: z.string().nullable(),
  tookMs: milliseconds,
  hits: z.array(
    z.strictObject({
      path: z.string(),
      title: z.string(),
      date,
      score: z.number(),
      snippet: z.strictObject({ text: z.string(), marks: z.array(markSchema) }),
      snippetOf: articleRowSchema.unwrap().shape.snippetOf,
      matchedIn: z.array(articleRowSchema.unwrap().shape.matchedIn.unwrap().element),
      /** Only where `--in` searched several folders: which one the path is relative to, absolute. */
      folder: z.string().optional(),
    }),
  ),
})
export type SearchOutput = z.infer<typeof searchOutputSchema>

export const showOutputSchema = z.strictObject({
  path: z.string(),
  title: z.string(),
  date,
  author: z.string().nullable(),
  source: z.string().nullable(),
  language: z.string().nullable(),
  text: z.string(),
  tags: z.array(z.string()),
  note: z.string(),
  highlights: z.array(
    z.strictObject({
      id: z.string(),
      quote: z.string(),
      note: z.string(),
      colour: z.string().nullable(),
      tags: z.array(z.string()),
      /** Where it stands in `text`; null where its passage is not in the article as it is now. */
      start: count.nullable(),
      end: count.nullable(),
    }),
  ),
})
export type ShowOutput = z.infer<typeof showOutputSchema>

export const tagOutputSchema = z.strictObject({ path: z.string(), tags: z.array(z.string()) })
export type TagOutput = z.infer<typeof tagOutputSchema>

export const noteOutputSchema = z.strictObject({ path: z.string(), note: z.string() })
export type NoteOutput = z.infer<typeof noteOutputSchema>

export const triageOutputSchema = z.strictObject({
  path: z.string(),
  triage: triageSchema.nullable(),
  unread: z.boolean(),
})
export type TriageOutput = z.infer<typeof triageOutputSchema>

export const exportOutputSchema = exportReportSchema
export type ExportOutput = z.infer<typeof exportOutputSchema>

export const annotationsExportOutputSchema = z.strictObject({ file: z.string(), annotations: count })
export type AnnotationsExportOutput = z.infer<typeof annotationsExportOutputSchema>

export const annotationsImportOutputSchema = z.strictObject({
  articles: count,
  highlights: count,
  notes: count,
  known: count,
  skipped: z.array(z.strictObject({ what: z.string(), reason: z.string() })).readonly(),
})
export type AnnotationsImportOutput = z.infer<typeof annotationsImportOutputSchema>

export const doctorOutputSchema = z.strictObject({
  sound: z.boolean(),
  findings: z.array(
    z.strictObject({
      kind: findingSchema.unwrap().shape.kind,
      path: z.string(),
      message: z.string(),
      repairable: z.boolean(),
    }),
  ),
  /** With `--repair`: the folder with the copy, null where nothing had to be done; what was done. */
  backup: z.string().nullable().optional(),
  done: z.array(z.string()).optional(),
})
export type DoctorOutput = z.infer<typeof doctorOutputSchema>

export const serveOutputSchema = z.strictObject({ address: z.string() })
export type ServeOutput = z.infer<typeof serveOutputSchema>

/** The form of each command's object. */
export const outputSchemas = {
  index: indexOutputSchema,
  search: searchOutputSchema,
  show: showOutputSchema,
  tag: tagOutputSchema,
  note: noteOutputSchema,
  triage: triageOutputSchema,
  export: exportOutputSchema,
  'annotations export': annotationsExportOutputSchema,
  'annotations import': annotationsImportOutputSchema,
  doctor: doctorOutputSchema,
  serve: serveOutputSchema,
} as const satisfies Record<CommandName, z.ZodType>

/** Prints one object on one line. Control characters stay escaped, so that it may be looked at in a terminal too. */
export function printJson<T extends object>(output: TextOutput, value: T): void {
  const text = JSON.stringify(value).replace(
    /[\u007f-\u009f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  output.write(`${text}\n`)
}
