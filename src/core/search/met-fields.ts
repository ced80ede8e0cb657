/** In which fields of an article the words of a query were met. */
import { type Bits, documentsIn } from './bits'
import type { Column, View } from './corpus'
import { fieldNumbers, type SearchField, searchFields } from './fields'
import { articleOf, articlesTogether, candidatesOf } from './phrase'
import { gallop, outdatedIn, postingsOf } from './postings'
import type { TextLeaf } from './query'
import { arrangementOf, isArranged, requiredWords, slotsOf } from './query-nodes'
import { nameOf, type RankedTerm, type TermFinder } from './terms'

/**
 * The fields for each of a few articles of a view, in the order of `searchFields`. A phrase is met where it stands whole.
 * Words that need not be there count only where none has to.
 */
export function metFields(
  view: View,
  finder: TermFinder,
  leaves: readonly TextLeaf[],
  articles: Bits,
): (article: number) => readonly SearchField[] {
  const met = new FieldsOfArticles(view, articles)
  const firm = leaves.some((leaf) => requiredWords(leaf).length > 0)
  for (const leaf of leaves) {
    if (isArranged(leaf)) met.addTogether(leaf, finder)
    else
      for (const word of firm ? requiredWords(leaf) : leaf.words)
        for (const field of fieldNumbers(leaf.field)) met.addWord(nameOf(word), finder.of(word).terms, field)
  }
  return (article) => met.of(article)
}

class FieldsOfArticles {
  readonly #view: View
  readonly #articles: Bits
  readonly #candidates: ReadonlyMap<Column, Uint32Array>
  /** Bit `f`: in field number `f`. */
  readonly #fields = new Map<number, number>()
  readonly #looked = new Set<string>()

  constructor(view: View, articles: Bits) {
    this.#view = view
    this.#articles = articles
    this.#candidates = new Map(view.columns.map((column) => [column, candidatesOf(column, articles)]))
  }

  of(article: number): readonly SearchField[] {
    const fields = this.#fields.get(article) ?? 0
    return searchFields.filter((_, field) => ((fields >>> field) & 1) === 1)
  }

  addWord(name: string, terms: readonly RankedTerm[], field: number): void {
    if (this.#looked.has(`${field} ${name}`)) return
    this.#looked.add(`${field} ${name}`)
    for (const [column, documents] of this.#candidates)
      for (const term of terms) {
        const [from, to] = postingsOf(column, term, field)
        if (from < to) this.#addPostings(column, documents, from, to, field)
      }
  }

  addTogether(leaf: TextLeaf, finder: TermFinder): void {
    const slots = slotsOf(leaf, finder)
    for (const field of fieldNumbers(leaf.field)) {
      const met = articlesTogether(this.#view, slots, arrangementOf(leaf), [field], this.#articles)
      for (const article of documentsIn(met, 0, this.#view.documents)) this.#add(article, field)
    }
  }

  #addPostings(column: Column, documents: Uint32Array, from: number, to: number, field: number): void {
    const { postings } = column.segment
    const outdated = outdatedIn(column, field)
    let at = from
    for (const document of documents) {
      at = gallop(postings, at, to, document)
      if (at === to) return
      if (postings[at] === document && outdated?.[document] !== 1) this.#add(articleOf(column, document), field)
    }
  }

  #add(article: number, field: number): void {
    this.#fields.set(article, (this.#fields.get(article) ?? 0) | (1 << field))
  }
}
