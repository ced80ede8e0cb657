/** Queries in short, for tests: what was understood, in one line. */
import type { Fact } from '#core/search/facts'
import type { Query, QueryNode, TextLeaf } from '#core/search/query'

const ending = { exact: '', prefix: '*', wildcard: '', fuzzy: '~' } as const

function shortWords({ words }: TextLeaf): string {
  return words
    .map(({ surface, terms, match, distance, optional }) => {
      const text = match === 'exact' ? terms.join('|') : surface
      return `${text}${ending[match]}${distance || ''}${optional ? '?' : ''}`
    })
    .join(' ')
}

function shortLeaf(leaf: TextLeaf): string {
  const words = shortWords(leaf)
  const quoted =
    leaf.form === 'phrase'
      ? `"${words}"`
      : leaf.form === 'near'
        ? `"${words}"~${leaf.within}`
        : words.replaceAll(' ', leaf.adjacent ? '_' : '+')
  const field = leaf.field === null ? '' : `${leaf.field}:`
  return `${leaf.firm ? '+' : ''}${field}${quoted}${leaf.weight === 1 ? '' : `^${leaf.weight}`}`
}

/** A fact in short: what it is about and the value asked for. */
export function shortFact(fact: Fact): string {
  switch (fact.about) {
    case 'tag':
      return `tag=${fact.tag}`
    case 'keyword':
      return `keyword=${fact.keyword}`
    case 'date':
    case 'added':
      return `${fact.about}=${fact.from ?? ''}..${fact.to ?? ''}`
    case 'path':
    case 'file':
      return `${fact.about}=${fact.pattern}`
    case 'type':
      return `type=${fact.formats.join('|')}`
    case 'language':
      return `language=${fact.language}`
    case 'state':
      return `state=${fact.state}`
    case 'has':
      return `has=${fact.what}`
  }
}

function shortNode(node: QueryNode): string {
  switch (node.kind) {
    case 'all':
      return `(${node.nodes.map(shortNode).join(' ')})`
    case 'any':
      return `(${node.nodes.map(shortNode).join(' | ')})`
    case 'not':
      return `-${shortNode(node.node)}`
    case 'text':
      return shortLeaf(node)
    case 'pattern':
      return `${node.field === null ? '' : `${node.field}:`}/${node.source}/${node.flags}`
    case 'fact':
      return shortFact(node.fact)
  }
}

/**
 * A query in short: `(a b)` all, `(a | b)` any, `-` not, `+` firm, `?` optional, `a+b` words typed as one, `a_b` side by side,
 * `|` between the terms of several languages.
 */
export const short = ({ root }: Query): string => (root === null ? '' : shortNode(root).replace(/^\((.*)\)$/su, '$1'))
