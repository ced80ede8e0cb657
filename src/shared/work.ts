/** Long work in the library process, as a page shows it. */
import { z } from 'zod'

export const workIdSchema = z.number().int()

/** Work that is under way. */
export const workSchema = z
  .object({
    id: workIdSchema,
    /** What is being done: “Tag 5,000 articles “sea””. */
    label: z.string(),
    /** Articles. */
    done: z.number().int(),
    total: z.number().int(),
    /** Milliseconds; null while nothing can be said. */
    timeLeft: z.number().nullable(),
    /** The reader said to stop it; it ends after what it is at. */
    cancelled: z.boolean(),
  })
  .readonly()
export type WorkInfo = z.infer<typeof workSchema>
