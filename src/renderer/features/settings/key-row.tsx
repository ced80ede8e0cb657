import { X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { type CommandName, commands } from '#shared/commands'
import { isRebound, keymapOf, keyParts, keysOf, ownersOf, writeKey } from '#shared/keys'
import { usePreferences } from '../../client/preferences'
import { isMac, keyOf, showKey } from '../../desk/keys'
import styles from './settings.module.css'

/** Keys that go about the page and cannot mean anything else. */
const fixed: ReadonlySet<string> = new Set(['Escape', 'Tab', 'Shift+Tab', 'Enter', 'Space', 'Backspace', 'Delete'])
/** Keys of one command, as the settings hold them. */
const mostKeys = 8

/** A command with its keys: each can be taken away, and another pressed. */
export function KeyRow({ name }: { readonly name: CommandName }): ReactNode {
  const { preferences, change } = usePreferences()
  const [listening, setListening] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const chosen = preferences.keys
  const own = keysOf(name, chosen)
  const keymap = keymapOf(chosen)
  const { title } = commands[name]
  const set = (keys: readonly string[]): void => change({ keys: { ...chosen, [name]: [...keys] } })
  const reset = (): void => {
    const { [name]: _, ...others } = chosen
    change({ keys: others })
    button.current?.focus()
  }
  const listen = (event: KeyboardEvent): void => {
    if (!listening) return
    const key = keyOf(event.nativeEvent, isMac)
    if (event.key === 'Tab') {
      setListening(false)
      return
    }
    event.preventDefault()
    event.stopPropagation()
    if (key === null) return
    setListening(false)
    if (!fixed.has(key) && !own.includes(key)) set([...own, key].slice(-mostKeys))
  }
  const warnings = own.flatMap((key) => {
    const winner = keymap.get(writeKey(keyParts(key)))
    if (winner !== undefined && winner !== name) return [`${showKey(key, isMac)} does “${commands[winner].title}” now.`]
    return ownersOf(key, chosen, name).map(
      (other) => `${showKey(key, isMac)} no longer does “${commands[other].title}”.`,
    )
  })
  return (
    <li className={styles.keyRow}>
      <span>{title}</span>
      <span className={styles.chips}>
        {own.map((key) => (
          <Button
            key={key}
            className="chip removable"
            aria-label={`Take ${showKey(key, isMac)} from ${title}`}
            onPress={() => {
              set(own.filter((other) => other !== key))
              button.current?.focus()
            }}
          >
            {showKey(key, isMac)}
            <X size={12} aria-hidden />
          </Button>
        ))}
        <button
          ref={button}
          type="button"
          className="button quiet small"
          aria-label={listening ? `Press the new key for ${title}` : `Add a key for ${title}`}
          onClick={() => setListening(true)}
          onKeyDown={listen}
          onBlur={() => setListening(false)}
        >
          {listening ? 'Press a key…' : 'Add'}
        </button>
        {isRebound(name, chosen) && (
          <Button className="button quiet small" aria-label={`Set the keys of ${title} back`} onPress={reset}>
            Set back
          </Button>
        )}
      </span>
      {warnings.length > 0 && (
        <p className={styles.warning} role="alert">
          {warnings.join(' ')}
        </p>
      )}
    </li>
  )
}
