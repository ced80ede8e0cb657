/**
 * Builds the block tree and its canonical text (the law is in #shared/tree) from the events of any format, in one pass.
 *
 * Whatever the events, the tree is well formed: inline elements hold only inline content (a link around two paragraphs
 * becomes a link in each), parts of lists and tables stand where they belong, nothing is empty, nothing is too deep.
 */
import type { ElementName, OutlineEntry, TreeNode } from '#shared/tree'
import { Block, type Inline, type Opened, pathTo, type Run } from './builder-state'
import { cleanText, collapse, oneLine } from './clean'
import { accepts, isBlockName, isPart, separatorBetween, wrapping, wrapsLooseText } from './content-model'
import { type Attributes, type Children, type Element, LeafWriter, newElement } from './leaf-writer'

export type { Attributes }

/** What a builder gives. */
export interface BuiltTree {
  readonly tree: readonly TreeNode[]
  readonly text: string
  readonly outline: readonly OutlineEntry[]
}

/** Blocks inside blocks that the tree shows; what is nested deeper is put on lines of its own in the last one. */
export const maxBlockDepth = 60
/** Open blocks that are kept apart at all, shown or not (most are bare divisions). */
const maxOpenBlocks = 400
/** Inline elements inside each other. A carried one is repeated in every block, so this bounds how much a file can grow. */
export const maxInlineDepth = 16

const wordless: ReadonlySet<ElementName> = new Set(['span', 'a', 'bdo'])
const rubyParts: ReadonlySet<ElementName> = new Set(['rb', 'rt', 'rp'])
const headingLevel = /^h([1-6])$/

/** Takes events in document order; `finish` gives the result. `close` ends the innermost open element, whatever it is. */
export class TreeBuilder {
  readonly #root: Block = new Block('div', undefined, null, false)
  readonly #blocks: Block[] = [this.#root]
  readonly #opened: Opened[] = []
  #inline: Inline | null = null
  #run: Run | null = null
  /** The inline elements of the run that are written, outermost first. */
  #chain: { readonly inline: Inline; readonly element: Element }[] = []
  #buffer: string[] = []
  #bufferInline: Inline | null = null
  /** White space inside `pre` that is written only if text follows. */
  #held = ''
  readonly #writer = new LeafWriter()
  readonly #outline: OutlineEntry[] = []

  constructor() {
    this.#root.element = newElement('div')
  }

  /** True until something that shows was written. */
  get isEmpty(): boolean {
    return this.#buffer.every((text) => text.trim() === '') && this.#root.element?.children.length === 0
  }

  open(name: ElementName, attributes?: Attributes): void {
    const kept = attributes && Object.keys(attributes).length > 0 ? attributes : undefined
    this.#opened.push(isBlockName(name) ? this.#openBlock(name, kept) : this.#openInline(name, kept))
  }

