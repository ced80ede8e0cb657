/**
 * From a parsed HTML document to the block tree, by allow-list: only elements and attributes that #shared/tree names get in,
 * whatever the document holds. This is the one way for HTML into an article, Markdown's own HTML included.
 */
import type { Blocked, BlockedKind } from '#shared/article'
import { oneLine } from '../text/clean'
import { type BuiltTree, TreeBuilder } from '../text/tree-builder'
import { type AttributeContext, cleanAttributes, cleanImage, targetOf } from './html-attributes'
import { dropped, nameInTree } from './html-elements'
import {
  attribute,
  type HtmlElement,
  type HtmlNode,
  type HtmlParent,
  isElement,
  isText,
  textInside,
  type Visit,
  walk,
} from './html-nodes'

/** What a document is sanitised with. */
interface SanitiseOptions {
  /** The http or https address that relative links are taken against, or null. */
  readonly base: string | null
  /** The article's title: a first heading that only repeats it is left out. */
  readonly title: string | null
}

/** A tree and what was taken out on the way to it. */
export interface SanitisedTree extends BuiltTree {
  readonly blocked: Blocked
}

/** Makes the block tree of everything under `root`. */
export function sanitise(root: HtmlParent, options: SanitiseOptions): SanitisedTree {
  const writer = new Sanitiser(root, options)
  walk(
    root,
    (node) => writer.enter(node),
    (element) => writer.leave(element),
  )
  return { ...writer.builder.finish(), blocked: Object.fromEntries(writer.blocked) }
}

const tableParts: ReadonlySet<string> = new Set(['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'])

class Sanitiser {
  readonly builder = new TreeBuilder()
  readonly blocked = new Map<BlockedKind, number>()
  readonly #context: AttributeContext
  readonly #title: string | null
  readonly #layoutTables: ReadonlySet<HtmlElement>
  /** The tables around the current node. */
  readonly #tables: HtmlElement[] = []
  /** Elements whose end has to be told to the builder. */
  readonly #written = new Set<HtmlElement>()

  constructor(root: HtmlParent, options: SanitiseOptions) {
    const { targets, layoutTables } = survey(root)
    this.#layoutTables = layoutTables
    this.#title = options.title && comparable(options.title)
    this.#context = { base: options.base, targets, block: (kind) => this.#block(kind) }
  }

  enter(node: HtmlNode): Visit {
    if (isText(node)) this.builder.text(node.value)
    return isElement(node) ? this.#enterElement(node) : 'past'
  }

  leave(element: HtmlElement): void {
    if (element.tagName === 'table') this.#tables.pop()
    if (this.#written.delete(element)) this.builder.close()
  }

  #enterElement(element: HtmlElement): Visit {
    const { tagName } = element
    const fate = dropped.get(tagName)
    if (fate !== undefined) {
      this.#countDropped(element, fate)
      return tagName === 'head' ? 'inside' : 'past'
    }
    if (isHidden(element)) return 'past'
    if (tagName === 'form') this.#block('forms')
    if (tagName === 'br' || tagName === 'hr') this.#countHandlers(element)
    if (tagName === 'br') this.builder.br()
    else if (tagName === 'hr') this.builder.hr()
    else if (tagName === 'img' || tagName === 'image') this.#image(element)
    else if (tagName === 'math') return this.#formula(element)
    else return this.#open(element)
    return 'past'
  }

  #open(element: HtmlElement): Visit {
    if (this.#repeatsTitle(element)) return 'past'
    if (element.tagName === 'table') this.#tables.push(element)
    const name = this.#nameOf(element)
    if (name === null) {
      cleanAttributes(element, 'span', this.#context)
      return 'inside'
    }
    this.builder.open(name, cleanAttributes(element, name, this.#context))
    this.#written.add(element)
    return 'inside'
  }

  #nameOf({ tagName }: HtmlElement): ReturnType<typeof nameInTree> {
    const table = this.#tables.at(-1)
    if (table && this.#layoutTables.has(table) && tableParts.has(tagName)) return 'div'
    return nameInTree(tagName)
  }

  #image(element: HtmlElement): void {
    const attributes = cleanImage(element, this.#context)
    if (attributes) this.builder.img(attributes)
  }

  /** A formula is shown as it was written for people without pictures, else as the plain text of its parts. */
  #formula(element: HtmlElement): Visit {
    const written = attribute(element, 'alttext')
    if (written === null) return 'inside'
    this.builder.open('code')
    this.builder.text(written)
    this.builder.close()
    return 'past'
  }

  #repeatsTitle(element: HtmlElement): boolean {
    if (this.#title === null || !/^h[1-6]$/.test(element.tagName) || !this.builder.isEmpty) return false
    return comparable(textInside(element)) === this.#title
  }

  #countDropped(element: HtmlElement, fate: BlockedKind | null): void {
    this.#countHandlers(element)
    if (fate !== null) this.#block(fate)
    else if (element.tagName === 'link' && /\bstylesheet\b/i.test(attribute(element, 'rel') ?? ''))
      this.#block('styles')
    else if (element.tagName === 'base' && attribute(element, 'href') !== null) this.#block('links')
    else if (element.tagName === 'meta' && /^\s*refresh\s*$/i.test(attribute(element, 'http-equiv') ?? ''))
      this.#block('links')
  }

  #countHandlers(element: HtmlElement): void {
    for (const { name } of element.attrs) if (name.startsWith('on')) this.#block('handlers')
  }

  #block(kind: BlockedKind): void {
    this.blocked.set(kind, (this.blocked.get(kind) ?? 0) + 1)
  }
}

/** Titles are the same if their letters and digits are. */
function comparable(title: string): string | null {
  const letters = oneLine(title)
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
  return letters === '' ? null : letters
}

/** Not meant to be seen by anyone. */
function isHidden(element: HtmlElement): boolean {
  if (element.tagName === 'dialog') return attribute(element, 'open') === null
  return element.attrs.some(
    ({ name, value }) =>
      (name === 'hidden' && value !== 'until-found') ||
      (name === 'style' && /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(value)),
  )
}

/** What has to be known of the whole document first: where its inner links lead, and which tables only arrange the page. */
function survey(root: HtmlParent): { targets: ReadonlySet<string>; layoutTables: ReadonlySet<HtmlElement> } {
  const targets = new Set<string>()
  const layoutTables = new Set<HtmlElement>()
  const tables: { readonly table: HtmlElement; widest: number; cells: number }[] = []
  walk(
    root,
    (node) => {
      if (!isElement(node)) return 'past'
      const target = node.tagName === 'a' ? targetOf(attribute(node, 'href') ?? '') : null
      if (target) targets.add(target)
      const around = tables.at(-1)
      if (node.tagName === 'table') {
        if (around) layoutTables.add(around.table)
        if (/^(presentation|none)$/i.test(attribute(node, 'role') ?? '')) layoutTables.add(node)
        tables.push({ table: node, widest: 0, cells: 0 })
      } else if (node.tagName === 'tr' && around) around.cells = 0
      else if ((node.tagName === 'td' || node.tagName === 'th') && around) {
        around.cells++
        around.widest = Math.max(around.widest, around.cells)
      }
      return 'inside'
    },
    (element) => {
      if (element.tagName !== 'table') return
      const table = tables.pop()
      if (table && table.widest < 2) layoutTables.add(table.table)
    },
  )
  return { targets, layoutTables }
}
