/** Walking of a parsed HTML document without recursion: a hostile file may be nested as deep as it is long. */
import type { DefaultTreeAdapterTypes } from 'parse5'

export type HtmlElement = DefaultTreeAdapterTypes.Element
export type HtmlParent = DefaultTreeAdapterTypes.ParentNode
export type HtmlNode = DefaultTreeAdapterTypes.ChildNode

type HtmlText = DefaultTreeAdapterTypes.TextNode
type HtmlComment = DefaultTreeAdapterTypes.CommentNode

export const isElement = (node: HtmlNode | HtmlParent): node is HtmlElement => 'tagName' in node
export const isText = (node: HtmlNode): node is HtmlText => node.nodeName === '#text'
export const isComment = (node: HtmlNode): node is HtmlComment => node.nodeName === '#comment'

/** What a visitor wants of a node: its children too, or only itself. */
export type Visit = 'inside' | 'past'

/** Visits all nodes under `root` in document order; `leave` is called for each element whose inside was visited. */
export function walk(root: HtmlParent, enter: (node: HtmlNode) => Visit, leave?: (element: HtmlElement) => void): void {
  const open: { readonly parent: HtmlParent; next: number }[] = [{ parent: root, next: 0 }]
  for (let frame = open.at(-1); frame; frame = open.at(-1)) {
    const node = frame.parent.childNodes[frame.next++]
    if (node === undefined) {
      open.pop()
      if (frame.parent !== root && isElement(frame.parent)) leave?.(frame.parent)
    } else if (enter(node) === 'inside' && isElement(node)) open.push({ parent: node, next: 0 })
  }
}

/** The value of an attribute, or null. */
export function attribute(element: HtmlElement, name: string): string | null {
  return element.attrs.find((each) => each.name === name)?.value ?? null
}

/** The text inside a node, at most `maxLength` UTF-16 code units of it, white space as written. */
export function textInside(root: HtmlParent, maxLength = 2000): string {
  let text = ''
  walk(root, (node) => {
    if (text.length > maxLength) return 'past'
    if (isText(node)) text += node.value
    else if (isElement(node) && (node.tagName === 'script' || node.tagName === 'style')) return 'past'
    else if (isElement(node) && node.tagName === 'br') text += ' '
    return 'inside'
  })
  return text
}
