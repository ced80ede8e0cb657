import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const dated = (date: string, title: string, ...paragraphs: readonly string[]): string =>
  `${[` date ${date} ${title}`, ...paragraphs].join('\n\n')}\n`

const markdown = (facts: Readonly<Record<string, string>>, ...paragraphs: readonly string[]): string =>
  [
    ['---', ...Object.entries(facts).map(([name, value]) => `${name}: ${value}`), '---'].join('\n'),
    ...paragraphs,
    '',
  ].join('\n\n')

/** A paragraph that has nothing to do with anything that is searched for, as long as a screen. */
const filler = Array.from(
  { length: 30 },
  (_, at) => `Sentence number ${at + 1} speaks of bread, of chairs and of the long way to the mill.`,
).join(' ')

const files: Readonly<Record<string, string>> = {
  '1981/white-house.txt': dated(
    '1981-03-02',
    'Grain ships leave the harbour',
    'The white house by the quay was sold. Grain prices rose for a third week.',
  ),
  '1981/house-white.txt': dated(
    '1981-03-15',
    'A house stands above the quay',
    'A house white as chalk stands there. Its owner kept grain for a market that knew no rising prices.',
  ),
  '1983/colour.txt': dated('1983-05-10', 'After the storm', 'The colour of the sea had changed, and barometers fell.'),
  '1983/color.txt': dated('1983-05-11', 'Charts are printed again', 'Color charts sell well. Nobody knows why.'),
  '1985/office.txt': dated('1985-06-01', 'A new office', 'Immigrants queued from dawn at the immigration office.'),
  '1985/cabinet.txt': dated('1985-09-09', 'The cabinet resigns', 'The government gave no reasons for it.'),
  'pages/beacon.md': markdown(
    { title: 'Three nights at the beacon', date: '1986-01-05', source: 'Coastal Review', lang: 'en' },
    'The lighthouse was dark on the first night.',
    filler,
    'On the second night the lighthouse was lit again, and the boats came home.',
    filler,
    'On the third night nobody looked at the lighthouse any more.',
  ),
  'pages/keeper.md': markdown(
    { title: 'The last keeper', date: '1987-02-03', source: 'Coastal Review', lang: 'en' },
    'He had kept the lighthouse for forty years. A lighthouse needs nobody now.',
  ),
  'pages/lighthouse.md': markdown(
    { title: 'Lighthouse for sale', date: '1988-06-20', source: 'The Evening Post', lang: 'en' },
    'The tower has four rooms, one above the other, and a garden.',
  ),
  'pages/phare.md': markdown(
    { title: 'Le vieux port', date: '1988-06-21', source: 'Le Quotidien', lang: 'fr' },
    'Les pêcheurs rentrent au port avec leurs filets et leurs chansons.',
  ),
  'pages/undated.md': markdown({ title: 'A recipe for soup' }, 'Leeks, potatoes and butter are enough for it.'),
}

/** How many articles the folder holds, and how many months their dates span. */
export const searchLibrary = { articles: Object.keys(files).length, months: 88 }

/** Writes a folder in which each form of the query language finds something of its own; returns its path. */
export function writeSearchLibrary(parent: string): string {
  const folder = join(parent, 'coast')
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}
