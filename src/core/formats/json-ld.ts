/** What a page says of itself in JSON-LD, after schema.org. */
import { attribute, type HtmlParent, isElement, isText, walk } from './html-nodes'

/** The fields of the article that a page describes; null where it does not say. */
interface ArticleDescription {
  /** The headline and the name, of which a page may use either for something else. */
  readonly titles: readonly string[]
  readonly author: string | null
  readonly date: string | null
  readonly site: string | null
  readonly url: string | null
  readonly language: string | null
  /** Lists with commas, or single ones. */
  readonly keywords: readonly string[]
}

const nothing: ArticleDescription = {
  ...{ titles: [], author: null, date: null, site: null, url: null, language: null, keywords: [] },
}

/** Kinds of schema.org that are something to read. */
const article =
  /(?:Article|BlogPosting|Report|Posting|Review|LiveBlog|Essay|Book|Chapter|Recipe|HowTo|CreativeWork|QAPage)$/
/** More data blocks than this, or nodes in one, are not looked at. */
const most = 500

type Json = Readonly<Record<string, unknown>>

/** Reads the first article that the page's JSON-LD describes; what cannot be parsed is passed over. */
export function readJsonLd(root: HtmlParent): ArticleDescription {
  const nodes = jsonBlocks(root).flatMap(nodesOf).slice(0, most)
  const found = nodes.find((node) => strings(node['@type']).some((type) => article.test(type)))
  if (!found) return nothing
  return {
    titles: [string(found.name), string(found.headline)].filter((title) => title !== null),
    author: people(found.author, nodes) ?? people(found.creator, nodes),
    date: string(found.datePublished) ?? string(found.dateCreated) ?? string(found.dateModified),
    site: people(found.publisher, nodes),
    url: string(found.url) ?? string(found.mainEntityOfPage) ?? string(record(found.mainEntityOfPage)?.['@id']),
    language: string(found.inLanguage),
    keywords: strings(found.keywords).slice(0, most),
  }
}

function jsonBlocks(root: HtmlParent): unknown[] {
  const blocks: unknown[] = []
  walk(root, (node) => {
    if (!isElement(node)) return 'past'
    if (node.tagName !== 'script') return 'inside'
    if (!/^\s*application\/ld\+json\b/i.test(attribute(node, 'type') ?? '') || blocks.length >= most) return 'past'
    const code = node.childNodes.map((child) => (isText(child) ? child.value : '')).join('')
    try {
      blocks.push(JSON.parse(code.replace(/^\s*<!\[CDATA\[|\]\]>\s*;?\s*$/g, '')))
    } catch {
      // A page's mistake, not ours: it then says nothing.
    }
    return 'past'
  })
  return blocks
}

/** A block is one node, a list of nodes, or a graph of them. */
function nodesOf(block: unknown): Json[] {
  const list = Array.isArray(block) ? block : [block]
  return list.flatMap((each): Json[] => {
    const node = record(each)
    if (!node) return []
    const graph: unknown[] = Array.isArray(node['@graph']) ? node['@graph'] : []
    return [node, ...graph.map(record).filter((inner) => inner !== null)]
  })
}

/** Names of people or organisations, joined by commas; one that only refers to another node is looked up. */
function people(value: unknown, nodes: readonly Json[]): string | null {
  const names = (Array.isArray(value) ? value : [value]).flatMap((each) => {
    const node = record(each)
    if (!node) return strings(each)
    const told = node.name === undefined ? nodes.find((other) => other['@id'] === node['@id']) : node
    return strings(told?.name)
  })
  const distinct = [
    ...new Set(names.map((name) => name.trim()).filter((name) => name !== '' && !/^https?:/.test(name))),
  ]
  return distinct.length > 0 ? distinct.join(', ') : null
}

const record = (value: unknown): Json | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null
const strings = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string')
const string = (value: unknown): string | null => strings(value).find((each) => each.trim() !== '') ?? null
