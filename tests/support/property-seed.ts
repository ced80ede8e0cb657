import fc from 'fast-check'

/**
 * Property tests try the same cases each time, so that red means that the change is at fault. `LECTERN_SEED=<number>` tries
 * others; a number of its own each time, as in `LECTERN_SEED=$RANDOM npx vitest run`, explores.
 */
fc.configureGlobal({ seed: Number(process.env.LECTERN_SEED ?? 20260104) })
