/** One writer at a time on this machine: a file that only one process can make, saying who did. */
import { randomBytes } from 'node:crypto'
import { open, readFile, rm, stat, utimes } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { LecternError } from '#shared/result'
import { ensureFolder } from './files'
import { codeOf, ioError } from './io-error'
import { ownIdentity, processState } from './process-identity'

const ownerSchema = z.object({
  host: z.string(),
  pid: z.number().int(),
  started: z.string().nullable(),
  token: z.string(),
})

interface LockOptions {
  /** How long to wait for another writer, in milliseconds. */
  readonly patience?: number
  /** How often the holder says that it is still there, in milliseconds. */
  readonly heartbeat?: number
}

/** How many missed heartbeats make a holder dead where the process itself cannot be asked. */
const missedHeartbeats = 6
/** A lock that names nobody yet is being made; past this age, in milliseconds, its maker died in between. */
const birthTime = 5_000

/**
 * Runs `work` while holding the lock file at `path` (its folder is made where it is missing). A lock whose owner is gone is taken over at once. Throws
 * 'locked' when another process keeps it for longer than `patience`.
 */
export async function withLock<T>(
  path: string,
  work: () => Promise<T>,
  { patience = 10_000, heartbeat = 5_000 }: LockOptions = {},
): Promise<T> {
  await ensureFolder(dirname(path))
  const token = await acquire(path, patience, heartbeat)
  // The file's time is the heartbeat. If it was taken from us (a machine that slept), there is nothing to keep alive.
  const beat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), heartbeat)
  beat.unref()
  try {
    return await work()
  } finally {
    clearInterval(beat)
    if ((await ownerOf(path))?.token === token) await rm(path, { force: true })
  }
}

async function acquire(path: string, patience: number, heartbeat: number): Promise<string> {
  const token = randomBytes(8).toString('hex')
  const content = JSON.stringify({ ...(await ownIdentity()), token })
  const start = performance.now()
  for (let pause = 2; ; pause = Math.min(pause * 2, 50)) {
    if (await create(path, content)) return token
    if (await isAbandoned(path, heartbeat)) {
      await removeAbandoned(path, content, heartbeat)
      continue
    }
    if (performance.now() - start > patience) {
      const owner = await ownerOf(path)
      throw new LecternError(
        'locked',
        `Another Lectern${owner ? ` (process ${owner.pid} on ${owner.host})` : ''} is writing to this library and has not finished. ` +
          'Nothing was lost; try again when it is done, or close it.',
      )
    }
    await delay(pause + Math.random() * pause)
  }
}

async function create(path: string, content: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx')
    try {
      await file.writeFile(content)
    } catch (error) {
      // On a full disk there is room for a name and none for what belongs in it.
      await rm(path, { force: true })
      throw error
    } finally {
      await file.close()
    }
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw ioError('write', path, error)
  }
}

/**
 * Two that find the same dead owner must not both remove its file, or the second would remove the first one's new lock. So
 * the removal has a lock of its own, and the file is looked at again under it.
 */
async function removeAbandoned(path: string, content: string, heartbeat: number): Promise<void> {
  const removal = `${path}.removal`
  if (!(await create(removal, content))) {
    if (await isAbandoned(removal, heartbeat)) await rm(removal, { force: true })
    await delay(2)
    return
  }
  try {
    if (await isAbandoned(path, heartbeat)) await rm(path, { force: true })
  } finally {
    await rm(removal, { force: true })
  }
}

async function isAbandoned(path: string, heartbeat: number): Promise<boolean> {
  const [owner, age] = await Promise.all([ownerOf(path), ageOf(path)])
  if (age === null) return false
  if (owner === null) return age > birthTime
  const state = await processState(owner)
  return state === 'gone' || (state === 'unknown' && age > missedHeartbeats * heartbeat)
}

async function ownerOf(path: string): Promise<z.infer<typeof ownerSchema> | null> {
  try {
    return ownerSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    return null
  }
}

/** Milliseconds since the last heartbeat; null where there is no such file. */
async function ageOf(path: string): Promise<number | null> {
  try {
    return Date.now() - (await stat(path)).mtimeMs
  } catch {
    return null
  }
}
