/** Raised whenever the same text would give other terms or positions: an index of another version is built anew. */
export const analysisVersion = 2
