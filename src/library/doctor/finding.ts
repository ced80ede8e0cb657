/** What can be the matter with what Lectern keeps, and how it is told. */
import { relative, sep } from 'node:path'
import type { FindingInfo } from '#shared/annotation'
import type { RecordFiles } from '../notebook/record-files'

/**
 * `corrupt`: does not parse, or (`library.json`) is gone. `newer`: of a newer format. `unreadable`: the system refuses, or a link
 * leads elsewhere. `conflict`: a synchroniser's copy, a file under a wrong name, or a note with two texts. `orphan`: the article is
 * not where its record says. `leftover`: a write or a move that was cut off. `set-aside`: a corrupt file that was moved out of
 * the way. `review`: highlights whose passage has to be found again.
 */
export type FindingKind = FindingInfo['kind']

/** Something that is not as it should be; its path is relative to the library, with `/`, or absolute where it lies in the app's data. */
export type Finding = FindingInfo

/** The outcome of an examination. */
export interface Examination {
  /** Nothing needs attention; what a cut-off write left behind does not. */
  readonly sound: boolean
  readonly findings: readonly Finding[]
}

/** An examination out of what was found. */
export const examinationOf = (findings: readonly Finding[]): Examination => ({
  sound: findings.every(({ kind }) => kind === 'leftover'),
  findings,
})

/** A path as it is shown; `folder` is the library. */
export function shownPath(folder: string, path: string): string {
  const inside = relative(folder, path)
  return inside.startsWith('..') ? path : inside.split(sep).join('/')
}

/** Whether nothing in a notebook folder may be changed: a link leads elsewhere, or a newer Lectern keeps it. */
export async function isSealed(files: RecordFiles): Promise<boolean> {
  if ((await files.link()) !== null) return true
  for (const file of await files.listLibraryFiles()) {
    const reading = await files.readLibrary(file).catch(() => null)
    if (reading?.kind === 'newer') return true
  }
  return false
}

/** Whether a record may be written under a path: nothing newer and nothing unreadable is there. */
export async function isOursToWrite(files: RecordFiles, path: string): Promise<boolean> {
  const reading = await files.read(path).catch(() => null)
  return reading !== null && reading.kind !== 'newer'
}
