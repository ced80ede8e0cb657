import { z } from 'zod'

// The page's policy forbids `eval`; zod must not even try. Imported before any schema is built.
z.config({ jitless: true })
