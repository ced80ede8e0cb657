/** Articles by how they were sorted, as they are called. */
import type { View } from '../../desk/state'

export const views: readonly View[] = ['inbox', 'later', 'archived']

/** As the sidebar names them. */
export const viewNames: Readonly<Record<View, string>> = { inbox: 'Inbox', later: 'Later', archived: 'Archive' }

/** What the list says where a view has no articles. */
export const emptyViews: Readonly<Record<View, readonly [what: string, next: string]>> = {
  inbox: [
    'The inbox is empty.',
    'Articles that come to your folders from now on wait here until you have sorted them.',
  ],
  later: ['Nothing is put by.', 'Choose “Read later” on an article, and it waits here.'],
  archived: [
    'The archive is empty.',
    'Choose “Archive” on an article you are done with, and it is kept out of sight here.',
  ],
}
