/** What a tree builder remembers while elements are open. */
import type { ElementName } from '#shared/tree'
import { type Model, modelOf } from './content-model'
import type { Attributes, Element } from './leaf-writer'

/** An open block. */
export class Block {
  model: Model
  readonly depth: number
  /** The block whose element takes the children: itself, or for a bare division the nearest one around it. */
  owner: Block
  element: Element | null = null
  hasText = false
  /** The kind of the last child that has text; null: loose text. */
  last: ElementName | null = null
  /** What follows the last block child: nothing, inline content without text, inline content with text. */
  tail: 'none' | 'inline' | 'text' = 'none'
  /** Line breaks that stand in the tree after its last text and are written to the canonical text when more follows. */
  newlines = 0
  /** Where its first text stands in the canonical text, and the writer's mark there. */
  start = 0
  mark = 0

  constructor(
    public name: ElementName,
    readonly attributes: Attributes | undefined,
    readonly parent: Block | null,
    /** Made by the builder to hold what stood loose. */
    readonly implicit: boolean,
  ) {
    const isBare = name === 'div' && !attributes && parent !== null
    this.model = modelOf(name)
    this.owner = isBare ? parent.owner : this
    this.depth = (parent?.depth ?? 0) + (isBare ? 0 : 1)
  }
}

/** An open inline element. */
export interface Inline {
  readonly name: ElementName
  readonly attributes: Attributes | undefined
  readonly parent: Inline | null
  readonly depth: number
}

/** What `open` did, so that `close` can undo it. */
export type Opened =
  | { readonly kind: 'block'; readonly block: Block }
  | { readonly kind: 'inline'; readonly outer: Inline | null }
  /** A block that gets no element of its own; its content is kept apart from what is around it. */
  | { readonly kind: 'boundary' }
  /** The same inside `pre`. */
  | { readonly kind: 'line' }
  | { readonly kind: 'nothing' }

/** The inline content being written to a block, up to the next block boundary. */
export interface Run {
  readonly block: Block
  /** Text stands before in this run: what follows is not the start of a block. */
  joined: boolean
  /** The text so far ends in white space. */
  spaced: boolean
  /** Line breaks asked for and not written yet. */
  breaks: number
}

/** An inline element and those around it, outermost first. */
export function pathTo(inline: Inline | null): Inline[] {
  const path: Inline[] = []
  for (let each = inline; each; each = each.parent) path.unshift(each)
  return path
}
