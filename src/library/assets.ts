/** The images an article shows, read from inside its library and from nowhere else. */
import { constants } from 'node:fs'
import { open, realpath } from 'node:fs/promises'
import { LecternError } from '#shared/result'
import { absolute, inside } from './paths'
import { imageType } from './sniff'

/** Bytes; larger images are not shown. */
export const maxImageBytes = 64 * 1024 * 1024
/** A drawing is text that a renderer has to interpret, so it gets less. */
const maxDrawingBytes = 4 * 1024 * 1024

/** An image and what it is. */
interface Asset {
  readonly mediaType: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/**
 * Reads an image of a library (`root`: its real folder; `path`: relative to it, with `/`). Throws `LecternError`: 'not-found'
 * for what is not there, lies outside or is reached by a link that leads outside, 'invalid' for what is no image or too large.
 */
export async function readAsset(root: string, path: string): Promise<Asset> {
  if (!isPlainPath(path)) throw notThere(path)
  const place = await realpath(absolute(root, path)).catch(() => null)
  if (place === null || inside(root, place) === null) throw notThere(path)
  // Not to be kept waiting by a pipe.
  const file = await open(place, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(() => null)
  if (file === null) throw notThere(path)
  try {
    const stats = await file.stat()
    if (!stats.isFile()) throw notThere(path)
    if (stats.size > maxImageBytes) throw tooLarge(path, stats.size)
    const bytes = new Uint8Array(await file.readFile())
    const mediaType = imageType(bytes)
    if (mediaType === null) throw new LecternError('invalid', `“${path}” is not an image that Lectern shows.`)
    if (mediaType === 'image/svg+xml' && bytes.length > maxDrawingBytes) throw tooLarge(path, bytes.length)
    return { mediaType, bytes }
  } finally {
    await file.close()
  }
}

/** Relative, without steps upwards, empty parts, NUL bytes, or what Windows would read as a drive or a stream. */
function isPlainPath(path: string): boolean {
  if (path.includes('\0') || path.includes('\\') || /^[a-z]:/i.test(path)) return false
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
}

const notThere = (path: string): LecternError =>
  new LecternError('not-found', `There is no image “${path}” in this library.`)

const tooLarge = (path: string, size: number): LecternError =>
  new LecternError('invalid', `The image “${path}” is too large to be shown (${Math.round(size / 1024 / 1024)} MB).`)
