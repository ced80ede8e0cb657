import { Eraser, History, Star } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { assertNever } from '#shared/result'
import { formatNumber } from '../../ui/format'
import { type CompletionState, isOpen, type Suggestion } from './completion'
import styles from './completion.module.css'
import { QueryText } from './query-text'
import { badgeOf, describeSearch } from './saved-search'

interface CompletionListProps {
  readonly id: string
  readonly state: CompletionState
  readonly onTake: (suggestion: Suggestion) => void
}

/** The id of an option, for the box to point at. */
export const optionId = (list: string, index: number): string => `${list}-${index}`

/** What can stand at the caret, under the box. The focus stays in the box; the option that Enter takes is pointed at from there. */
export function CompletionList({ id, state, onTake }: CompletionListProps): ReactNode {
  const active = useRef<HTMLDivElement>(null)
  const { active: index } = state
  useEffect(() => {
    if (index !== null) active.current?.scrollIntoView({ block: 'nearest' })
  }, [index])
  const open = isOpen(state)
  const groups = open ? groupsOf(state.items) : []
  return (
    <>
      <span className="spoken" aria-live="polite">
        {open ? spokenCount(state.items.length) : ''}
      </span>
      {open && (
        // biome-ignore lint/a11y/noStaticElementInteractions: a press on the list must not take the focus out of the box
        <div className={styles.popup} onMouseDown={(event) => event.preventDefault()}>
          <div id={id} role="listbox" aria-label="Suggestions" className={styles.list} tabIndex={-1}>
            {groups.map(({ name, from, items }) => (
              // biome-ignore lint/a11y/useSemanticElements: a listbox has no other groups
              <div key={from} role="group" aria-label={name} className={styles.group}>
                {groups.length > 1 && name !== forgetting && (
                  <div role="presentation" className={styles.heading}>
                    {name}
                  </div>
                )}
                {items.map((item, at) => (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are pressed in the box, where the focus is
                  // biome-ignore lint/a11y/useFocusableInteractive: likewise
                  <div
                    key={optionId(id, from + at)}
                    id={optionId(id, from + at)}
                    ref={from + at === index ? active : null}
                    role="option"
                    aria-selected={from + at === index}
                    className={styles.option}
                    onClick={() => onTake(item)}
                  >
                    <OptionContent item={item} />
                  </div>
                ))}
              </div>
            ))}
          </div>
          <p className={styles.foot} aria-hidden>
            <kbd>↑</kbd> <kbd>↓</kbd> choose <kbd>Tab</kbd> take it <kbd>Esc</kbd> close <kbd>F1</kbd> all that can be
            typed
          </p>
        </div>
      )}
    </>
  )
}

const forgetting = 'Forget'

const spokenCount = (count: number): string => (count === 1 ? '1 suggestion' : `${formatNumber(count)} suggestions`)

interface Group {
  readonly name: string
  /** Place of its first item in the list. */
  readonly from: number
  readonly items: Suggestion[]
}

function groupsOf(items: readonly Suggestion[]): readonly Group[] {
  const groups: Group[] = []
  for (const [from, item] of items.entries()) {
    const name = groupName(item)
    const last = groups.at(-1)
    if (last?.name === name) last.items.push(item)
    else groups.push({ name, from, items: [item] })
  }
  return groups
}

function groupName(item: Suggestion): string {
  switch (item.kind) {
    case 'piece':
      return item.completion.kind === 'search' ? 'Searches' : 'Narrow it by'
    case 'recent':
      return 'Recent'
    case 'saved':
      return 'Saved'
    case 'forget':
      return forgetting
    default:
      return assertNever(item)
  }
}

function OptionContent({ item }: { readonly item: Suggestion }): ReactNode {
  switch (item.kind) {
    case 'piece': {
      const { kind, insert, label, count } = item.completion
      if (kind === 'search') return <WholeSearch text={insert} name={label === insert ? '' : label} />
      return (
        <>
          <span className={styles.insert}>
            <QueryText text={insert.trimEnd()} kind={kind === 'field' ? 'field' : 'word'} />
          </span>
          <span className={styles.label}>{label}</span>
          {count !== null && <span className="count">{formatNumber(count)}</span>}
        </>
      )
    }
    case 'recent':
      return <WholeSearch text={item.text} name="" />
    case 'saved': {
      const { search } = item
      return (
        <>
          <Star size={14} aria-hidden className={styles.icon} />
          <span className="spoken">{describeSearch(search)}</span>
          <span className={styles.whole} aria-hidden>
            <bdi>{search.name}</bdi>
          </span>
          <span className={styles.badge} aria-hidden>
            {badgeOf(search)}
          </span>
          <span className="count" aria-hidden>
            {formatNumber(search.total)}
          </span>
        </>
      )
    }
    case 'forget':
      return (
        <>
          <Eraser size={14} aria-hidden className={styles.icon} />
          <span className={styles.label}>Forget recent searches</span>
        </>
      )
    default:
      return assertNever(item)
  }
}

/** A search typed before; its name, where it is saved under another than its text. */
function WholeSearch({ text, name }: { readonly text: string; readonly name: string }): ReactNode {
  return (
    <>
      <History size={14} aria-hidden className={styles.icon} />
      <span className={styles.whole}>
        <QueryText text={text} />
      </span>
      {name !== '' && <span className={styles.name}>{name}</span>}
    </>
  )
}
