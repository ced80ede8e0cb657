/** What the reader can set: one schema, one migration chain, for both shells (electron-store on the desktop, conf elsewhere). */
import { z } from 'zod'

export const themes = ['system', 'light', 'sepia', 'dark', 'contrast'] as const

/** Version 1 of the settings. A change of shape gets a new version, a step in `migrateSettings` and a test of that step. */
export const settingsSchema = z
  .object({
    schemaVersion: z.literal(1).default(1),
    theme: z.enum(themes).default('system'),
    /** Type size of the article, CSS pixels. */
    textSize: z.number().int().min(15).max(26).default(18),
    /** Width of the article's column, in characters (`ch`). */
    textWidth: z.number().int().min(45).max(100).default(66),
    textFont: z.enum(['serif', 'sans']).default('serif'),
    density: z.enum(['comfortable', 'compact']).default('comfortable'),
    /** Where notes are kept: ask at the first annotation of each library, or always at one place. */
    notesPlace: z.enum(['ask', 'beside', 'app']).default('ask'),
    /** Best match with re-ranking above lunr's order. */
    refine: z.boolean().default(true),
    /** Keys that the reader chose in place of a command's own (`shared/commands.ts`), by command; an empty list: none. */
    keys: z.record(z.string().max(100), z.array(z.string().max(40)).max(8)).default({}),
    /** Whether single letters do something where nothing is typed. */
    letterKeys: z.boolean().default(true),
    /** Where the list goes after an article was archived or put by. */
    afterTriage: z.enum(['next', 'stay']).default('next'),
    /** Folders opened before, newest first, as absolute paths. Never sent to a renderer: it gets `recentLibraries`. */
    recent: z.array(z.string()).max(20).default([]),
    /** Folders open now, reopened at the next start. */
    open: z.array(z.string()).max(50).default([]),
    /** Include and exclude patterns per folder (absolute path). */
    rules: z.record(z.string(), z.object({ include: z.array(z.string()), exclude: z.array(z.string()) })).default({}),
    window: z
      .object({
        x: z.number().int().nullable(),
        y: z.number().int().nullable(),
        width: z.number().int(),
        height: z.number().int(),
        maximized: z.boolean(),
      })
      .nullable()
      .default(null),
    /** Where the last export went, absolute path. */
    exportFolder: z.string().nullable().default(null),
  })
  .readonly()
export type Settings = z.infer<typeof settingsSchema>

/** The settings a page may see and change: nothing that holds a path. */
export const preferencesSchema = settingsSchema.unwrap().pick({
  ...{ theme: true, textSize: true, textWidth: true, textFont: true, density: true, notesPlace: true, refine: true },
  ...{ keys: true, letterKeys: true, afterTriage: true },
})
export type Preferences = z.infer<typeof preferencesSchema>

const { theme, textSize, textWidth, textFont, density, notesPlace, refine, keys, letterKeys, afterTriage } =
  preferencesSchema.shape
/** A change of some preferences. Built without the defaults: with them, each change would reset what it does not name. */
export const preferencesChangeSchema = z
  .object({
    theme: theme.unwrap(),
    textSize: textSize.unwrap(),
    textWidth: textWidth.unwrap(),
    textFont: textFont.unwrap(),
    density: density.unwrap(),
    notesPlace: notesPlace.unwrap(),
    refine: refine.unwrap(),
    keys: keys.unwrap(),
    letterKeys: letterKeys.unwrap(),
    afterTriage: afterTriage.unwrap(),
  })
  .partial()
