/** What the help of each command ends with: how it is called. */

/** The commands there are. */
export const commandNames = [
  ...(['index', 'search', 'show', 'tag', 'note', 'triage', 'export'] as const),
  ...(['annotations export', 'annotations import', 'doctor', 'serve'] as const),
] as const
export type CommandName = (typeof commandNames)[number]

/** Command lines as typed after `lectern`, and what each does. */
export const examples: Readonly<Record<CommandName, readonly (readonly [line: string, what: string])[]>> = {
  index: [['index ~/news', 'reads what is new or changed below ~/news']],
  search: [
    ['search ~/news "white house" -- -tower', 'the phrase, without articles that have “tower”'],
    ['search ~/news ceasefire --in ~/clippings --limit 5', 'the best five of two folders'],
    ['search ~/news ceasefire --lines', 'each passage with its line, for an editor'],
    ['search ~/news is:inbox --sort added', 'what came and was not sorted yet, the latest first'],
  ],
  show: [['show ~/news 2024/01/a.txt', 'the article, its tags and its note']],
  tag: [['tag ~/news 2024/01/a.txt +politics/us "+long read" --remove inbox', 'adds two tags and removes one']],
  note: [
    ['note ~/news 2024/01/a.txt --text "See the *second* paragraph."', 'replaces the note'],
    ['note ~/news 2024/01/a.txt < note.md', 'replaces it with a file'],
  ],
  triage: [['triage ~/news 2024/01/a.txt --archive --read', 'sorts it, and marks it as read']],
  export: [
    ['export ~/news --to ~/notes', 'all annotated articles as Markdown'],
    ['export ~/news --to ~/notes --query tag:politics', 'what a query finds'],
  ],
  'annotations export': [['annotations export ~/news --to ~/backup', 'one file of W3C Web Annotations']],
  'annotations import': [
    ['annotations import ~/news ~/backup/news.jsonld', 'takes in what is not there yet, and says what it left out'],
  ],
  doctor: [
    ['doctor ~/news', 'looks over notebook, history and leftovers, and changes nothing'],
    ['doctor ~/news --repair', 'copies the notebook, then mends what can be mended'],
  ],
  serve: [
    ['serve ~/news', 'prints an address to open in a browser'],
    ['serve --root ~/papers --port 4000', 'folders are picked below ~/papers'],
  ],
}

/** The examples of a command as its help shows them. */
export function exampleText(command: CommandName): string {
  const lines = examples[command].map(([line, what]) => `  $ lectern ${line}\n      ${what}`)
  return `${lines.length === 1 ? 'Example' : 'Examples'}:\n${lines.join('\n')}`
}
