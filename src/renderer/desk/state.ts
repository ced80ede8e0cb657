/** What the reader is looking at, as state and pure transitions. What the library knows is not kept here. */
import { lexQuery, type TokenKind } from '#core/search/lex'
import type { ArticleId, LibraryId } from '#shared/article'
import type { ArticleQuery } from '#shared/article-query'
import type { Triage } from '#shared/highlight'
import { assertNever } from '#shared/result'
import { alsoHolds } from '../features/list/query-edit'

/** What the list is narrowed to. */
export type Scope =
  | { readonly kind: 'all' }
  | { readonly kind: 'library'; readonly library: LibraryId }
  | { readonly kind: 'folder'; readonly library: LibraryId; readonly path: string }

export type Sort = ArticleQuery['sort']

/**
 * Where an article opens: where the reader left off, at a hit of the search, at the hit
 * nearest to a place in its text, with a place at the top, or at a passage with some lines above it (UTF-16 code units).
 */
export type Landing =
  | 'position'
  | 'first-hit'
  | 'last-hit'
  | { readonly offset: number }
  | { readonly exactly: number }
  | { readonly passage: number }

/** Articles by how they were sorted, as the sidebar shows them. */
export type View = Triage

/** Which highlights and notes stand in the list's place: all, those whose passage has to be found again, those without an article. */
export type AnnotationTab = 'all' | 'review' | 'orphaned'

/** A highlight whose passage the reader is about to show in the open article. */
interface PassageChoice {
  readonly article: ArticleId
  readonly highlight: string
  /** The words as they were highlighted. */
  readonly quote: string
}

/** What covers the reader until it is closed. */
export type Panel =
  | { readonly kind: 'passed-over'; readonly library: LibraryId; readonly files: 'skipped' | 'ignored' }
  | { readonly kind: 'rules'; readonly library: LibraryId }
  | { readonly kind: 'place'; readonly library: LibraryId }
  | { readonly kind: 'open-folder' }
  | { readonly kind: 'export' }
  | { readonly kind: 'tags'; readonly tag: string; readonly change: 'rename' | 'delete' }
  | { readonly kind: 'all-tags' }
  | { readonly kind: 'history' }
  | { readonly kind: 'correct' }
  | { readonly kind: 'notebook-check'; readonly library: LibraryId }
  | { readonly kind: 'import-annotations'; readonly library: LibraryId }
  | { readonly kind: 'settings' }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'search-help' }

export interface OpenArticle {
  readonly id: ArticleId
  readonly landing: Landing
  /** Grows with each opening, so that opening the same article again lands again. */
  readonly turn: number
}

/** What was on the desk: the question of the list, the open article and the place in it. */
export interface Place extends Pick<DeskState, 'text' | 'scope' | 'tags' | 'view' | 'annotations'> {
  readonly open: OpenArticle | null
  /** First offset of the article's text in view, UTF-16 code units; null where it is not known. */
  readonly offset: number | null
}

export interface DeskState {
  readonly text: string
  readonly scope: Scope
  readonly tags: readonly string[]
  /** Null: however they were sorted. */
  readonly view: View | null
  /** The order with words to search for, and without: each is kept. */
  readonly searchSort: Sort
  readonly listSort: Exclude<Sort, 'relevance'>
  readonly open: OpenArticle | null
  readonly back: readonly Place[]
  readonly forward: readonly Place[]
  /** Whether the search is being typed: its letters are one step of the history. */
  readonly typing: boolean
  readonly panel: Panel | null
  /** What of the reader's own is listed instead of articles; null: the articles. */
  readonly annotations: AnnotationTab | null
  /** Set while the reader chooses a passage. */
  readonly choosing: PassageChoice | null
}

export type DeskAction =
  | { readonly type: 'search'; readonly text: string }
  /** Without a view, all articles of the scope. */
  | { readonly type: 'scope'; readonly scope: Scope; readonly view?: View | null }
  | { readonly type: 'view'; readonly view: View | null }
  /** A whole search at once, as one that was saved: nothing narrows it that it does not name. */
  | {
      readonly type: 'run-search'
      readonly text: string
      readonly scope: Scope
      readonly tags: readonly string[]
    }
  | { readonly type: 'toggle-tag'; readonly tag: string }
  | { readonly type: 'sort'; readonly sort: Sort }
  | { readonly type: 'open'; readonly article: ArticleId; readonly landing: Landing }
  | { readonly type: 'back' }
  | { readonly type: 'forward' }
  | { readonly type: 'panel'; readonly panel: Panel | null }
  | { readonly type: 'annotations'; readonly tab: AnnotationTab | null }
  /** Opens the article of a highlight, at its likeliest place, for its passage to be chosen there; null: no longer. */
  | { readonly type: 'choose-passage'; readonly choice: PassageChoice | null; readonly landing?: Landing }
  | { readonly type: 'close-article' }
  | { readonly type: 'library-gone'; readonly library: LibraryId }

