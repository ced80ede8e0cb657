/** A search: a query over the articles of all open libraries, ranked as one. */
import { documentsIn, filterBits, noBits, setBit } from './bits'
import { type Corpus, corpusOf, type View } from './corpus'
import { loosened } from './loosen'
import { Matcher } from './match'
import { metFields } from './met-fields'
import { type Query, type QueryNode, type QueryWord, type TextLeaf, wantedLeaves } from './query'
import { queryVectors, scoresOf } from './rank'
import { TermFinder } from './terms'
import { best } from './top'
import type { SearchHit, SearchOutcome, SearchSource, SearchWindow } from './types'

/** The articles of a view that a query finds, ascending by number, and their scores. */
interface Found {
  readonly view: View
  readonly articles: Uint32Array
  readonly scores: Float64Array
}

/**
 * Searches several sources as one. Articles that meet all of the query come alone; where there are none, those that meet it
 * with its plain words loosened, and `partial` says so. Hits of equal score stand in the order of the sources, and in them of
 * their keys (by UTF-16 code units). A blank query finds nothing.
 */
export function searchStores(sources: readonly SearchSource[], query: Query, window: SearchWindow): SearchOutcome {
  const corpus = corpusOf(sources)
  const finder = new TermFinder(corpus)
  const { partial, articles } = matchingArticles(corpus, finder, query, window)
  const leaves = wantedLeaves(query).filter((leaf) => leaf.kind === 'text')
  const vectors = queryVectors(corpus, leaves, finder)
  const found = corpus.views.map((view, number): Found => {
    const own = articles[number] ?? new Uint32Array()
    return { view, articles: own, scores: scoresOf(corpus, view, vectors, own) }
  })
  return {
    total: totalOf(articles),
    partial,
    cut: cutWords(query, finder),
    hits: hitsOf(found, finder, leaves, window),
    matching: () => found.flatMap(allOf),
    terms: (word) => finder.namesOf(word),
  }
}

const allOf = ({ view, articles, scores }: Found) =>
  Array.from(articles, (article, index) => ({
    source: view.number,
    key: view.keyOf(article),
    score: scores[index] ?? 0,
  }))

/** For each view the articles that meet the query, or else those that meet it loosely. */
function matchingArticles(corpus: Corpus, finder: TermFinder, { root }: Query, window: SearchWindow) {
  if (root === null) return { partial: false, articles: [] }
  const matchers = corpus.views.map((view) => ({ view, matcher: new Matcher(view, finder, window.patterns) }))
  const find = (node: QueryNode): Uint32Array[] =>
    matchers.map(({ view, matcher }) => accepted(view, matcher, node, window))
  const articles = find(root)
  const loose = loosened(root)
  if (totalOf(articles) > 0 || loose === root) return { partial: false, articles }
  const loosely = find(loose)
  return { partial: totalOf(loosely) > 0, articles: loosely }
}

const totalOf = (articles: readonly Uint32Array[]): number => articles.reduce((sum, { length }) => sum + length, 0)

/** The articles of a view that a query finds and the window takes. */
function accepted(view: View, matcher: Matcher, node: QueryNode, { accepts }: SearchWindow): Uint32Array {
  const met = matcher.find(node)
  if (accepts !== undefined) filterBits(met, (article) => accepts(view.number, view.keyOf(article)))
  return documentsIn(met, 0, view.documents)
}

/** A hit before anything of it is looked up: its source's place among what was found, and its own in there. */
interface Place {
  readonly found: Found
  readonly index: number
}

function hitsOf(
  found: readonly Found[],
  finder: TermFinder,
  leaves: readonly TextLeaf[],
  window: SearchWindow,
): SearchHit[] {
  const places = bestPlaces(found, window)
  const fieldsIn = new Map(
    found.map((each) => {
      const shown = noBits(each.view.documents)
      for (const place of places) if (place.found === each) setBit(shown, each.articles[place.index] ?? 0)
      return [each, metFields(each.view, finder, leaves, shown)]
    }),
  )
  return places.map(({ found: each, index }) => {
    const article = each.articles[index] ?? 0
    return {
      source: each.view.number,
      key: each.view.keyOf(article),
      score: each.scores[index] ?? 0,
      fields: fieldsIn.get(each)?.(article) ?? [],
    }
  })
}

/** The places of the window's hits, best first. Keys are looked up only where scores tie. */
function bestPlaces(found: readonly Found[], { offset, limit }: SearchWindow): Place[] {
  const starts: number[] = []
  let size = 0
  for (const { articles } of found) {
    starts.push(size)
    size += articles.length
  }
  const scores = new Float64Array(size)
  found.forEach((each, number) => {
    scores.set(each.scores, starts[number])
  })
  const sourceOf = (hit: number): number => starts.findLastIndex((start) => start <= hit)
  const keyOf = (source: number, hit: number): string => {
    const each = found[source]
    return each?.view.keyOf(each.articles[hit - (starts[source] ?? 0)] ?? 0) ?? ''
  }
  const better = (one: number, two: number): boolean => {
    const difference = (scores[one] ?? 0) - (scores[two] ?? 0)
    if (difference !== 0) return difference > 0
    const source = sourceOf(one)
    return source === sourceOf(two) ? keyOf(source, one) < keyOf(source, two) : one < two
  }
  return best(size, offset + limit, better)
    .slice(offset)
    .flatMap((hit) => {
      const source = sourceOf(hit)
      const each = found[source]
      return each === undefined ? [] : [{ found: each, index: hit - (starts[source] ?? 0) }]
    })
}

/** The words of a query that stand for more terms than are looked up, with their operators; each once. */
function cutWords({ root }: Query, finder: TermFinder): string[] {
  const cut = new Set<string>()
  const walk = (node: QueryNode): void => {
    if (node.kind === 'all' || node.kind === 'any') node.nodes.forEach(walk)
    else if (node.kind === 'not') walk(node.node)
    else if (node.kind === 'text') for (const word of node.words) if (finder.of(word).cut) cut.add(writtenWord(word))
  }
  if (root !== null) walk(root)
  return [...cut]
}

function writtenWord({ match, surface, distance }: QueryWord): string {
  if (match === 'prefix') return `${surface}*`
  if (match === 'fuzzy') return distance === 1 ? `${surface}~` : `${surface}~${distance}`
  return surface
}
