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
  ...['libraries.pick', 'libraries.openDropped', 'libraries.close', 'libraries.setRules', 'link.open', 'export.run'],
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
    'articles.open',
    'articles.hits',
    'articles.setPosition',
    'tags.list',
    'tags.add',
    'tags.remove',
    'notes.set',
  ],
] as const

export const eventNames = ['libraries.changed', 'articles.changed', 'preferences.changed', 'notice', 'command'] as const
