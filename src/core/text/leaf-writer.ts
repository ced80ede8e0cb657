/** Writes the canonical text and the leaves that stand in it, so that the two never disagree. */
import type { ElementName, ElementNode } from '#shared/tree'

/** Attributes as they stand in the tree. */
export type Attributes = NonNullable<ElementNode['attributes']>

/** A text leaf while it is written. */
interface Leaf {
  readonly start: number
  value: string
}
/** An element while it is written. */
export interface Element {
  readonly name: ElementName
  readonly attributes?: Attributes
  readonly children: Children
}
/** The children that a writer adds to. */
export type Children = (Leaf | Element)[]

/** Makes an element without children; no attributes are no property. */
export const newElement = (name: ElementName, attributes?: Attributes): Element =>
  attributes ? { name, attributes, children: [] } : { name, children: [] }

/** The canonical text as pieces; `length` is in UTF-16 code units. */
export class LeafWriter {
  readonly #pieces: string[] = []
  #length = 0
  #last: { readonly leaf: Leaf; readonly siblings: Children } | null = null

  get length(): number {
    return this.#length
  }

  /** How many pieces there are: a mark for `textSince`. */
  get mark(): number {
    return this.#pieces.length
  }

  /** Everything written since a mark. */
  textSince(mark: number): string {
    return this.#pieces.slice(mark).join('')
  }

  separate(separator: string): void {
    if (separator === '') return
    this.#pieces.push(separator)
    this.#length += separator.length
    this.#last = null
  }

  /** Adds text to the end of `siblings`: to the last leaf if it stands right before. */
  append(value: string, siblings: Children): void {
    if (this.#last && siblings.at(-1) === this.#last.leaf) this.#last.leaf.value += value
    else {
      const leaf = { start: this.#length, value }
      siblings.push(leaf)
      this.#last = { leaf, siblings }
    }
    this.#pieces.push(value)
    this.#length += value.length
  }

  /** Takes white space off the end of the last leaf, and the leaf away if nothing else is in it. */
  trimEnd(): void {
    if (this.#last === null) return
    const { leaf, siblings } = this.#last
    const value = leaf.value.trimEnd()
    if (value.length === leaf.value.length) return
    this.#length -= leaf.value.length - value.length
    leaf.value = value
    // No piece that is only white space follows another that ends in it, so the last one holds all that goes.
    const piece = this.#pieces.pop()?.trimEnd() ?? ''
    if (piece !== '') this.#pieces.push(piece)
    if (value !== '') return
    siblings.splice(siblings.lastIndexOf(leaf), 1)
    this.#last = null
  }
}
