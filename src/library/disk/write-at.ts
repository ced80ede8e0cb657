/** Files that are added to in place. */
import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'

/** Writes at a place, cuts off what comes after, and returns when that is on the disk. What fails half way leaves the place as the end. */
export async function writeAt(file: string, bytes: Uint8Array, at: number): Promise<void> {
  const handle = await open(file, constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0), 0o644)
  try {
    await handle.truncate(at)
    await writeAll(handle, bytes, at)
    await handle.sync()
  } catch (error) {
    await handle.truncate(at).catch(() => undefined)
    throw error
  } finally {
    await handle.close()
  }
}

/** Writes all bytes at a place of an open file; rejects with the system's error. */
export async function writeAll(handle: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, at + done)
    done += bytesWritten
  }
}
