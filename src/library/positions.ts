/** Where the reader left off in each article of a library: one small file in the app's data, apart from every cache. */
import { realpath } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { stableJson } from '#core/notebook/revision'
import { toFailure } from '#shared/result'
import { oneAtATime } from './concurrency'
import { setAside } from './disk/aside'
import { ensureFolder, writeFileAtomic } from './disk/files'
import { folderKey } from './disk/folders'
import { ioError } from './disk/io-error'
import { readJson } from './disk/json-file'
import { withLock } from './disk/lock'
import type { Notice } from './notebook/types'

/** What positions are opened with. */
interface PositionsOptions {
  /** The library's folder. */
  readonly folder: string
  readonly dataDir: string
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly notify: (notice: Notice) => void
  /** Milliseconds between a change and its writing. */
  readonly delay?: number
}

/** The reading positions of one library, by path. */
export interface Positions {
  /** Offset in the canonical text, UTF-16 code units; 0 where the article was never opened. */
  get(path: string): number
  /** Remembered at once, on the disk a little later. */
  set(path: string, position: number): void
  /** Writes what is not on the disk yet; throws `LecternError` 'io'. */
  flush(): Promise<void>
  /** `flush`, and no more writing after it. */
  close(): Promise<void>
}

/** The version of the file. */
export const positionsVersion = 1

/** The file of `<dataDir>/positions/`. Pairs, oldest first, because the order of an object's keys is not kept for all keys. */
export const positionsSchema = z.object({
  schemaVersion: z.literal(positionsVersion),
  positions: z.array(z.tuple([z.string(), z.number().int().nonnegative()])),
})

/** Articles remembered per library; the ones read longest ago are forgotten first. */
const remembered = 20_000
const defaultDelay = 1_000

/** Where the positions of a library lie; `realFolder` is its real, absolute path. */
export function positionsFile(dataDir: string, realFolder: string): string {
  return join(dataDir, 'positions', `${folderKey(realFolder)}.json`)
}

/** Reads the positions of a library. A broken file is set aside and told of; one of a newer format is left alone and not written. */
export async function openPositions(options: PositionsOptions): Promise<Positions> {
  const { dataDir, now, notify, delay = defaultDelay } = options
  const folder = await realpath(options.folder).catch((error) => Promise.reject(ioError('read', options.folder, error)))
  const file = positionsFile(dataDir, folder)
  const serially = oneAtATime()
  let known = new Map<string, number>()
  let dirty = new Map<string, number>()
  let newer = false
  let timer: ReturnType<typeof setTimeout> | null = null

  const load = async (): Promise<Map<string, number>> => {
    const reading = await readJson(file, positionsSchema, positionsVersion)
    newer = reading.kind === 'newer'
    if (reading.kind === 'read') return new Map(reading.value.positions)
    if (reading.kind === 'corrupt') {
      const aside = await setAside(file, now())
      notify({
        level: 'warning',
        message: `The reading positions of a library could not be read and were set aside as “${aside}”.`,
      })
    }
    return new Map()
  }

  const write = (): Promise<void> =>
    serially(async () => {
      if (dirty.size === 0 || newer) return
      const writing = dirty
      dirty = new Map()
      try {
        await ensureFolder(dirname(file))
        await withLock(join(dataDir, 'locks', `${folderKey(folder)}.positions.lock`), async () => {
          // Another process may have read on in the same library.
          const merged = await load()
          if (newer) return
          for (const [path, position] of writing) {
            merged.delete(path)
            merged.set(path, position)
          }
          const positions = [...merged].slice(-remembered)
          await writeFileAtomic(file, `${stableJson({ schemaVersion: positionsVersion, positions })}\n`)
          known = new Map([...positions, ...dirty])
        })
      } catch (error) {
        dirty = new Map([...writing, ...dirty])
        throw error
      }
    })

  const flush = async (): Promise<void> => {
    if (timer) clearTimeout(timer)
    timer = null
    await write()
  }

  known = await load()
  return {
    get: (path) => known.get(path) ?? 0,
    set(path, position) {
      known.set(path, position)
      dirty.set(path, position)
      timer ??= setTimeout(() => {
        timer = null
        write().catch((error) => notify({ level: 'warning', message: toFailure(error).message }))
      }, delay)
      timer.unref()
    },
    flush,
    close: flush,
  }
}
