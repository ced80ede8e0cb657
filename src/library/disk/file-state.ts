/** The state of a file that tells whether it changed. */
import type { Stats } from 'node:fs'

/** A file of a library. Unchanged size and times mean unchanged content. */
export interface FileState {
  /** Relative to the library, with `/`. */
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** Time of the last change of content, milliseconds. */
  readonly modified: number
  /** Time of the last change of content, name or permissions, milliseconds; programs cannot set it back. */
  readonly changed: number
}

/** A file as it was found. */
export interface FoundFile extends FileState {
  /** When it was made, milliseconds; 0 where the file system does not know. */
  readonly born: number
}

/** Takes from a file's stats what tells whether it changed. */
export const fileState = (path: string, stats: Stats): FoundFile => ({
  path,
  size: stats.size,
  modified: stats.mtimeMs,
  changed: stats.ctimeMs,
  born: stats.birthtimeMs,
})

/** Whether a file is as it was. */
export const sameState = (a: FileState, b: FileState): boolean =>
  a.size === b.size && a.modified === b.modified && a.changed === b.changed
