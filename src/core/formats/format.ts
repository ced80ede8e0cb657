/** What a format is: the step from a file's bytes to an article. One file per format; `registry.ts` lists them. */
import type { ArticleDate, Blocked, FormatId } from '#shared/article'
import type { OutlineEntry, TreeNode } from '#shared/tree'

/** A file to be read, without a file system: its path inside the library (with `/`) and its bytes. */
export interface SourceFile {
  readonly path: string
  readonly bytes: Uint8Array
}

/** What every format gives. The title is a field with offsets of its own and is not repeated at the start of `text`. */
export interface ParsedArticle {
  readonly format: FormatId
  /** Never empty: at worst the file's name. One line, NFC. */
  readonly title: string
  readonly date: ArticleDate
  readonly author: string | null
  readonly source: string | null
  /** http or https, else null. */
  readonly url: string | null
  /** BCP 47, as declared, else null. */
  readonly language: string | null
  /** Tags the file itself carries (front matter, meta data of a page), at most 50; found, never written. */
  readonly keywords: readonly string[]
  /** The encoding it was read in, as the WHATWG Encoding Standard names it. */
  readonly encoding: string
  readonly tree: readonly TreeNode[]
  /** The canonical text of `tree` (see #shared/tree). */
  readonly text: string
  readonly outline: readonly OutlineEntry[]
  readonly blocked: Blocked
}

/** A format in the registry. */
export interface Format {
  readonly id: FormatId
  /** File name endings, lower case, without the dot. */
  readonly extensions: readonly string[]
  /** Whether this format takes the file; asked in the registry's order, with the ending already matched. */
  accepts(file: SourceFile): boolean
  /** Never throws for what is in the file as long as it can be shown at all; throws `LecternError` ('invalid') where it cannot. */
  parse(file: SourceFile): ParsedArticle | Promise<ParsedArticle>
}
