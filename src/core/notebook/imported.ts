/** Annotations of other programs about a whole article, which were taken into its note and its tags. */
import { z } from 'zod'
import { mapOf } from './json'
import type { Other } from './other'
import { type Revised, type Revision, revisionSchema } from './revision'

/** One of them: what stood in it beside that; one that was taken back out stays as a tombstone. */
interface ImportedPage extends Revised {
  readonly other: Other
  readonly removed?: true | undefined
}

/** By id. What is in it is not taken in again. */
export type Imported = ReadonlyMap<string, ImportedPage>

/** Whether an annotation was taken in. */
export function isImported(imported: Imported, id: string): boolean {
  const page = imported.get(id)
  return page !== undefined && page.removed !== true
}

/** The same with one taken in, or taken out again (null). */
export function markImported(imported: Imported, id: string, other: Other | null, revision: Revision): Imported {
  return new Map(imported).set(id, other === null ? { revision, other: new Map(), removed: true } : { revision, other })
}

/** Imported annotations in a file. */
export const importedSchema: z.ZodType<Imported> = mapOf(
  z
    .object({ revision: revisionSchema, other: mapOf(z.unknown()), removed: z.literal(true).optional() })
    .transform(({ removed, ...page }) => (removed ? { ...page, removed } : page)),
)
