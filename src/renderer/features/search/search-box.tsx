import { Search, X } from 'lucide-react'
import { memo, type ReactNode, useEffect, useRef, useState } from 'react'
import { useLibraries } from '../../client/libraries'
import { useCommand } from '../../desk/commands'
import { useDesk } from '../../desk/desk-context'
import { counted } from '../../ui/format'
import { IconButton } from '../../ui/icon-button'
import styles from './search.module.css'

/** Milliseconds after a keystroke until the list follows: within the time between two. */
const typingPause = 60

/** The one box for all of search. The list follows as you type; nobody has to press Enter. */
export const SearchBox = memo(function SearchBox(): ReactNode {
  const { state, dispatch } = useDesk()
  const libraries = useLibraries() ?? []
  const [typed, setTyped] = useState(state.text)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (typed === state.text) return
    const timer = setTimeout(() => dispatch({ type: 'search', text: typed }), typingPause)
    return () => clearTimeout(timer)
  }, [typed, state.text, dispatch])
  useCommand('search', () => {
    input.current?.focus()
    input.current?.select()
  })
  useCommand('escape', () => {
    if (document.activeElement !== input.current) return false
    if (typed === '') input.current?.blur()
    else setTyped('')
    return true
  })
  const articles = libraries.reduce((sum, library) => sum + library.articles, 0)
  return (
    <search className={styles.box}>
      <Search size={15} aria-hidden className={styles.icon} />
      <input
        ref={input}
        type="search"
        className={styles.input}
        aria-label="Search library"
        placeholder={`Search ${counted(articles, 'article', 'articles')}`}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        maxLength={10_000}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') dispatch({ type: 'search', text: typed })
          if (event.key !== 'ArrowDown') return
          event.preventDefault()
          document.querySelector<HTMLElement>('[data-row-button]')?.focus()
        }}
      />
      {typed === '' ? (
        <kbd className={styles.key} aria-hidden>
          /
        </kbd>
      ) : (
        <IconButton
          label="Clear search"
          hint="Esc"
          onPress={() => {
            setTyped('')
            dispatch({ type: 'search', text: '' })
            input.current?.focus()
          }}
        >
          <X size={14} aria-hidden />
        </IconButton>
      )}
    </search>
  )
})