export const initialDesk: DeskState = {
  text: '',
  scope: { kind: 'all' },
  tags: [],
  view: null,
  searchSort: 'relevance',
  listSort: 'date-newest',
  open: null,
  back: [],
  forward: [],
  typing: false,
  panel: null,
  annotations: null,
  choosing: null,
}

/** The next state of the desk, without the way back to this one. */
export function act(state: DeskState, action: Exclude<DeskAction, { readonly type: 'back' | 'forward' }>): DeskState {
  switch (action.type) {
    case 'search':
      return action.text === state.text ? state : { ...state, text: action.text, annotations: null }
    case 'run-search':
      return { ...state, text: action.text, scope: action.scope, tags: action.tags, view: null, annotations: null }
    case 'scope':
      return { ...state, scope: action.scope, view: action.view ?? null, annotations: null }
    case 'view':
      return { ...state, view: action.view, annotations: null }
    case 'toggle-tag':
      return {
        ...state,
        annotations: null,
        tags: state.tags.includes(action.tag)
          ? state.tags.filter((tag) => tag !== action.tag)
          : [...state.tags, action.tag],
      }
    case 'sort':
      if (isRanked(state)) return { ...state, searchSort: action.sort }
      return action.sort === 'relevance' ? state : { ...state, listSort: action.sort }
    case 'open':
      return openArticle(state, action.article, action.landing)
    case 'panel':
      return { ...state, panel: action.panel }
    case 'annotations':
      return { ...state, annotations: action.tab, panel: null }
    case 'choose-passage': {
      const { choice, landing = 'position' } = action
      return choice === null
        ? { ...state, choosing: null }
        : { ...openArticle(state, choice.article, landing), choosing: choice }
    }
    case 'close-article':
      return { ...state, open: null, choosing: null, back: without(state.back), forward: without(state.forward) }
    case 'library-gone':
      return state.scope.kind !== 'all' && state.scope.library === action.library
        ? { ...state, scope: { kind: 'all' } }
        : state
    default:
      return assertNever(action)
  }
}

/** The way through the lists stays, without articles that may be gone. */
const without = (places: readonly Place[]): readonly Place[] => places.map((place) => ({ ...place, open: null }))

function openArticle(state: DeskState, article: ArticleId, landing: Landing): DeskState {
  const open = { id: article, landing, turn: (state.open?.turn ?? 0) + 1 }
  return { ...state, open, choosing: state.open?.id === article ? state.choosing : null, panel: null }
}

/** Whether the list is the answer to a search. */
export const isSearching = (state: DeskState): boolean => state.text.trim() !== ''

/** Whether the list leaves articles out. */
export const isNarrowed = (state: DeskState): boolean =>
  isSearching(state) || state.view !== null || state.scope.kind !== 'all' || state.tags.length > 0

const worded: ReadonlySet<TokenKind> = new Set(['word', 'phrase', 'near', 'wildcard', 'fuzzy'])

/** Whether one article can fit better than another: dates, tags and patterns are met or not. */
export const isRanked = (state: DeskState): boolean => lexQuery(state.text).some(({ kind }) => worded.has(kind))

/** The order that holds now. */
export const sortOf = (state: DeskState): Sort => (isRanked(state) ? state.searchSort : state.listSort)

/** The search as the list asks it: with the view it is made in. */
export const searchText = ({ text, view }: Pick<DeskState, 'text' | 'view'>): string =>
  view === null ? text : alsoHolds(text, `is:${view}`)

/** The question the list asks; `refine` as the reader's preferences have it. */
export function queryOf(state: DeskState, refine: boolean): ArticleQuery {
  const { scope } = state
  return {
    text: searchText(state),
    scope: scope.kind === 'all' ? null : [scope.library],
    folder: scope.kind === 'folder' ? { library: scope.library, path: scope.path } : null,
    tags: state.tags,
    sort: sortOf(state),
    refine,
  }
}
