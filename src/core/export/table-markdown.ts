/** Tables as GitHub's extension writes them, the one that Obsidian and most readers of Markdown know. */
import { type ElementNode, isTextLeaf, type TreeNode } from '#shared/tree'
import { isBlock } from './blocks'
import { inlineMarkdown } from './inline-markdown'

/** What ends a line inside a cell; an element, because a cell has one line. */
const cellBreak = '<br>'

/**
 * Renders a table: its caption as a paragraph, its first row as the header that the extension demands. One with a single
 * column is a layout, not a table, and its cells become blocks.
 */
export function tableMarkdown(
  table: ElementNode,
  blocks: (nodes: readonly TreeNode[]) => readonly string[],
): readonly string[] {
  const captions = table.children.flatMap((child) =>
    !isTextLeaf(child) && child.name === 'caption' ? blocks(child.children) : [],
  )
  const rows = rowsOf(table.children)
  const width = Math.max(0, ...rows.map((row) => row.reduce((sum, cell) => sum + spanOf(cell), 0)))
  if (width < 2) return [...captions, ...rows.flatMap((row) => row.flatMap((cell) => blocks(cell.children)))]
  const lines = rows.map((row) => {
    const cells = row.flatMap((cell) => [cellText(cell.children), ...Array(spanOf(cell) - 1).fill('')])
    return `| ${[...cells, ...Array(width - cells.length).fill('')].join(' | ')} |`
  })
  const [header = '', ...body] = lines
  return [...captions, [header, `|${' --- |'.repeat(width)}`, ...body].join('\n')]
}

function rowsOf(nodes: readonly TreeNode[]): readonly (readonly ElementNode[])[] {
  return nodes.flatMap((node) => {
    if (isTextLeaf(node) || node.name === 'caption') return []
    if (node.name !== 'tr') return rowsOf(node.children)
    return [node.children.filter((cell): cell is ElementNode => !isTextLeaf(cell))]
  })
}

/** A cell on one line. Blocks in it are parted by line breaks, tables in it lose their lines. */
function cellText(nodes: readonly TreeNode[]): string {
  const lines: string[] = []
  let run: TreeNode[] = []
  const endRun = (): void => {
    lines.push(...inlineMarkdown(run, { insideCell: true }).split('\n'))
    run = []
  }
  for (const node of nodes) {
    if (isTextLeaf(node) || !isBlock(node)) run.push(node)
    else {
      endRun()
      lines.push(cellText(node.children))
    }
  }
  endRun()
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(cellBreak)
}

/** Columns a cell takes; a table of the web may claim any number. */
function spanOf(cell: ElementNode): number {
  const span = Number(cell.attributes?.colspan ?? 1)
  return Number.isInteger(span) && span >= 1 && span <= 100 ? span : 1
}
