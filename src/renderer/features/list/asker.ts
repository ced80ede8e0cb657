/** The name by which the library process knows this page's questions, so that a new one ends the one before. */
export const asker = crypto.getRandomValues(new Uint32Array(3)).join('-')