  close(): void {
    const opened = this.#opened.pop()
    if (opened === undefined) return
    switch (opened.kind) {
      case 'inline':
        this.#inline = opened.outer
        return
      case 'boundary':
        this.#endRun()
        return
      case 'line':
        this.#lineInPre()
        return
      case 'block':
        this.#endRun()
        while (this.#top !== opened.block) this.#blocks.pop()
        this.#blocks.pop()
        this.#noteHeading(opened.block)
        return
      case 'nothing':
        return
    }
  }

  text(text: string): void {
    if (text === '') return
    if (this.#buffer.length > 0 && this.#bufferInline !== this.#inline) this.#flush()
    this.#bufferInline = this.#inline
    this.#buffer.push(text)
  }

  br(): void {
    if (this.#top.name === 'pre') {
      this.text('\n')
      return
    }
    this.#flush()
    const run = this.#run
    if (run === null) return
    this.#trimEnd()
    run.breaks = Math.min(run.breaks + 1, 2)
    // Two line breaks in loose text are how old pages part paragraphs.
    if (run.breaks > 1 && this.#top.implicit && this.#top.name === 'p') {
      this.#endRun()
      this.#blocks.pop()
    }
  }

  hr(): void {
    this.#leaveParagraph('hr')
    if (this.#top.model !== 'flow') return
    const children = this.#top.owner.element?.children
    const last = children?.at(-1)
    if (children === undefined || last === undefined || ('name' in last && last.name === 'hr')) return
    children.push(newElement('hr'))
    this.#top.owner.tail = 'none'
  }

  img(attributes: Attributes): void {
    this.#flush()
    const run = this.#runHere()
    this.#inlineParent(run, this.#inline).push(newElement('img', attributes))
    if (run.block.tail === 'none') run.block.tail = 'inline'
  }

  finish(): BuiltTree {
    this.#endRun()
    while (this.#opened.length > 0) this.close()
    const tree = this.#root.element?.children ?? []
    const last = tree.at(-1)
    if (last && 'name' in last && last.name === 'hr') tree.pop()
    return { tree, text: this.#writer.textSince(0), outline: this.#outline }
  }

  get #top(): Block {
    return this.#blocks.at(-1) ?? this.#root
  }

  #openInline(name: ElementName, attributes: Attributes | undefined): Opened {
    const outer = this.#inline
    if (outer && outer.depth >= maxInlineDepth) return { kind: 'nothing' }
    if (!attributes && wordless.has(name)) return { kind: 'nothing' }
    let inRuby = false
    for (let around = outer; around; around = around.parent) {
      if (around.name === name && (!attributes || name === 'a')) return { kind: 'nothing' }
      if (around.name === 'ruby') inRuby = true
    }
    if (rubyParts.has(name) && !inRuby) return { kind: 'nothing' }
    this.#inline = { name, attributes, parent: outer, depth: (outer?.depth ?? 0) + 1 }
    return { kind: 'inline', outer }
  }

  #openBlock(name: ElementName, attributes: Attributes | undefined): Opened {
    if (this.#top.name === 'pre') {
      this.#lineInPre()
      return { kind: 'line' }
    }
    this.#leaveParagraph(name)
    const parent = this.#top
    const isTooDeep = parent.depth >= maxBlockDepth || this.#blocks.length >= maxOpenBlocks
    if (isTooDeep || parent.model === 'phrasing') return { kind: 'boundary' }
    if (!accepts(parent.name, name) && parent.model !== 'flow') {
      if (name === 'div') return { kind: 'boundary' }
      this.#wrap(name)
    }
    // A part that has lost its whole is a division like any other.
    const fits = accepts(this.#top.name, name)
    const block = new Block(fits ? name : 'div', attributes, this.#top, false)
    this.#blocks.push(block)
    return { kind: 'block', block }
  }

  /** Ends the loose paragraph, the explicit one, or the implied list item that cannot hold the block `name`. */
  #leaveParagraph(name: ElementName): void {
    this.#endRun()
    while (this.#top.implicit && (this.#top.name === 'p' || (isPart(name) && !accepts(this.#top.name, name))))
      this.#blocks.pop()
    const top = this.#top
    if (top.name !== 'p' || top.parent === null) return
    // A paragraph that holds a block is a division; what it held so far stays a paragraph.
    top.name = 'div'
    top.model = 'flow'
    top.owner = top.parent.owner
    top.element = null
  }

  #wrap(name: ElementName | null): void {
    for (const around of wrapping(this.#top.name, name))
      this.#blocks.push(new Block(around, undefined, this.#top, true))
  }

  #lineInPre(): void {
    this.#flush()
    if (this.#run?.joined && !this.#held.includes('\n')) this.#held += '\n'
  }

  /** The element of a block, made now, with those around it, if it had nothing to show before. */
  #elementOf(block: Block): Element {
    const { owner } = block
    if (owner.element) return owner.element
    const parent = owner.parent ?? this.#root
    const around = this.#elementOf(parent)
    const element = newElement(owner.name, owner.attributes)
    around.children.push(element)
    parent.owner.tail = 'none'
    owner.element = element
    return element
  }

  /** The run that inline content goes to now, in a block that may hold it. */
  #runHere(): Run {
    this.#wrap(null)
    if (wrapsLooseText(this.#top.name)) this.#blocks.push(new Block('p', undefined, this.#top, true))
    const block = this.#top
    if (this.#run?.block === block) return this.#run
    this.#elementOf(block)
    this.#chain = []
    this.#run = {
      block,
      joined: block.tail === 'text',
      spaced: true,
      breaks: block.tail === 'none' ? 0 : 1,
    }
    return this.#run
  }

  /** The children that inline content inside `inline` is added to, after the line breaks that were asked for. */
  #inlineParent(run: Run, inline: Inline | null): Children {
    const wanted = pathTo(inline)
    this.#chain.length = this.#commonDepth(wanted)
    let children = this.#chain.at(-1)?.element.children ?? this.#elementOf(run.block).children
    for (; run.breaks > 0; run.breaks--, run.block.newlines++) children.push(newElement('br'))
    for (const each of wanted.slice(this.#chain.length)) {
      const element = newElement(each.name, each.attributes)
      children.push(element)
      children = element.children
      this.#chain.push({ inline: each, element })
    }
    return children
  }

  #commonDepth(wanted: readonly Inline[]): number {
    const depth = this.#chain.findIndex((link, index) => link.inline !== wanted[index])
    return depth === -1 ? this.#chain.length : depth
  }

  #flush(): void {
    if (this.#buffer.length === 0) return
    const raw = cleanText(this.#buffer.join(''))
    const inline = this.#bufferInline
    this.#buffer = []
    if (this.#top.name === 'pre') this.#flushPre(raw, inline)
    else this.#flushProse(collapse(raw), inline)
  }

  #flushProse(value: string, inline: Inline | null): void {
    if (value.trim() === '') {
      this.#writeSpace(value, inline)
      return
    }
    const run = this.#runHere()
    const isFresh = !run.joined || run.breaks > 0
    this.#write(run, isFresh ? value.trimStart() : run.spaced ? value.replace(/^ /, '') : value, inline)
  }

  #flushPre(raw: string, inline: Inline | null): void {
    const value = this.#held + raw.replace(/\r\n?|\f/g, '\n')
    const body = value.trimEnd()
    this.#held = body === '' ? value : value.slice(body.length)
    if (body === '') return
    const run = this.#runHere()
    this.#write(run, run.joined ? body : body.replace(/^(?:[ \t]*\n)+/, ''), inline)
  }

  /** White space alone makes no element: it goes to the innermost one that is already there. */
  #writeSpace(value: string, inline: Inline | null): void {
    const run = this.#run
    if (value === '' || run === null || !run.joined || run.spaced || run.breaks > 0 || run.block.newlines > 0) return
    const wanted = pathTo(inline)
    const depth = this.#commonDepth(wanted)
    this.#writer.append(value, this.#chain[depth - 1]?.element.children ?? this.#elementOf(run.block).children)
    run.spaced = true
  }

  #write(run: Run, value: string, inline: Inline | null): void {
    if (value === '') return
    const children = this.#inlineParent(run, inline)
    if (run.joined) this.#writer.separate('\n'.repeat(run.block.newlines))
    else this.#startText()
    run.block.newlines = 0
    this.#writer.append(value, children)
    run.joined = true
    run.spaced = /\s$/.test(value.slice(-1))
    run.block.tail = 'text'
  }

  /** Writes the separator before the first text of a run and tells the blocks around it that they have text. */
  #startText(): void {
    let common: Block | null = null
    const fresh: Block[] = []
    for (let block: Block | null = this.#top.owner; block; block = block.parent?.owner ?? null) {
      if (block.hasText) {
        common = block
        break
      }
      fresh.unshift(block)
    }
    const first = fresh[0]?.name ?? null
    if (common) {
      this.#writer.separate(separatorBetween(common.name, common.last, first))
      common.last = first
    }
    fresh.forEach((block, index) => {
      block.hasText = true
      block.last = fresh[index + 1]?.name ?? null
      block.start = this.#writer.length
      block.mark = this.#writer.mark
    })
  }

  /** Takes white space off the end of the run, where a line ends. */
  #trimEnd(): void {
    if (!this.#run?.joined || !this.#run.spaced) return
    this.#writer.trimEnd()
    this.#run.spaced = false
  }

  /** A block begins or ends: what was written stands, and what follows starts anew. */
  #endRun(): void {
    this.#flush()
    this.#trimEnd()
    this.#held = ''
    this.#run = null
    this.#chain = []
  }

  #noteHeading(block: Block): void {
    const level = headingLevel.exec(block.name)?.[1]
    if (level === undefined || !block.hasText) return
    const title = oneLine(this.#writer.textSince(block.mark), 200)
    this.#outline.push({ level: Number(level), title, start: block.start })
  }
}
