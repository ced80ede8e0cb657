/**
 * Order without a clock. Every value that the reader can change carries the revision of its last change; of two values, the
 * one with the later revision stands. Clocks differ between machines and can be set back, so none is asked.
 */
import { z } from 'zod'

/**
 * A Lamport time: `counter` is one more than any counter its writer had seen in the record, `replica` names the writer (one
 * opened notebook), so that two writers never make the same revision.
 */
export const revisionSchema = z
  .object({ counter: z.number().int().nonnegative(), replica: z.string().min(1).max(64) })
  .readonly()
export type Revision = z.infer<typeof revisionSchema>

/** Something with a revision. */
export interface Revised {
  readonly revision: Revision
}

/** Below zero if `a` came before `b`, zero only if they are the same revision. A total order, the same for everyone. */
export function compareRevisions(a: Revision, b: Revision): number {
  return a.counter - b.counter || compareText(a.replica, b.replica)
}

/** For each writer, up to which counter its changes are known. */
export type Seen = ReadonlyMap<string, number>

/** Whether a change is known. */
export function covers(seen: Seen, revision: Revision): boolean {
  return (seen.get(revision.replica) ?? -1) >= revision.counter
}

/** What is known to either. */
export function mergeSeen(a: Seen, b: Seen): Seen {
  const merged = new Map(a)
  for (const [replica, counter] of b) merged.set(replica, Math.max(counter, merged.get(replica) ?? 0))
  return merged
}

/** Order of UTF-16 code units: the same on every machine, whatever its language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/**
 * The value that stands of two. A revision names one value; where a copied or repaired file breaks that, the values' JSON
 * decides, so that the choice does not depend on who merges with whom.
 */
export function later<T extends Revised>(a: T, b: T): T {
  const order = compareRevisions(a.revision, b.revision) || compareText(stableJson(a), stableJson(b))
  return order < 0 ? b : a
}

/** All keys of both; where both have one, the later value. */
export function mergeMaps<T extends Revised>(
  a: ReadonlyMap<string, T>,
  b: ReadonlyMap<string, T>,
): ReadonlyMap<string, T> {
  const merged = new Map(a)
  for (const [key, value] of b) {
    const other = merged.get(key)
    merged.set(key, other === undefined ? value : later(other, value))
  }
  return merged
}

/** JSON with the keys of every object and map in order: the same value gives the same text. `indent` is in spaces. */
export function stableJson(value: unknown, indent = 0): string {
  return JSON.stringify(sorted(value), null, indent)
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries: [string, unknown][] = value instanceof Map ? [...value] : Object.entries(value)
  // fromEntries defines properties, so that a key called `__proto__` stays an ordinary key.
  return Object.fromEntries(entries.toSorted(([a], [b]) => compareText(a, b)).map(([key, of]) => [key, sorted(of)]))
}
