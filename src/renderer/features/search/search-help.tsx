import { Fragment, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { useDesk } from '../../desk/desk-context'
import { Panel } from '../../ui/panel'
import styles from './search-help.module.css'

/** What can be typed and what it finds; the first of each is an example to press. */
const groups: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  [
    'Words',
    [
      ['oil prices', 'both, in any of their forms: price, priced'],
      ['oil OR gas', 'one of them'],
      ['oil -opec', 'the first and not the second; NOT does the same'],
      ['(oil OR gas) prices', 'brackets say what belongs together'],
      ['+oil gas^3', 'must be there; counts three times in the order'],
    ],
  ],
  [
    'Letters',
    [
      ['"white house"', 'exactly this, side by side'],
      ['"oil prices"~10', 'within ten words of each other'],
      ['immigr*', 'any word that begins so; ? stands for one letter'],
      ['goverment~', 'a letter may be wrong; ~2: two letters'],
      ['/\\d+ barrels/', 'a regular expression'],
    ],
  ],
  [
    'Where it stands',
    [
      ['title:oil', 'in the title; also body: author: source:'],
      ['note:oil', 'in your notes; also highlight:'],
      ['path:1987/03', 'in the folder’s or file’s path; file: only its name'],
    ],
  ],
  [
    'When',
    [
      ['date:2024-01', 'dated in January 2024; a day or a year works too'],
      ['date:2024-01..2024-03', 'from one to the other; also before: after:'],
      ['after:-7d', 'dated in the last seven days; w, m and y work too'],
      ['added:-1m', 'came to the library within a month'],
    ],
  ],
  [
    'What it is',
    [
      ['tag:politics', 'tagged so, or with a tag below it'],
      ['has:note', 'also has:highlight, has:tag, no:tag'],
      ['is:unread', 'also is:inbox, is:later, is:archived'],
      ['type:html lang:en', 'the file’s kind; the article’s language'],
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
                    {example}
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
