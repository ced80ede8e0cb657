/** What can go wrong for a reader, made up: each trouble is a state that the desk has to show in plain words. */
import type { LibraryInfo } from '#shared/library'
import { type ErrorCode, LecternError } from '#shared/result'

/** The troubles by name, with what the page shows of each once it stands. */
export const troubles = {
  starting: 'Opening your libraries…',
  'no-settings': 'Your settings could not be read',
  waiting: 'Made-up news',
  refused: 'The system says EIO',
  away: 'The library is starting again',
  empty: 'There are no articles here yet',
  reading: 'Reading the folder',
  skipped: 'None of the files in this folder could be read',
  'folder-gone': 'is not there (any more)',
  'not-permitted': 'may not be read by you',
  stopped: 'You stopped before an article was found',
  unsaved: 'could not be saved',
  vanished: 'This article is not in the library (any more)',
  unparsable: 'cannot be shown',
} as const

/** One of the troubles. */
export type Trouble = keyof typeof troubles

/** Whether that is the name of a trouble. */
export const isTrouble = (name: string | null): name is Trouble => name !== null && Object.hasOwn(troubles, name)

const none = { articles: 0, done: 0, total: 0, timeLeft: null, skipped: 0, ignored: 0 }

/** The library in that trouble. */
export function troubled(library: LibraryInfo, trouble: Trouble | null): LibraryInfo {
  switch (trouble) {
    case 'empty':
      return { ...library, ...none, ignored: 14 }
    case 'reading':
      return { ...library, ...none, phase: 'scanning', total: null, done: 312 }
    case 'skipped':
      return { ...library, ...none, skipped: 12 }
    case 'stopped':
      return { ...library, ...none, phase: 'cancelled' }
    case 'folder-gone':
      return { ...library, ...none, phase: 'failed', problem: 'The folder “Made-up news” is not there (any more).' }
    case 'not-permitted':
      return { ...library, ...none, phase: 'failed', problem: 'The folder “Made-up news” may not be read by you.' }
    case 'unsaved':
      return {
        ...library,
        problem:
          'What you wrote could not be saved: the disk is full. It is kept in this window and tried again; make room on the disk.',
      }
    default:
      return library
  }
}

const alwaysThere: ReadonlySet<string> = new Set(['app.info', 'preferences.get', 'preferences.set'])

/** What a channel does instead of answering; null where it answers. */
export function refusal(trouble: Trouble | null, channel: string): Promise<never> | null {
  const refuse = (code: ErrorCode, message: string): Promise<never> => Promise.reject(new LecternError(code, message))
  if (trouble === 'no-settings' && channel === 'preferences.get')
    return refuse('io', 'Your settings could not be read (EIO). They are left as they are; look at the disk.')
  if (alwaysThere.has(channel)) return null
  if (trouble === 'away')
    return refuse('unavailable', 'The library is starting again. Nothing saved is affected; try again in a moment.')
  if (trouble === 'starting') return new Promise(() => undefined)
  if (channel === 'articles.open') {
    if (trouble === 'vanished')
      return refuse(
        'not-found',
        'This article is not in the library (any more). It may have been moved, renamed or deleted.',
      )
    if (trouble === 'unparsable')
      return refuse('invalid', '“1991/05/archive.html” cannot be shown. It is larger than 64 MB.')
  }
  if (channel === 'libraries.list' || channel === 'libraries.recent') return null
  if (trouble === 'waiting') return new Promise(() => undefined)
  if (trouble === 'refused')
    return refuse('io', 'The index could not be read. The system says EIO. Nothing was changed.')
  return null
}
