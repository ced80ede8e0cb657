/**
 * Everything the reader can have done, once: the menus, the palette, the list of keys and their rebinding are made of it.
 *
 * Keys are written as `Mod+Shift+F` (`Mod` is ⌘ on a Mac, else Ctrl), `Alt+ArrowLeft`, `F3`, or a single character as it is
 * typed (`j`, `?`, `N`). Single characters mean text in a field, and can be switched off.
 */

export const commandGroups = ['Library', 'Search', 'Read', 'Sort', 'Write', 'Lectern'] as const
type CommandGroup = (typeof commandGroups)[number]

/** What is known of a command before anyone can run it. */
interface CommandInfo {
  /** As a menu or the palette names it. Ends with `…` where it asks something first. */
  readonly title: string
  readonly group: CommandGroup
  /** Keys as long as the reader did not choose others. */
  readonly keys: readonly string[]
}

export const commands = {
  'open-folder': { title: 'Open folder…', group: 'Library', keys: ['Mod+O'] },
  'show-annotations': { title: 'All highlights and notes', group: 'Library', keys: ['Mod+Shift+H'] },
  'show-all': { title: 'Show all articles', group: 'Library', keys: ['Mod+1'] },
  'show-inbox': { title: 'Show the inbox', group: 'Library', keys: ['Mod+2'] },
  'show-later': { title: 'Show what to read later', group: 'Library', keys: ['Mod+3'] },
  'show-archive': { title: 'Show the archive', group: 'Library', keys: ['Mod+4'] },
  review: { title: 'Highlights to look at again', group: 'Library', keys: [] },
  'manage-tags': { title: 'Manage tags…', group: 'Library', keys: [] },
  'check-notebook': { title: 'Check notes and highlights…', group: 'Library', keys: [] },
  'import-annotations': { title: 'Import annotations…', group: 'Library', keys: [] },
  'export-annotations': { title: 'Export annotations…', group: 'Library', keys: [] },
  export: { title: 'Export as Markdown…', group: 'Library', keys: ['Mod+E'] },

  search: { title: 'Search the library', group: 'Search', keys: ['/', 'Mod+Shift+F'] },
  'save-search': { title: 'Save this search…', group: 'Search', keys: ['Mod+D'] },
  find: { title: 'Find in the article', group: 'Search', keys: ['Mod+F'] },
  'next-hit': { title: 'Next hit', group: 'Search', keys: ['F3', 'Mod+G'] },
  'previous-hit': { title: 'Previous hit', group: 'Search', keys: ['Shift+F3', 'Mod+Shift+G', 'N'] },
  'same-day': { title: 'Articles of the same day', group: 'Search', keys: [] },
  'same-week': { title: 'Articles of the same week', group: 'Search', keys: [] },
  'search-help': { title: 'What can be searched for', group: 'Search', keys: ['F1'] },

  'next-article': { title: 'Next article', group: 'Read', keys: ['j'] },
  'previous-article': { title: 'Previous article', group: 'Read', keys: ['k'] },
  back: { title: 'Back', group: 'Read', keys: ['Alt+ArrowLeft', 'Mod+['] },
  forward: { title: 'Forward', group: 'Read', keys: ['Alt+ArrowRight', 'Mod+]'] },
  'focus-mode': { title: 'Focus on the text', group: 'Read', keys: ['Mod+.'] },
  'toggle-sidebar': { title: 'Show or hide the libraries', group: 'Read', keys: ['Mod+B'] },
  'toggle-list': { title: 'Show or hide the list', group: 'Read', keys: [] },
  'toggle-margin': { title: 'Show or hide the margin', group: 'Read', keys: [] },
  'larger-text': { title: 'Larger text', group: 'Read', keys: ['Mod+=', 'Mod++'] },
  'smaller-text': { title: 'Smaller text', group: 'Read', keys: ['Mod+-'] },
  'default-text': { title: 'Usual text size', group: 'Read', keys: ['Mod+0'] },

  archive: { title: 'Archive', group: 'Sort', keys: ['e'] },
  later: { title: 'Read later', group: 'Sort', keys: ['l'] },
  inbox: { title: 'Back to the inbox', group: 'Sort', keys: ['i'] },
  'toggle-read': { title: 'Mark as read or unread', group: 'Sort', keys: ['u'] },
  'choose-next': { title: 'Choose the next article too', group: 'Sort', keys: ['J'] },
  'choose-previous': { title: 'Choose the previous article too', group: 'Sort', keys: ['K'] },
  'select-all': { title: 'Choose all articles of the list', group: 'Sort', keys: [] },

  highlight: { title: 'Highlight', group: 'Write', keys: ['h'] },
  'next-highlight': { title: 'Next highlight', group: 'Write', keys: [']'] },
  'previous-highlight': { title: 'Previous highlight', group: 'Write', keys: ['['] },
  'copy-quote': { title: 'Copy quote with citation', group: 'Write', keys: ['Mod+Shift+C'] },
  tag: { title: 'Add tag', group: 'Write', keys: ['t'] },
  note: { title: 'Write a note', group: 'Write', keys: ['n'] },
  correct: { title: 'Correct title, author, date or source…', group: 'Write', keys: [] },
  history: { title: 'Earlier versions of notes and highlights…', group: 'Write', keys: [] },
  undo: { title: 'Undo', group: 'Write', keys: ['Mod+Z'] },
  redo: { title: 'Redo', group: 'Write', keys: ['Mod+Shift+Z', 'Mod+Y'] },

  palette: { title: 'All commands', group: 'Lectern', keys: ['Mod+K'] },
  settings: { title: 'Settings…', group: 'Lectern', keys: ['Mod+,'] },
  shortcuts: { title: 'Keys', group: 'Lectern', keys: ['?'] },
} as const satisfies Record<string, CommandInfo>

/** What the menu and the keyboard can ask of a page. */
export type CommandName = keyof typeof commands
export const commandNames = Object.keys(commands) as [CommandName, ...CommandName[]]
