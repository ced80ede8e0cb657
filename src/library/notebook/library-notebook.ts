/** What a library's notebook is to those who write on its articles. */
import type { Notebook } from './types'

/** Tags and notes of one library's articles, and the searches kept with it: a notebook, without what keeps it in step with its files. */
export type LibraryNotebook = Pick<
  Notebook,
  | 'place'
  | 'readOnly'
  | 'problem'
  | 'choosePlace'
  | 'annotation'
  | 'record'
  | 'records'
  | 'libraryFile'
  | 'change'
  | 'edit'
  | 'editLibrary'
  | 'versions'
  | 'keepVersion'
  | 'tagCounts'
  | 'annotatedPaths'
  | 'searches'
  | 'saveSearch'
  | 'renameSearch'
  | 'removeSearch'
  | 'flush'
>
