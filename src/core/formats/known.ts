/**
 * What is known of the formats without their parsers: whoever lists files or keeps parsed articles needs this much, at every
 * start, and not the parsers' code.
 */
import type { FormatId } from '#shared/article'

/** Endings of file names per format, in lower case, without the dot. */
export const extensionsOf = {
  'dated-text': ['txt', 'text'],
  'plain-text': ['txt', 'text'],
  markdown: ['md', 'markdown', 'mdown', 'mkd', 'mkdn'],
  html: ['html', 'htm', 'xhtml', 'xht'],
} as const satisfies Readonly<Record<FormatId, readonly string[]>>

/** Endings of file names that may be articles, in lower case, without the dot. */
export const articleExtensions: ReadonlySet<string> = new Set(Object.values(extensionsOf).flat())

/** Counted up whenever the same bytes give another article: whoever keeps parsed articles then has to parse again. */
export const formatsVersion = 2
