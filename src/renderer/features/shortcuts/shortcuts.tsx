import { Fragment, type ReactNode } from 'react'
import { Panel } from '../../ui/panel'
import styles from './shortcuts.module.css'

const groups: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  [
    'Find',
    [
      ['/ or Ctrl+K', 'Search the library'],
      ['Ctrl+Space', 'What can stand here, in the search box'],
      ['Ctrl+D', 'Save this search'],
      ['F1', 'What can be searched for'],
      ['Ctrl+F', 'Find in the article'],
      ['n or F3', 'Next hit of a search, on into the next article'],
      ['N or Shift+F3', 'Previous hit'],
      ['→ ← in the list', 'More passages of an article, fewer'],
    ],
  ],
  [
    'Read',
    [
      ['j, k', 'Next, previous article'],
      ['↑ ↓ in the list', 'Move; Enter opens'],
      ['Space in the list', 'Open, then read on'],
      ['Shift or Ctrl with these', 'Choose several'],
      ['Alt+← Alt+→', 'Back, forward'],
      ['Ctrl+= Ctrl+- Ctrl+0', 'Type size'],
    ],
  ],
  [
    'Write',
    [
      ['t', 'Add a tag'],
      ['n', 'Write a note; in a search, the next hit'],
    ],
  ],
  [
    'Lectern',
    [
      ['Ctrl+O', 'Open folder'],
      ['Ctrl+,', 'Settings'],
      ['?', 'This list'],
      ['Esc', 'Close what is open'],
    ],
  ],
]

/** Every key. */
export function Shortcuts({ onClose }: { readonly onClose: () => void }): ReactNode {
  return (
    <Panel title="Keys" onClose={onClose}>
      {groups.map(([title, keys]) => (
        <section key={title} aria-label={title}>
          <h3>{title}</h3>
          <dl className={styles.keys}>
            {keys.map(([key, what]) => (
              <Fragment key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{what}</dd>
              </Fragment>
            ))}
          </dl>
        </section>
      ))}
      <p className={styles.hint}>Single letters mean text while you type in a field. On a Mac, Ctrl is ⌘.</p>
    </Panel>
  )
}
