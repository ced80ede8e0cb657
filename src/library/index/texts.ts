/** The canonical texts of a library, kept in a file and read piece by piece: none of them stays in memory. */
import { type FileHandle, open } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { writeAll } from '../disk/write-at'

/** Where a text lies, in bytes of UTF-8. Compaction moves it. */
export interface TextPlace {
  at: number
  readonly bytes: number
  /** CRC-32 of its bytes. */
  readonly check: number
}

/** A text as it was found; not sound where it plainly is not the one that was put there. */
interface KeptText {
  readonly text: string
  readonly isSound: boolean
}

/** A text in a file, by the file's absolute path. The file may be gone, or another one be there: compare the checksum. */
export interface Whereabouts extends Readonly<TextPlace> {
  readonly file: string
}

/** Texts up to this many bytes are read whole for any piece of them, so that they can be checked. */
const alwaysWhole = 64 * 1024

/** An append-only file of texts. */
export interface TextFile {
  /** Bytes up to which the file counts. */
  readonly end: number
  /** Texts that wait in memory for room on the disk. */
  readonly unwritten: number
  /** Adds texts at the end; their places stand in the order they were given. What the disk refuses is kept in memory. */
  append(texts: readonly Uint8Array[]): Promise<TextPlace[]>
  /**
   * The text at a place, or only its first `limit` bytes (a character cut in two is left out). It is checked unless it is long
   * and only a piece of it is wanted.
   */
  read(place: TextPlace, limit?: number): Promise<KeptText>
  /** The bytes at a place. */
  bytes(place: TextPlace): Promise<Uint8Array>
  /** Where a text can be read by its file's path, by a thread of its own; null: only through `read`. */
  whereabouts(place: TextPlace): Whereabouts | null
  /** Returns when what was appended is on the disk; rejects with the system's error when it cannot be. */
  sync(): Promise<void>
  close(): Promise<void>
}

/**
 * Opens the text file at `path`, of which the first `end` bytes count; what a killed process wrote behind them is
 * overwritten. With `overlay`, another process owns that file: new texts go to a file of our own.
 */
export async function openTextFile(path: string, end: number, overlay: string | null): Promise<TextFile> {
  const base = await open(path, overlay === null ? (end === 0 ? 'w+' : 'r+') : 'r')
  if (overlay === null) return new Texts(path, base, base, 0, end)
  try {
    return new Texts(path, base, await open(overlay, 'w+'), end, end)
  } catch (error) {
    await base.close()
    throw error
  }
}

/** A text file without a file, for when there is no place for one. */
export const textsInMemory = (): TextFile => new Texts(null, null, null, 0, 0)

class Texts implements TextFile {
  #end: number
  /** What could not be written, by its place. */
  readonly #unwritten = new Map<number, Uint8Array>()

  /** Places from `split` on lie in `own`, counted from there; the same file twice has its split at 0. */
  constructor(
    private readonly path: string | null,
    private readonly base: FileHandle | null,
    private readonly own: FileHandle | null,
    private readonly split: number,
    end: number,
  ) {
    this.#end = end
  }

  get end(): number {
    return this.#end
  }

  get unwritten(): number {
    return this.#unwritten.size
  }

  async append(texts: readonly Uint8Array[]): Promise<TextPlace[]> {
    // The room is taken before the write, so that two appends never share it.
    const start = this.#end
    const places = texts.map((text) => {
      const place = { at: this.#end, bytes: text.length, check: crc32(text) }
      this.#end += text.length
      return place
    })
    try {
      if (this.own === null) throw noFile()
      await writeAll(this.own, Buffer.concat(texts), start - this.split)
    } catch {
      // A full disk must not keep anybody from reading and searching; `sync` says so and tries again.
      texts.forEach((text, index) => void this.#unwritten.set(places[index]?.at ?? start, text))
    }
    return places
  }

  async read(place: TextPlace, limit = Number.POSITIVE_INFINITY): Promise<KeptText> {
    const isWhole = limit >= place.bytes || place.bytes <= alwaysWhole
    const wanted = isWhole ? place.bytes : limit
    const bytes = await this.#read(place, wanted)
    const isSound = bytes.length === wanted && (!isWhole || crc32(bytes) === place.check)
    const piece = bytes.subarray(0, limit)
    return { text: piece.subarray(0, wholeCharacters(piece)).toString('utf8'), isSound }
  }

  bytes(place: TextPlace): Promise<Uint8Array> {
    return this.#read(place, place.bytes)
  }

  whereabouts(place: TextPlace): Whereabouts | null {
    const isElsewhere = this.#unwritten.has(place.at) || (this.own !== this.base && place.at >= this.split)
    return this.path === null || isElsewhere ? null : { ...place, file: this.path }
  }

  async sync(): Promise<void> {
    if (this.own === null) throw noFile()
    for (const [at, bytes] of [...this.#unwritten]) {
      await writeAll(this.own, bytes, at - this.split)
      this.#unwritten.delete(at)
    }
    await this.own.datasync()
  }

  async close(): Promise<void> {
    await this.base?.close()
    if (this.own !== this.base) await this.own?.close()
  }

  async #read({ at }: TextPlace, length: number): Promise<Buffer> {
    const kept = this.#unwritten.get(at)
    if (kept !== undefined) return Buffer.from(kept.buffer, kept.byteOffset, Math.min(length, kept.length))
    const bytes = Buffer.allocUnsafe(length)
    const [file, from] = at >= this.split ? [this.own, at - this.split] : [this.base, at]
    let read = 0
    while (file !== null && read < length) {
      const { bytesRead } = await file.read(bytes, read, length - read, from + read)
      if (bytesRead === 0) break
      read += bytesRead
    }
    return bytes.subarray(0, read)
  }
}

const noFile = (): Error => new Error('there is no place for it')

/** The length of a piece of UTF-8 up to its last whole character. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(4, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes.length - back + 1
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return needed <= back ? bytes.length - back + needed : bytes.length - back
    }
  }
  return bytes.length
}
