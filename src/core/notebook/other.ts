/** What other programs put beside what this one knows: kept, and handed on. */
import { compareRevisions, compareText, type Revision, revisionSchema, stableJson } from './revision'

/** JSON values by key. */
export type Other = ReadonlyMap<string, unknown>

/** All keys of both; of two values the one with the later revision, else the one whose JSON sorts later. */
export function mergeOther(a: Other, b: Other): Other {
  if (b.size === 0) return a
  const merged = new Map(a)
  for (const [key, value] of b) merged.set(key, merged.has(key) ? greater(merged.get(key), value) : value)
  return merged
}

function greater(a: unknown, b: unknown): unknown {
  const order = compareRevisions(revisionIn(a), revisionIn(b)) || compareText(stableJson(a), stableJson(b))
  return order < 0 ? b : a
}

function revisionIn(value: unknown): Revision {
  const raw = typeof value === 'object' && value !== null && 'revision' in value ? value.revision : null
  const parsed = revisionSchema.safeParse(raw)
  return parsed.success ? parsed.data : { counter: -1, replica: '' }
}
