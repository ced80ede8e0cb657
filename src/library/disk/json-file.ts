/** JSON files that may be damaged, hostile, or written by a later Lectern: read within bounds, and against a schema. */
import { constants } from 'node:fs'
import { lstat, open, readFile } from 'node:fs/promises'
import type { z } from 'zod'
import { nestsDeeper } from '#core/notebook/json'
import { ioError, isMissing } from './io-error'

/** What reading a JSON file came to. `newer`: written by a later Lectern (its `schemaVersion` is above ours), to be left alone. */
export type JsonReading<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'missing' }
  | { readonly kind: 'corrupt'; readonly reason: string }
  | { readonly kind: 'newer'; readonly version: number; readonly raw: unknown }

/**
 * Reads a JSON file against a schema; `version` is the highest `schemaVersion` this program knows. A broken file is never
 * taken for an empty one. Throws `LecternError` 'io' where the file is there and cannot be read.
 */
export async function readJson<T>(path: string, schema: z.ZodType<T>, version: number): Promise<JsonReading<T>> {
  try {
    const content = await readBounded(path)
    return typeof content === 'string' ? { kind: 'corrupt', reason: content } : parseJson(content, schema, version)
  } catch (error) {
    if (isMissing(error)) return { kind: 'missing' }
    throw ioError('read', path, error)
  }
}

/** Bytes of a file that is read, and so of one that is written. */
export const longestJson = 64 * 1024 * 1024

/** Values within values; nothing that Lectern writes comes near it. */
const deepestJson = 200

/** The bytes of a file, or why it has none: it may lie in a folder that somebody else made, where a pipe would be waited for. */
export async function readBounded(path: string): Promise<Uint8Array | string> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const stats = await file.stat()
    if (stats.isFile() && stats.size > longestJson) return 'it is too large'
    // Reading a folder fails in words of its own.
    if (stats.isFile() || stats.isDirectory()) return await file.readFile()
    return 'it is not a regular file'
  } finally {
    await file.close()
  }
}

/** The bytes of a regular file, however large; null where it is a folder, a link, a pipe or a device, which holds nothing that was written. */
export async function readRegular(path: string): Promise<Buffer | null> {
  return (await lstat(path)).isFile() ? readFile(path) : null
}

/** `readJson` on bytes that are at hand. */
export function parseJson<T>(bytes: Uint8Array, schema: z.ZodType<T>, version: number): JsonReading<T> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    // What is read has to be written again, and both go as deep as it does.
    if (nestsDeeper(text, deepestJson)) return { kind: 'corrupt', reason: 'it holds values within values without end' }
    const raw: unknown = JSON.parse(text)
    const found = typeof raw === 'object' && raw !== null && 'schemaVersion' in raw ? raw.schemaVersion : undefined
    if (typeof found === 'number' && found > version) return { kind: 'newer', version: found, raw }
    const parsed = schema.safeParse(raw)
    if (parsed.success) return { kind: 'read', value: parsed.data }
    const issue = parsed.error.issues[0]
    return { kind: 'corrupt', reason: `${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'not understood'}` }
  } catch (error) {
    return { kind: 'corrupt', reason: error instanceof Error ? error.message : String(error) }
  }
}
