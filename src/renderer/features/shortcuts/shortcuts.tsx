import type { ReactNode } from 'react'
import { type CommandName, commandGroups, commandNames, commands } from '#shared/commands'
import { usePreferences } from '../../client/preferences'
import { shownKeys } from '../../desk/key-hints'
import { isMac, showKey } from '../../desk/keys'
import { Panel } from '../../ui/panel'
import styles from './shortcuts.module.css'

/** Keys that are no commands: they belong to where the focus is. */
const elsewhere: readonly (readonly [
  title: string,
  keys: readonly (readonly [keys: readonly string[], what: string])[],
])[] = [
  [
    'In the list',
    [
      [['ArrowUp', 'ArrowDown'], 'Move; with Shift or Ctrl, choose several'],
      [['Enter'], 'Open'],
      [['Space'], 'Open, then read on'],
      [['ArrowRight', 'ArrowLeft'], 'In a search: more passages of an article, fewer'],
      [['Mod+A'], 'Choose all'],
    ],
  ],
  [
    'In the search box',
    [
      [['Mod+Space'], 'What can stand here'],
      [['ArrowDown'], 'To the results'],
    ],
  ],
]

/** Every key, as it holds now. */
export function Shortcuts({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { keys, letterKeys } = usePreferences().preferences
  const [palette] = shownKeys('palette', keys, letterKeys)
  const rows = (name: CommandName): readonly (readonly [CommandName, readonly string[]])[] => {
    const shown = shownKeys(name, keys, letterKeys)
    return shown.length === 0 ? [] : [[name, shown]]
  }
  return (
    <Panel title="Keys" onClose={onClose}>
      <p className={styles.hint}>
        {letterKeys
          ? 'Single characters mean text while you type in a field. '
          : 'Single characters are switched off. '}
        Every key can be changed in the settings{palette === undefined ? '' : `; ${palette} lists every command`}.
      </p>
      {commandGroups.map((group) => (
        <Group key={group} title={group}>
          {commandNames
            .filter((name) => commands[name].group === group)
            .flatMap(rows)
            .map(([name, shown]) => (
              <Row key={name} keys={shown} what={meaning(name)} />
            ))}
        </Group>
      ))}
      {elsewhere.map(([title, rows]) => (
        <Group key={title} title={title}>
          {rows.map(([own, what]) => (
            <Row key={what} keys={own.map((key) => showKey(key, isMac))} what={what} />
          ))}
        </Group>
      ))}
      <Group title="Everywhere">
        <Row keys={['Esc']} what="Close what is open, clear what is chosen" />
      </Group>
    </Panel>
  )
}

const meaning = (name: CommandName): string =>
  name === 'note' ? 'Write a note; in a search, n is the next hit' : commands[name].title.replace('…', '')

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <dl className={styles.keys}>{children}</dl>
    </section>
  )
}

function Row({ keys, what }: { readonly keys: readonly string[]; readonly what: string }): ReactNode {
  return (
    <>
      <dt>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dt>
      <dd>{what}</dd>
    </>
  )
}
