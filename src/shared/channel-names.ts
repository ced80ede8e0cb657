/** The names alone, for the preload, which must stay small and carries no schemas. `contract.ts` holds them complete. */
export const channelNames = [
  ...[
    'app.info',
    'preferences.get',
    'preferences.set',
    'libraries.recent',
    'libraries.openRecent',
    'libraries.openSample',
  ],
  ...['libraries.pick', 'libraries.openDropped', 'folders.list', 'libraries.openPlace'],
  ...['libraries.close', 'libraries.setRules', 'link.open', 'export.run'],
  ...[
    'libraries.list',
    'libraries.rescan',
    'libraries.cancel',
    'libraries.passedOver',
    'libraries.folders',
    'libraries.choosePlace',
  ],
  ...[
    'articles.query',
    'articles.facets',
    'articles.passages',
    'articles.open',
    'articles.hits',
    'articles.setPosition',
    'tags.list',
    'tags.add',
    'tags.remove',
    'notes.set',
  ],
  ...['search.complete', 'search.recent', 'search.remember'],
  ...['searches.list', 'searches.save', 'searches.rename', 'searches.remove', 'searches.visit'],
] as const

export const eventNames = [
  ...[
    'libraries.changed',
    'articles.changed',
    'searches.changed',
    'preferences.changed',
    'notice',
    'navigate',
    'command',
  ],
] as const
