/** What the process that changes thousands of articles at once is told to do, and says of it. */

/** What it is killed in: a tag on all articles, the undoing of that, all articles archived. */
export const bulkDeeds = ['tag', 'undo', 'archive'] as const
export type BulkDeed = (typeof bulkDeeds)[number]

/** What the child says. */
export type BulkWriting =
  | { readonly is: 'begun' }
  /** So many articles are done, as the reader is shown. */
  | { readonly is: 'progress'; readonly done: number }
  /** It was answered after so many milliseconds; so many articles were changed. */
  | { readonly is: 'answered'; readonly changed: number; readonly after: number }
