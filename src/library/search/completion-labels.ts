/** What the fields of a query and their values mean, in a few words. */
import type { QueryFieldName } from '#core/search/index'

export const fieldLabels: Readonly<Record<QueryFieldName, string>> = {
  title: 'words of the title',
  body: 'words of the text',
  author: 'who wrote it',
  source: 'where it was published',
  note: 'words of your note',
  highlight: 'words you highlighted, and your notes on them',
  tag: 'a tag of yours or a keyword, with those below it',
  keyword: 'a keyword that the article gives itself',
  date: 'a day, month, year or range',
  before: 'dated before a day',
  after: 'dated after a day',
  added: 'when it came to the library',
  type: 'the kind of file',
  lang: 'the language',
  path: 'the folder or the path',
  file: 'the name of the file',
  is: 'sorted to the inbox, later, archived; read or unread',
  has: 'with a note, a highlight or a tag',
  no: 'without a note, a highlight or a tag',
}

export const stateLabels: Readonly<Record<string, string>> = {
  'is:inbox': 'not sorted yet',
  'is:later': 'put aside for later',
  'is:archived': 'done with',
  'is:unread': 'not read yet',
  'is:read': 'read',
  'has:note': 'with a note of yours',
  'has:highlight': 'with a highlight of yours',
  'has:tag': 'with a tag of yours',
  'no:note': 'without a note',
  'no:highlight': 'without a highlight',
  'no:tag': 'without a tag',
}
