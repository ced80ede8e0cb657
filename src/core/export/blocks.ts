/** Which nodes of a tree are blocks. */
import { type ElementName, isTextLeaf, type TreeNode } from '#shared/tree'

const blockNames: ReadonlySet<ElementName> = new Set<ElementName>([
  ...(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'hr', 'div', 'figure', 'figcaption'] as const),
  ...(['ul', 'ol', 'li', 'dl', 'dt', 'dd', 'table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'] as const),
])

/** Whether a node is a block, or an inline element around blocks, which then only holds them together. */
export function isBlock(node: TreeNode): boolean {
  return !isTextLeaf(node) && (blockNames.has(node.name) || node.children.some(isBlock))
}
