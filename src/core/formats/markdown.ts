/** Markdown with front matter. */
import MarkdownIt from 'markdown-it'
import { parseFragment } from 'parse5'
import { firstSentence, nameOfFile, oneLine } from '../text/clean'
import { plainArticle } from './article-fields'
import { decode } from './encoding'
import type { Format, ParsedArticle, SourceFile } from './format'
import { splitFrontMatter } from './front-matter'
import { type HtmlParent, isElement, textInside, walk } from './html-nodes'
import { extensionsOf } from './known'
import { sanitise } from './sanitise'

export const markdown: Format = {
  id: 'markdown',
  extensions: extensionsOf.markdown,
  accepts: () => true,
  parse,
}

const renderer = new MarkdownIt({ html: true })
// What a link may lead to is the sanitiser's business, which also counts what it takes out.
renderer.validateLink = () => true

/** Lines like `:::note Title` and `:::` frame a block in several dialects; what is framed and its title stay. */
const containerMark = /^:{3,}[ \t]*(?:[\w-]+(?:\{[^}]*\})?(?:[ \t]+|(?=\[)|$))?(.*)$/
renderer.block.ruler.before(
  'paragraph',
  'container_mark',
  (state, line, _end, silent) => {
    const start = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0)
    const mark = containerMark.exec(state.src.slice(start, state.eMarks[line]))
    if (!mark || (state.sCount[line] ?? 0) - state.blkIndent >= 4) return false
    if (silent) return true
    state.line = line + 1
    const title = mark[1]?.trim().replace(/^\[(.*)\]$/, '$1') ?? ''
    if (title === '') return true
    state.push('paragraph_open', 'p', 1)
    const inline = state.push('inline', '', 0)
    inline.content = title
    inline.children = []
    state.push('paragraph_close', 'p', -1)
    return true
  },
  { alt: ['paragraph', 'reference', 'blockquote', 'list'] },
)

function parse(file: SourceFile): ParsedArticle {
  const decoded = decode(file.bytes)
  const { data, body } = splitFrontMatter(decoded.text)
  const root = parseFragment(renderer.render(body), { scriptingEnabled: false })
  const heading = data.title === null ? firstHeading(root) : null
  const built = sanitise(root, { base: data.url, title: data.title ?? heading })
  const title = data.title ?? heading ?? (firstSentence(built.text.slice(0, 2000)) || nameOfFile(file.path))
  return {
    ...plainArticle('markdown', title, decoded, built),
    ...data,
    title,
    blocked: built.blocked,
  }
}

function firstHeading(root: HtmlParent): string | null {
  let heading: string | null = null
  walk(root, (node) => {
    if (heading !== null || !isElement(node)) return 'past'
    if (node.tagName === 'h1') heading = oneLine(textInside(node)) || null
    return 'inside'
  })
  return heading
}
