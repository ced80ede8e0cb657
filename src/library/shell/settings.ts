/**
 * The settings of both shells: one schema, one migration chain, one way to keep them. electron-store (desktop) and conf
 * (browser shell, terminal) only read and write the file; what it means is decided here.
 */
import { renameSync } from 'node:fs'
import { z } from 'zod'
import type { EventPayload } from '#shared/contract'
import { LecternError } from '#shared/result'
import { type Settings, settingsSchema } from '#shared/settings'

/** Which fields to change; an undefined field is left as it is. */
type SettingsPatch = { readonly [K in Exclude<keyof Settings, 'schemaVersion'>]?: Settings[K] | undefined }

/** The settings in use. Reading is from memory; `update` writes to disk before it returns. */
export interface SettingsStore {
  get(): Settings
  update(patch: SettingsPatch): Settings
  /** Calls the listener after each update that changed something; returns what stops it. */
  onChange(listener: (now: Settings, before: Settings) => void): () => void
}

/** What conf and electron-store have in common: reading `store` throws where the file is not JSON. */
interface SettingsEngine {
  readonly path: string
  store: Record<string, unknown>
}

export interface SettingsOptions {
  /** Makes the engine; called again after a corrupt file was set aside. */
  readonly open: () => SettingsEngine
  /** Where the engine keeps its file, absolute. */
  readonly path: string
  /** Milliseconds since 1970, for the name of a file set aside. */
  readonly now: () => number
  readonly notify: (notice: EventPayload<'notice'>) => void
}

/** One step takes the settings of its version to the next. */
type Step = (settings: Readonly<Record<string, unknown>>) => Record<string, unknown>

/** The version this Lectern writes. */
export const settingsVersion = 1

/** The chain: `steps[n]` takes version n to n + 1. Version 0 is a file without a version, or no file at all. */
const steps: readonly Step[] = [(settings) => ({ ...settings, schemaVersion: 1 })]

const recordSchema = z.record(z.string(), z.unknown())

/**
 * Brings settings of any earlier version to the current one. Throws `newer-format` for those of a newer Lectern, and `io`
 * where they are not settings at all.
 */
export function migrateSettings(raw: unknown): Settings {
  const record = recordSchema.safeParse(raw)
  const version = record.success ? (record.data.schemaVersion ?? 0) : Number.NaN
  if (!record.success || typeof version !== 'number' || !Number.isInteger(version) || version < 0)
    throw new LecternError('io', 'The settings file does not hold settings.')
  if (version > settingsVersion)
    throw new LecternError('newer-format', `The settings were written by a newer Lectern (version ${version}).`)
  const current = steps.slice(version).reduce((settings, step) => step(settings), record.data)
  const parsed = settingsSchema.safeParse(current)
  if (!parsed.success) throw new LecternError('io', `The settings file does not fit: ${z.prettifyError(parsed.error)}`)
  return parsed.data
}

/**
 * Opens the settings. A corrupt file is set aside and reported; one of a newer Lectern, or one that cannot be read, is left
 * alone, and changes then live as long as the process.
 */
export function openSettings({ open, path, now, notify }: SettingsOptions): SettingsStore {
  let engine: SettingsEngine | null = null
  let current = settingsSchema.parse({})

  const read = (): Settings => {
    engine ??= open()
    return migrateSettings({ ...engine.store })
  }
  try {
    current = read()
  } catch (error) {
    engine = null
    if (isCorrupt(error)) {
      const aside = `${path}.corrupt-${now()}`
      renameSync(path, aside)
      notify({
        level: 'warning',
        message: `Your settings could not be read and start afresh; articles and notes are not affected. The old file was kept as ${aside}.`,
      })
      current = read()
    } else {
      const why =
        error instanceof LecternError && error.code === 'newer-format'
          ? 'Your settings were written by a newer Lectern.'
          : `Your settings could not be read (${String(error)}).`
      notify({
        level: 'warning',
        message: `${why} They are left as they are; changes made now last until Lectern is closed.`,
      })
    }
  }

  const listeners = new Set<(now: Settings, before: Settings) => void>()
  return {
    get: () => current,
    update(patch) {
      const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
      const before = current
      // Another shell may have written meanwhile: what it changed, and this patch does not, stays.
      current = settingsSchema.parse({ ...(engine ? latest(read, current) : current), ...given })
      if (engine) save(engine, current, notify)
      for (const listener of listeners) listener(current, before)
      return current
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const isCorrupt = (error: unknown): boolean =>
  error instanceof SyntaxError || (error instanceof LecternError && error.code === 'io')

function latest(read: () => Settings, otherwise: Settings): Settings {
  try {
    return read()
  } catch {
    return otherwise
  }
}

function save(engine: SettingsEngine, settings: Settings, notify: SettingsOptions['notify']): void {
  try {
    engine.store = { ...settings }
  } catch (error) {
    notify({
      level: 'error',
      message: `Your settings could not be saved (${String(error)}). They hold until Lectern is closed; notes are kept elsewhere and are not affected.`,
    })
  }
}
