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
    'work.list',
    'work.cancel',
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
  ],
  ...['highlights.add', 'highlights.change', 'highlights.remove', 'highlights.place'],
  ...['annotations.list', 'annotations.import', 'annotations.export'],
  ...['orphans.list', 'orphans.attach', 'orphans.remove', 'copies.carry', 'articles.correct'],
  ...['states.set', 'states.counts'],
  ...['tags.list', 'tags.add', 'tags.remove', 'tags.preview', 'tags.rename', 'tags.delete', 'tags.recolour'],
  ...['notes.set', 'undo.state', 'undo.undo', 'undo.redo', 'history.list', 'history.restore'],
  ...['notebook.check', 'notebook.repair', 'notebook.move'],
  ...['search.complete', 'search.recent', 'search.remember'],
  ...['searches.list', 'searches.save', 'searches.rename', 'searches.remove', 'searches.visit'],
] as const

export const eventNames = [
  ...[
    'libraries.changed',
    'articles.changed',
    'searches.changed',
    'work.changed',
    'undo.changed',
    'preferences.changed',
    'notice',
    'navigate',
    'command',
  ],
] as const
