import { Fragment, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useDesk } from '../../desk/desk-context'
import { Panel } from '../../ui/panel'
import { QueryText } from './query-text'
import styles from './search-help.module.css'

/** What can be typed and what it finds; the first of each is an example to press. */
const groups: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  [
    'Words',
    [
      ['oil prices', 'both, in any of their forms'],
      ['oil OR gas', 'one of them'],
      ['oil -opec', 'the first, not the second; or: oil NOT opec'],
      ['(oil OR gas) prices', 'brackets say what belongs together'],
      ['+oil gas^3', 'must be there; counts three times'],
    ],
  ],
  [
    'Phrases, and parts of words',
    [
      ['"white house"', 'exactly this, side by side'],
      ['"oil prices"~10', 'within ten words of each other'],
      ['immigr*', 'begins like this; w?rd: any one letter'],
      ['goverment~', 'one letter may be wrong; ~2: two'],
      ['/\\d+ barrels/', 'a regular expression'],
    ],
  ],
  [
    'Where it stands',
    [
      ['title:oil', 'in the title; also body: author: source:'],
      ['note:oil', 'in your notes; also highlight:'],
      ['path:1987/03', 'in folder and file name; file: the name only'],
    ],
  ],
  [
    'When',
    [
      ['date:2024-01', 'in January 2024; also a day or a year'],
      ['date:2023..2024', 'from one to the other; also before: after:'],
      ['after:-7d', 'in the last seven days; also w, m, y'],
      ['added:-1m', 'came to the library within a month'],
    ],
  ],
  [
    'What it is',
    [
      ['tag:politics', 'tagged so by you or by itself, or with a tag below it'],
      ['keyword:politics', 'with that keyword of its own'],
      ['has:note', 'also has:highlight, has:tag, no:tag'],
      ['is:unread', 'also is:inbox, is:later, is:archived'],
      ['type:html lang:en', 'kind of file; language'],
    ],
  ],
]

/** The query language in one glance; each example can be tried on the spot. */
export function SearchHelp({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { dispatch } = useDesk()
  return (
    <Panel title="What can be searched for" onClose={onClose}>
      <p className={styles.lead}>
        Words are looked for everywhere: titles, texts, notes, highlights, tags and sources. Press an example to try it.
      </p>
      {groups.map(([title, forms]) => (
        <section key={title} aria-label={title}>
          <h3>{title}</h3>
          <dl className={styles.forms}>
            {forms.map(([example, meaning]) => (
              <Fragment key={example}>
                <dt>
                  <Button
                    className={styles.example ?? ''}
                    aria-label={`Try ${example}`}
                    onPress={() => dispatch({ type: 'search', text: example })}
                  >
                    <QueryText text={example} />
                  </Button>
                </dt>
                <dd>{meaning}</dd>
              </Fragment>
            ))}
          </dl>
        </section>
      ))}
      <p className={styles.foot}>
        Accents, capitals and kinds of quotation marks make no difference; only OR and NOT need capitals. Whatever is no
        operator where it stands is a word: a search never fails.
      </p>
    </Panel>
  )
}
