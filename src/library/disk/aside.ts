/** Files that cannot be read are never deleted: they are moved, or copied, out of the way. */
import { dirname } from 'node:path'
import { asidesOf, noteAside } from './aside-names'
import { type FileSystem, nodeFileSystem, publishNew } from './file-system'
import { syncFolder, writeFileAtomic } from './files'
import { codeOf, ioError } from './io-error'
import { readRegular } from './json-file'

/**
 * Moves a file that cannot be read out of the way, as `<name>.corrupt-<time>`, and returns its new path. `now` is milliseconds
 * since the epoch. Never replaces an earlier one with anything else in it; the same bytes, which a synchroniser may bring again and again,
 * are kept once. Throws `LecternError` 'io'.
 */
export async function setAside(path: string, now: number, fileSystem: FileSystem = nodeFileSystem): Promise<string> {
  const twin = await asideLike(path, () => readRegular(path))
  if (twin !== null) {
    await fileSystem.rename(path, twin).catch((error) => Promise.reject(ioError('move', path, error)))
    await syncFolder(dirname(path), fileSystem)
    return twin
  }
  return underFreeName(path, now, async (aside) => {
    await publishNew(fileSystem, path, aside)
    await fileSystem.syncFolder(dirname(path))
  })
}

/**
 * As `setAside`, and leaves the file where it is too: for one that is replaced at once, so that its name is never free. What is no
 * regular file is moved away: there is nothing in it to copy, and a pipe would be waited for.
 */
export async function copyAside(path: string, now: number, fileSystem: FileSystem = nodeFileSystem): Promise<string> {
  const content = await readRegular(path).catch((error) => Promise.reject(ioError('read', path, error)))
  if (content === null) return setAside(path, now, fileSystem)
  const twin = await asideLike(path, async () => content)
  if (twin !== null) return twin
  return underFreeName(path, now, async (aside) => {
    await writeFileAtomic(aside, content, { fileSystem, exclusive: true })
  })
}

/** Where the same bytes were set aside before, under this name; null where they were not. */
async function asideLike(path: string, read: () => ReturnType<typeof readRegular>): Promise<string | null> {
  const earlier = await asidesOf(path)
  const content = earlier.length === 0 ? null : await read().catch(() => null)
  if (content === null) return null
  for (const aside of earlier) {
    const other = await readRegular(aside).catch(() => null)
    if (other?.equals(content)) return aside
  }
  return null
}

async function underFreeName(path: string, now: number, take: (aside: string) => Promise<void>): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const aside = `${path}.corrupt-${compactTime(now)}${attempt === 1 ? '' : `-${attempt}`}`
    try {
      await take(aside)
      noteAside(aside)
      return aside
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw ioError('move', path, error)
    }
  }
}

/** The last millisecond of the year 9999: from then on a year has more digits. */
const lastTime = 253_402_300_799_999

/** A time (milliseconds since the epoch) as it stands in names of files, in UTC and to the second: `20240104T101500Z`; one before 1970 or after 9999 as the nearest in between. */
export function compactTime(now: number): string {
  const time = Math.min(Math.max(now, 0), lastTime)
  return new Date(time).toISOString().replace(/[-:]/g, '').replace(/\..*$/, 'Z')
}
