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

/** Whether a JSON text holds values within values, one more than so often. Linear, and without recursion, however deep it is. */
export function nestsDeeper(text: string, most: number): boolean {
  let depth = 0
  let isString = false
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (isString) {
      if (unit === 0x5c) at += 1
      else if (unit === 0x22) isString = false
    } else if (unit === 0x22) isString = true
    else if (unit === 0x5b || unit === 0x7b) depth += 1
    else if (unit === 0x5d || unit === 0x7d) depth -= 1
    if (depth > most) return true
  }
  return false
}
