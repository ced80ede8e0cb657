/** Moves a notebook to its other place, on the reader's word. */
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { NotebookPlace } from '#shared/library'
import { LecternError } from '#shared/result'
import { compactTime } from '../disk/aside'
import type { FileSystem } from '../disk/file-system'
import { syncFolder } from '../disk/files'
import { ioError } from '../disk/io-error'
import { carryNotebook } from './carry'
import { linkMessage, newerMessage } from './notices'
import { assertInPlace, type NotebookPlaces } from './place'
import type { PlaceChoice } from './place-choice'
import { RecordFiles } from './record-files'

/** What a folder is called from which a notebook was moved away, until it is deleted: `.lectern.moved-20240104T101500Z`. */
const movedAway = /\.moved-\d{8}T\d{6}Z(-\d+)?$/

/**
 * Copies everything to the other place, reads it back, takes the old folder's name away and then the folder. Until that name is gone both are
 * read and merged, so that whatever stops it, everything is there. The caller holds the lock. Throws `LecternError`: 'unavailable' where a
 * place cannot be written to, 'newer-format', 'io'.
 */
export async function moveNotebook(
  choice: PlaceChoice,
  to: NotebookPlace,
  { fileSystem, now }: { readonly fileSystem: FileSystem; readonly now: number },
): Promise<void> {
  const { places } = choice
  const from = to === 'beside' ? 'app' : 'beside'
  await choice.look()
  if (!choice.exists[from] || (to === 'app' && choice.readOnly)) return choice.choose(to)
  if (choice.readOnly)
    throw new LecternError(
      'unavailable',
      `“${places.folder}” cannot be written to, so what you wrote stays in Lectern's own data.`,
    )
  await assertInPlace(places)
  for (const place of [from, to] as const) await assertOurs(new RecordFiles(places.roots[place], fileSystem))
  await carryNotebook(places.roots[from], places.roots[to], fileSystem)
  const retired = freeName(`${places.roots[from]}.moved-${compactTime(now)}`)
  try {
    await fileSystem.rename(places.roots[from], retired)
  } catch (error) {
    throw ioError('move', places.roots[from], error)
  }
  await syncFolder(dirname(retired), fileSystem)
  await finishMove(retired, places.roots[to], fileSystem)
}

/** Deletes a folder from which a notebook was moved away, after a last look whether a synchroniser put something into it. Throws `LecternError` 'io'. */
export async function finishMove(retired: string, to: string, fileSystem: FileSystem): Promise<void> {
  await carryNotebook(retired, to, fileSystem)
  await fileSystem.removeFolder(retired).catch((error) => Promise.reject(ioError('move', retired, error)))
}

/** The folders from which a move took a library's notebook away without coming to its end. */
export async function unfinishedMoves({ roots }: NotebookPlaces): Promise<readonly string[]> {
  const found: string[] = []
  for (const root of Object.values(roots)) {
    const names = await readdir(dirname(root)).catch(() => [])
    for (const name of names)
      if (name.startsWith(`${basename(root)}.`) && movedAway.test(name)) found.push(join(dirname(root), name))
  }
  return found.sort()
}

async function assertOurs(files: RecordFiles): Promise<void> {
  const link = await files.link()
  if (link !== null) throw new LecternError('unavailable', linkMessage(link))
  for (const file of await files.listLibraryFiles()) {
    if ((await files.readLibrary(file)).kind === 'newer') throw new LecternError('newer-format', newerMessage(file))
  }
}

function freeName(path: string): string {
  for (let attempt = 2, name = path; ; attempt++) {
    if (!existsSync(name)) return name
    name = `${path}-${attempt}`
  }
}
