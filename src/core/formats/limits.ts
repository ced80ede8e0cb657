/** What is too much for one article. */

/** A larger file is not read: no article is so long, and a text of that size would hold the program up. In bytes. */
export const maxArticleBytes = 64 * 1024 * 1024
