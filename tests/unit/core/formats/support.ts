/** Short ways to write files and to look at trees. */
import type { ParsedArticle } from '#core/formats/format'
import { parseArticle } from '#core/formats/registry'
import { isTextLeaf, type TreeNode } from '#shared/tree'

/** Reads a UTF-8 file of this name and content. */
export const read = (path: string, content: string | readonly string[]): Promise<ParsedArticle> =>
  parseArticle({ path, bytes: new TextEncoder().encode(typeof content === 'string' ? content : content.join('\n')) })

/** A tree as markup, attributes included, for looking at. */
export const markup = (nodes: readonly TreeNode[]): string =>
  nodes
    .map((node) => {
      if (isTextLeaf(node)) return node.value
      const attributes = Object.entries(node.attributes ?? {}).map(([name, value]) => ` ${name}="${value}"`)
      const start = `<${node.name}${attributes.join('')}>`
      return ['br', 'hr', 'img'].includes(node.name) ? start : `${start}${markup(node.children)}</${node.name}>`
    })
    .join('')
