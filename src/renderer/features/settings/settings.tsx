import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { type CommandName, commandGroups, commandNames, commands } from '#shared/commands'
import { usePreferences } from '../../client/preferences'
import { cx } from '../../ui/cx'
import { Panel } from '../../ui/panel'
import { fitName } from '../palette/fuzzy'
import { densityNames, fontNames, placeNames, sizes, themeNames, triageNames, widths } from './choices'
import { Options, Range, Toggle } from './controls'
import { KeyRow } from './key-row'
import styles from './settings.module.css'

interface Setting {
  /** What it is called and about, to be found by. */
  readonly words: string
  readonly control: ReactNode
}

/** Everything that can be set, with a box to find it by. */
export function Settings({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { preferences, change } = usePreferences()
  const [words, setWords] = useState('')
  const fits = (name: string): boolean => words.trim() === '' || fitName(words, name) !== null
  const { keys } = preferences
  const sections: readonly (readonly [string, readonly Setting[]])[] = [
    [
      'Looks',
      [
        {
          words: 'Theme colours light sepia dark contrast',
          control: <Options label="Theme" name="theme" options={themeNames} />,
        },
        {
          words: 'Type size text font larger smaller',
          control: <Range label="Type size" name="textSize" bounds={sizes} unit="px" />,
        },
        {
          words: 'Line length width of the text column',
          control: <Range label="Line length" name="textWidth" bounds={widths} unit="characters" />,
        },
        {
          words: 'Typeface font serif sans',
          control: <Options label="Typeface" name="textFont" options={fontNames} />,
        },
        {
          words: 'List density comfortable compact rows',
          control: <Options label="List" name="density" options={densityNames} />,
        },
      ],
    ],
    [
      'Search and sorting',
      [
        {
          words: 'Improve the order of best matches search ranking refine',
          control: (
            <Toggle
              name="refine"
              label="Improve the order of best matches"
              hint="Articles in which the words stand near each other, and those with words that go with them, move up. Off, only how often a word stands in an article and how rare it is elsewhere count."
            />
          ),
        },
        {
          words: 'After an article was archived or put by triage next stay inbox',
          control: <Options label="After an article was sorted" name="afterTriage" options={triageNames} />,
        },
      ],
    ],
    [
      'Notes',
      [
        {
          words: 'Notes are kept place beside articles folder own data',
          control: (
            <>
              <Options label="Notes are kept" name="notesPlace" options={placeNames} className={styles.stacked} />
              <p className="hint">This holds for libraries that have none yet; existing notes stay where they are.</p>
            </>
          ),
        },
      ],
    ],
    [
      'Keys',
      [
        {
          words: 'Single letters keys shortcuts keyboard',
          control: (
            <Toggle
              name="letterKeys"
              label="Single letters do something"
              hint="Where you type, letters are letters all the same."
            />
          ),
        },
      ],
    ],
  ]
  const shown = sections
    .map(([title, settings]) => [title, settings.filter((setting) => fits(setting.words))] as const)
    .filter(([, settings]) => settings.length > 0)
  const named = commandGroups
    .map(
      (group) =>
        [group, commandNames.filter((name) => commands[name].group === group && fitsKey(name, words))] as const,
    )
    .filter(([, names]) => names.length > 0)
  return (
    <Panel title="Settings" onClose={onClose}>
      <input
        type="search"
        className={cx('field', styles.search)}
        aria-label="Search settings"
        placeholder="Search settings and keys"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <p className="spoken" role="status">
        {words.trim() === '' ? '' : `${shown.length + named.length === 0 ? 'Nothing' : 'Something'} found`}
      </p>
      {shown.map(([title, settings]) => (
        <section key={title} aria-label={title} className={styles.section}>
          <h3>{title}</h3>
          {settings.map((setting) => (
            <div key={setting.words}>{setting.control}</div>
          ))}
        </section>
      ))}
      {named.map(([group, names]) => (
        <section key={group} aria-label={`Keys: ${group}`} className={styles.section}>
          <h3>Keys: {group}</h3>
          <ul>
            {names.map((name) => (
              <KeyRow key={name} name={name} />
            ))}
          </ul>
        </section>
      ))}
      {shown.length === 0 && named.length === 0 && <p className="hint">No setting and no command is called so.</p>}
      {Object.keys(keys).length > 0 && (
        <div className="actions">
          <Button className="button" onPress={() => change({ keys: {} })}>
            Set all keys back
          </Button>
        </div>
      )}
    </Panel>
  )
}

const fitsKey = (name: CommandName, words: string): boolean =>
  words.trim() === '' || fitName(words, `${commands[name].title} ${commands[name].group} key`) !== null
