/** Filling in of what an article lacks: what all formats have in common. */
import type { FormatId } from '#shared/article'
import { noDate } from '../text/dates'
import type { BuiltTree } from '../text/tree-builder'
import type { Decoded } from './encoding'
import type { ParsedArticle } from './format'

/** An article of which only the tree and the title are known; a format adds what it found. */
export function plainArticle(format: FormatId, title: string, decoded: Decoded, built: BuiltTree): ParsedArticle {
  return {
    ...{ format, title, date: noDate, author: null, source: null, url: null, language: null, keywords: [] },
    ...{ encoding: decoded.encoding, tree: built.tree, text: built.text, outline: built.outline, blocked: {} },
  }
}
