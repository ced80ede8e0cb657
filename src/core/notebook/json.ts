/** JSON of others, read with care. */
import { z } from 'zod'

/** Whether a value is a JSON object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A value, several in a list, or none: as JSON-LD writes them. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
}

/** A JSON object as a map: unlike a record schema it keeps a key that is called `__proto__`. */
export function mapOf<T>(value: z.ZodType<T>): z.ZodType<ReadonlyMap<string, T>> {
  return z.custom<object>(isRecord, 'is not an object').transform((raw, context) => {
    const map = new Map<string, T>()
    for (const [key, entry] of Object.entries(raw)) {
      const parsed = value.safeParse(entry)
      if (parsed.success) map.set(key, parsed.data)
      else context.issues.push({ code: 'custom', input: entry, path: [key], message: z.prettifyError(parsed.error) })
    }
    return map
  })
}

/** For each writer a counter. */
export const seenSchema = mapOf(z.number().int().nonnegative())
