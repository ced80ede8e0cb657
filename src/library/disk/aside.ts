/** Files that cannot be read are never deleted: they are moved, or copied, out of the way. */
import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type FileSystem, nodeFileSystem, publishNew } from './file-system'
import { writeFileAtomic } from './files'
import { codeOf, ioError } from './io-error'

/**
 * Moves a file that cannot be read out of the way, as `<name>.corrupt-<time>`, and returns its new path. `now` is milliseconds
 * since the epoch. Never replaces an earlier one. Throws `LecternError` 'io'.
 */
export function setAside(path: string, now: number, fileSystem: FileSystem = nodeFileSystem): Promise<string> {
  return underFreeName(path, now, async (aside) => {
    await publishNew(fileSystem, path, aside)
    await fileSystem.syncFolder(dirname(path))
  })
}

/** As `setAside`, and leaves the file where it is too: for one that is replaced at once, so that its name is never free. */
export function copyAside(path: string, now: number, fileSystem: FileSystem = nodeFileSystem): Promise<string> {
  return underFreeName(path, now, async (aside) => {
    await writeFileAtomic(aside, await readFile(path), { fileSystem, exclusive: true })
  })
}

async function underFreeName(path: string, now: number, take: (aside: string) => Promise<void>): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const aside = `${path}.corrupt-${compactTime(now)}${attempt === 1 ? '' : `-${attempt}`}`
    try {
      await take(aside)
      return aside
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw ioError('move', path, error)
    }
  }
}

/** A time (milliseconds since the epoch) as it stands in names of files, in UTC and to the second: `20240104T101500Z`. */
export function compactTime(now: number): string {
  return new Date(now).toISOString().replace(/[-:]/g, '').replace(/\..*$/, 'Z')
}
