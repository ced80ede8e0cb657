/** The formats that can be read. A new one is a file beside this one and a line in `formats`. */
import { LecternError } from '#shared/result'
import { datedText } from './dated-text'
import type { Format, ParsedArticle, SourceFile } from './format'
import { html } from './html'
import { markdown } from './markdown'
import { plainText } from './plain-text'

export { articleExtensions, formatsVersion } from './known'
export { maxArticleBytes } from './limits'

/** In the order in which they are asked; where several take the same ending, the one that is more certain comes first. */
const formats: readonly Format[] = [datedText, plainText, markdown, html]

/** The format of a file by its ending and first bytes; null if it is no article (or has no ending). */
export function formatFor(file: SourceFile): Format | null {
  const extension = extensionOf(file.path)
  return formats.find((format) => format.extensions.includes(extension) && format.accepts(file)) ?? null
}

/**
 * Reads an article.
 *
 * @throws LecternError ('invalid') if the file is of no known format or does not hold what its name says.
 */
export async function parseArticle(file: SourceFile): Promise<ParsedArticle> {
  const format = formatFor(file)
  if (format === null) throw new LecternError('invalid', 'This kind of file cannot be read here. It was left as it is.')
  return format.parse(file)
}

function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const dot = name.lastIndexOf('.')
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : ''
}
