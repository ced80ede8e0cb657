/** Which element may stand in which: the part of HTML's content model that the block tree keeps. */
import type { ElementName } from '#shared/tree'

/**
 * What an element may hold: `flow` anything, `phrasing` only text and inline elements, the others only the parts of a list,
 * a definition list, a table, a group of rows, a row.
 */
export type Model = 'flow' | 'phrasing' | 'list' | 'definitions' | 'table' | 'rows' | 'row'

const models: Partial<Record<ElementName, Model>> = {
  ...{ p: 'phrasing', pre: 'phrasing' },
  ...{ h1: 'phrasing', h2: 'phrasing', h3: 'phrasing', h4: 'phrasing', h5: 'phrasing', h6: 'phrasing' },
  ...{ ul: 'list', ol: 'list', dl: 'definitions' },
  ...{ table: 'table', thead: 'rows', tbody: 'rows', tfoot: 'rows', tr: 'row' },
  ...{ div: 'flow', blockquote: 'flow', figure: 'flow', figcaption: 'flow' },
  ...{ li: 'flow', dt: 'flow', dd: 'flow', td: 'flow', th: 'flow', caption: 'flow' },
}

/** What the block element `name` may hold. */
export const modelOf = (name: ElementName): Model => models[name] ?? 'flow'

/** Whether `name` is a block; the void elements `hr`, `img` and `br` are neither. */
export const isBlockName = (name: ElementName): boolean => name in models

/** Elements that stand for nothing without the right parent. */
const parts: ReadonlySet<ElementName> = new Set([
  ...(['li', 'dt', 'dd', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td', 'figcaption'] as const),
])

/** Whether `name` is a part of a list, table or figure. */
export const isPart = (name: ElementName): boolean => parts.has(name)

/** Whether the block `parent` may hold the block `name` directly. */
export function accepts(parent: ElementName, name: ElementName): boolean {
  switch (modelOf(parent)) {
    case 'flow':
      return !isPart(name) || (parent === 'figure' && name === 'figcaption')
    case 'phrasing':
      return false
    case 'list':
      return name === 'li'
    case 'definitions':
      return name === 'dt' || name === 'dd'
    case 'table':
      return ['caption', 'thead', 'tbody', 'tfoot', 'tr'].includes(name)
    case 'rows':
      return name === 'tr'
    case 'row':
      return name === 'td' || name === 'th'
  }
}

/** The blocks to be put between `parent` and something that it may not hold itself; null where nothing helps or is needed. */
export function wrapping(parent: ElementName, name: ElementName | null): readonly ElementName[] {
  const isCell = name === 'td' || name === 'th'
  switch (modelOf(parent)) {
    case 'list':
      return ['li']
    case 'definitions':
      return ['dd']
    case 'table':
    case 'rows':
      return isCell ? ['tr'] : ['tr', 'td']
    case 'row':
      return ['td']
    default:
      return []
  }
}

/** Blocks in which loose text becomes a paragraph; elsewhere (items, cells, captions) it stands by itself. */
export const wrapsLooseText = (name: ElementName): boolean => name === 'div' || name === 'blockquote'

/**
 * What stands in the canonical text between two children of `parent`, of which the first is `before` and the second `after`
 * (null: loose text).
 */
export function separatorBetween(
  parent: ElementName,
  before: ElementName | null,
  after: ElementName | null,
): '\t' | '\n' | '\n\n' {
  const model = modelOf(parent)
  if (model === 'row') return '\t'
  if (model !== 'flow') return '\n'
  const isItem = parent === 'li' || parent === 'dd' || parent === 'dt'
  return isItem && (isList(before) || isList(after)) ? '\n' : '\n\n'
}

const isList = (name: ElementName | null): boolean => name === 'ul' || name === 'ol' || name === 'dl'
