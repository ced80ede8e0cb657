/** Fields of an article that the reader put right, beside what was read off the article. */
import { z } from 'zod'
import { type CorrectableField, correctableFields } from '#shared/highlight'
import { mapOf } from './json'
import { type Revised, type Revision, revisionSchema } from './revision'

/** A field put right; null: as the article says. */
export interface Correction extends Revised {
  readonly value: string | null
}

/** By field; names that this version does not know are kept. */
export type Corrections = ReadonlyMap<string, Correction>

/** The corrections that stand. */
export function shownCorrections(corrections: Corrections): Readonly<Partial<Record<CorrectableField, string>>> {
  const shown: Partial<Record<CorrectableField, string>> = {}
  for (const field of correctableFields) {
    const value = corrections.get(field)?.value ?? null
    if (value !== null) shown[field] = value
  }
  return shown
}

/** The corrections with one made, or taken back (null). */
export function correct(
  corrections: Corrections,
  field: CorrectableField,
  value: string | null,
  revision: Revision,
): Corrections {
  return new Map(corrections).set(field, { revision, value })
}

/** Corrections in a file. */
export const correctionsSchema: z.ZodType<Corrections> = mapOf(
  z.object({ revision: revisionSchema, value: z.string().nullable() }),
)
