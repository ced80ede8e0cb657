/** The law of the block tree (#shared/tree), written a second time and independently of the builder. */

import { isBlockName, isPart, modelOf } from '#core/text/content-model'
import type { BuiltTree } from '#core/text/tree-builder'
import { type ElementName, type ElementNode, isTextLeaf, type TreeNode } from '#shared/tree'

interface Seen {
  readonly leaf: { readonly start: number; readonly value: string }
  /** Block elements around the leaf, outermost first. */
  readonly blocks: readonly ElementNode[]
  /** Line breaks and blocks passed since the leaf before. */
  readonly breaks: number
  readonly passedBlock: boolean
}

/** Lists every way in which `built` breaks the law; an empty list is a lawful tree. */
export function offences(built: BuiltTree): string[] {
  const found: string[] = []
  const seen: Seen[] = []
  let breaks = 0
  let passedBlock = true

  const walk = (nodes: readonly TreeNode[], blocks: readonly ElementNode[], inlineDepth: number): void => {
    for (const node of nodes) {
      if (isTextLeaf(node)) {
        seen.push({ leaf: node, blocks, breaks, passedBlock })
        breaks = 0
        passedBlock = false
        continue
      }
      const parent = blocks.at(-1)?.name ?? 'div'
      if (node.name === 'br') breaks++
      else if (node.name === 'hr') passedBlock = true
      else if (node.name === 'img') continue
      else if (isBlockName(node.name)) {
        if (inlineDepth > 0) found.push(`${node.name} inside an inline element`)
        if (!mayHold(parent, node.name)) found.push(`${node.name} inside ${parent}`)
        if (node.children.length === 0) found.push(`empty ${node.name}`)
        passedBlock = true
        walk(node.children, [...blocks, node], 0)
        passedBlock = true
      } else {
        if (node.children.length === 0) found.push(`empty ${node.name}`)
        walk(node.children, blocks, inlineDepth + 1)
      }
      if (!isBlockName(node.name) && node.name !== 'hr' && !mayHoldText(parent))
        found.push(`${node.name} directly inside ${parent}`)
    }
  }
  walk(built.tree, [], 0)

  let end = 0
  seen.forEach((current, index) => {
    const { start, value } = current.leaf
    const before = seen[index - 1]
    const between = built.text.slice(end, start)
    const expected = before ? separator(before, current) : ''
    if (start < end) found.push(`leaf at ${start} overlaps`)
    if (value === '') found.push(`empty leaf at ${start}`)
    if (built.text.slice(start, start + value.length) !== value) found.push(`leaf at ${start} does not match`)
    if (value.normalize('NFC') !== value) found.push(`leaf at ${start} is not NFC`)
    if (!mayHoldText(current.blocks.at(-1)?.name ?? 'div'))
      found.push(`text directly inside ${current.blocks.at(-1)?.name}`)
    if (between !== expected) found.push(`${JSON.stringify(between)} before ${start}, not ${JSON.stringify(expected)}`)
    const inPre = current.blocks.some((block) => block.name === 'pre')
    if (!inPre && /[\t\n\f\r]| {2}/.test(value)) found.push(`leaf at ${start} is not collapsed`)
    end = start + value.length
  })
  if (end !== built.text.length) found.push('text goes on after the last leaf')
  for (const { title, start } of built.outline)
    if (!built.text.slice(start).startsWith(title.slice(0, 1))) found.push(`outline ${title} is not at ${start}`)
  return found
}

function separator(before: Seen, after: Seen): string {
  if (!after.passedBlock) return '\n'.repeat(after.breaks)
  let depth = 0
  while (before.blocks[depth] !== undefined && before.blocks[depth] === after.blocks[depth]) depth++
  const parent = before.blocks[depth - 1]?.name ?? 'div'
  const children = [before.blocks[depth]?.name, after.blocks[depth]?.name]
  if (parent === 'tr') return '\t'
  if (modelOf(parent) !== 'flow') return '\n'
  const isSublist = ['li', 'dd', 'dt'].includes(parent) && children.some((name) => /^(ul|ol|dl)$/.test(name ?? ''))
  return isSublist ? '\n' : '\n\n'
}

const mayHoldText = (name: ElementName): boolean => {
  const model = modelOf(name)
  return model === 'phrasing' || (model === 'flow' && name !== 'div' && name !== 'blockquote')
}

const mayHold = (parent: ElementName, child: ElementName): boolean => {
  const wholes: Partial<Record<ElementName, readonly ElementName[]>> = {
    li: ['ul', 'ol'],
    dt: ['dl'],
    dd: ['dl'],
    tr: ['table', 'thead', 'tbody', 'tfoot'],
    td: ['tr'],
    th: ['tr'],
    thead: ['table'],
    tbody: ['table'],
    tfoot: ['table'],
    caption: ['table'],
    figcaption: ['figure'],
  }
  if (isPart(child)) return wholes[child]?.includes(parent) ?? false
  return modelOf(parent) === 'flow'
}
