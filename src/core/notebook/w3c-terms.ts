/** The terms of the W3C form that Lectern writes: https://www.w3.org/TR/annotation-model/, and a few of its own beside them. */

/** The contexts that give the terms their meaning; Lectern's own are `lectern:…`. */
export const contexts = ['http://www.w3.org/ns/anno.jsonld', { lectern: 'urn:lectern:' }] as const

/** What Lectern says beyond the model. */
export const terms = {
  /** Of a source: the hash of the article's content. */
  hash: 'lectern:hash',
  title: 'dcterms:title',
  /** Of a source: what another program calls it. */
  via: 'via',
  /** Of a target: the reader knows that its passage is gone. */
  kept: 'lectern:kept',
  /** Of an annotation about a whole article: what the reader put right, by field. */
  corrections: 'lectern:corrections',
  /** Of an annotation: what other programs put beside the highlight in the notebook. */
  other: 'lectern:other',
} as const

const highlightPrefix = 'urn:lectern:highlight:'
const pagePrefix = 'urn:lectern:note:'
const importedPrefix = 'urn:lectern:imported:'
/** As the shells allow them. */
const longestId = 64

/** The name of a highlight. */
export const highlightIri = (id: string): string => highlightPrefix + encoded(id)

/** The name of what is written on a whole article. */
export const pageIri = (path: string): string => pagePrefix + pathIri(path)

/** The name of an imported annotation that had none. */
export const importedIri = (id: string): string => importedPrefix + encoded(id)

/** The highlight that a name of ours stands for; null where it is none. */
export const highlightOf = (iri: string): string | null => idIn(highlightPrefix, iri)

/** The imported annotation that a name of ours stands for; null where it is none. */
export const importedOf = (iri: string): string | null => idIn(importedPrefix, iri)

/** Whether it is the name of what is written on a whole article. */
export const isPageIri = (iri: string): boolean => iri.startsWith(pagePrefix)

/** A path in the library as an IRI relative to it. */
export const pathIri = (path: string): string => path.split('/').map(encoded).join('/')

/** The path that an IRI ends in; null where it cannot be one. */
export function pathOfIri(iri: string): string | null {
  return decoded(iri.replace(/[?#].*$/s, '').replace(/^[a-z][a-z0-9+.-]*:(?:\/\/[^/]*)?/i, ''))
}

/** Half a surrogate pair, which some file systems allow, has no form in an IRI. */
const encoded = (text: string): string => encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd'))

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

function idIn(prefix: string, iri: string): string | null {
  const id = iri.startsWith(prefix) ? decoded(iri.slice(prefix.length)) : null
  return id === null || id === '' || id.length > longestId ? null : id
}
