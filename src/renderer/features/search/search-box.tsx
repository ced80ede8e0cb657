import { CircleHelp, Search, X } from 'lucide-react'
import { type KeyboardEvent, memo, type ReactNode, useId, useRef, useState } from 'react'
import { assertNever } from '#shared/result'
import { useLibraries } from '../../client/libraries'
import { useCommand } from '../../desk/commands'
import { useDesk } from '../../desk/desk-context'
import { useKeyHint } from '../../desk/key-hints'
import { cx } from '../../ui/cx'
import { counted } from '../../ui/format'
import { IconButton } from '../../ui/icon-button'
import { canTake, isOpen, type Place, readBoxKey, type Suggestion } from './completion'
import { CompletionList, optionId } from './completion-list'
import { replaceText } from './replace-text'
import { SaveSearchButton } from './save-search-button'
import styles from './search.module.css'
import { TokenLayer } from './token-layer'
import { useBoxText } from './use-box-text'
import { useCompletion } from './use-completion'
import { useRecent } from './use-recent'
import { useSavedSearches } from './use-saved-searches'

const placeIn = (field: HTMLInputElement): Place => ({ text: field.value, caret: field.selectionEnd ?? 0 })

/** The one box for all of search. The list follows as you type; nobody has to press Enter. */
export const SearchBox = memo(function SearchBox(): ReactNode {
  const { state, dispatch } = useDesk()
  const libraries = useLibraries() ?? []
  const { text, type, submit } = useBoxText()
  const { remember, forget } = useRecent()
  const { run } = useSavedSearches()
  const [completion, tell] = useCompletion(state.scope.kind === 'all' ? null : [state.scope.library])
  const [composing, setComposing] = useState(false)
  const box = useRef<HTMLElement>(null)
  const field = useRef<HTMLInputElement>(null)
  /** The window lost the focus, not the box: when it comes back, nothing was asked for. */
  const away = useRef(false)
  const list = useId()
  const open = isOpen(completion)
  const close = (): void => tell({ type: 'closed' })

  const clear = (): void => {
    const input = field.current
    if (input === null) return
    replaceText(input, 0, input.value.length, '')
    submit('')
    close()
  }
  useCommand('search', () => {
    field.current?.focus()
    field.current?.select()
  })
  useCommand('escape', () => {
    if (document.activeElement !== field.current) return false
    if (open) close()
    else if (text === '') field.current?.blur()
    else clear()
    return true
  })

  const take = (suggestion: Suggestion): void => {
    const input = field.current
    if (input === null) return
    switch (suggestion.kind) {
      case 'piece': {
        const { start, end, insert, kind } = suggestion.completion
        replaceText(input, start, end, insert)
        if (kind === 'search') search(input.value)
        return
      }
      case 'recent':
        replaceText(input, 0, input.value.length, suggestion.text)
        search(suggestion.text)
        return
      case 'saved':
        run(suggestion.search)
        close()
        return
      case 'forget':
        forget()
        close()
        return
      default:
        assertNever(suggestion)
    }
  }
  const search = (wanted: string): void => {
    submit(wanted)
    remember(wanted)
    close()
  }

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return
    const key = readBoxKey(event, completion)
    if (key === null) return
    event.preventDefault()
    const { active, items } = completion
    const chosen = active === null ? undefined : items[active]
    switch (key) {
      case 'call':
        tell({ type: 'called', at: placeIn(event.currentTarget) })
        return
      case 'next':
      case 'previous':
        tell({ type: 'step', by: key === 'next' ? 1 : -1 })
        return
      case 'take':
        if (chosen !== undefined && canTake(completion)) take(chosen)
        return
      case 'search':
        search(text)
        return
      case 'results':
        document.querySelector<HTMLElement>('[data-row-button]')?.focus()
        return
      default:
        assertNever(key)
    }
  }

  const articles = libraries.reduce((sum, library) => sum + library.articles, 0)
  return (
    <search
      ref={box}
      className={styles.box}
      onBlur={(event) => {
        away.current = !document.hasFocus()
        if (!away.current && !event.currentTarget.contains(event.relatedTarget)) close()
      }}
    >
      <Search size={15} aria-hidden className={styles.icon} />
      {/* The box stays a search box by its role: what unfolds is the combobox around it, as ARIA 1.1 has it and browsers know it. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the field in it has the focus */}
      <div
        role="combobox"
        aria-label="Search library"
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-controls={open ? list : undefined}
        className={styles.field}
      >
        <input
          ref={field}
          type="search"
          className={cx(styles.input, composing && styles.composing)}
          aria-label="Search library"
          aria-autocomplete="list"
          aria-controls={open ? list : undefined}
          aria-activedescendant={completion.active === null ? undefined : optionId(list, completion.active)}
          placeholder={`Search ${counted(articles, 'article', 'articles')}`}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="off"
          spellCheck={false}
          value={text}
          maxLength={10_000}
          onChange={(event) => {
            type(event.target.value)
            tell({ type: 'typed', at: placeIn(event.target) })
          }}
          onSelect={(event) => tell({ type: 'moved', at: placeIn(event.currentTarget) })}
          onFocus={(event) => {
            const back = away.current
            away.current = false
            if (!back && text === '') tell({ type: 'typed', at: placeIn(event.currentTarget) })
          }}
          onClick={(event) => {
            if (text === '' && !open) tell({ type: 'typed', at: placeIn(event.currentTarget) })
          }}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
          onKeyDown={onKeyDown}
        />
        <TokenLayer text={text} field={field} hidden={composing} />
      </div>
      {text.trim() !== '' && <SaveSearchButton />}
      {text === '' ? (
        <kbd className={styles.key} aria-hidden>
          /
        </kbd>
      ) : (
        <IconButton label="Clear search" hint="Esc" onPress={clear}>
          <X size={14} aria-hidden />
        </IconButton>
      )}
      <IconButton
        label="What can be searched for"
        hint={useKeyHint('search-help')}
        onPress={() => dispatch({ type: 'panel', panel: { kind: 'search-help' } })}
      >
        <CircleHelp size={15} aria-hidden />
      </IconButton>
      <CompletionList id={list} state={completion} onTake={take} />
    </search>
  )
})
