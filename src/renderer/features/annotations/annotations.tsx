import { X } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Tab, TabList, Tabs } from 'react-aria-components/Tabs'
import { useCommand } from '../../desk/commands'
import { useDesk } from '../../desk/desk-context'
import type { AnnotationTab } from '../../desk/state'
import { formatNumber } from '../../ui/format'
import { IconButton } from '../../ui/icon-button'
import { AnnotationList } from './annotation-list'
import styles from './annotations.module.css'
import { everything, filterOf } from './filter'
import { FilterBar } from './filter-bar'
import { Orphans } from './orphans'
import { useAnnotations } from './use-annotations'

/** Hands the focus to the list of articles that comes back, where nobody else took it. */
function focusList(): void {
  if (document.activeElement !== document.body) return
  document.querySelector<HTMLElement>('[data-row-button][tabindex="0"]')?.focus()
}

/** All highlights and notes of the libraries, in the list's place, so that the article can be read beside them. */
export function Annotations({ tab }: { readonly tab: AnnotationTab }): ReactNode {
  const { state, dispatch } = useDesk()
  const [narrowing, narrow] = useState(everything)
  const { pages, found } = useAnnotations(filterOf(tab === 'all' ? narrowing : everything, tab))
  const pane = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const before = document.activeElement
    heading.current?.focus()
    return () => {
      if (before instanceof HTMLElement && before !== document.body && before.isConnected) before.focus()
      // Its rows have to be drawn first.
      else requestAnimationFrame(focusList)
    }
  }, [])
  const close = (): void => dispatch({ type: 'annotations', tab: null })
  useCommand('escape', () => {
    if (state.panel !== null || !pane.current?.contains(document.activeElement)) return false
    close()
    return true
  })
  const known = found.filter !== null
  const { review, orphaned } = found
  const tabs: readonly { readonly id: AnnotationTab; readonly name: string; readonly count: number | null }[] = [
    { id: 'all', name: 'All', count: null },
    { id: 'review', name: 'Needs a look', count: review },
    { id: 'orphaned', name: 'Without an article', count: orphaned },
  ]
  return (
    <section ref={pane} className={styles.pane} aria-label="Highlights and notes">
      <header className={styles.header}>
        <div className={styles.headline}>
          <h2 ref={heading} tabIndex={-1} className={styles.count}>
            Highlights and notes
            {tab === 'all' && known && <span aria-live="polite"> {formatNumber(found.total)}</span>}
          </h2>
          <IconButton label="Back to the articles" hint="Esc" onPress={close}>
            <X size={15} aria-hidden />
          </IconButton>
        </div>
        {(tab !== 'all' || review > 0 || orphaned > 0) && (
          <Tabs
            selectedKey={tab}
            onSelectionChange={(key) => {
              const chosen = tabs.find(({ id }) => id === key)
              if (chosen !== undefined) dispatch({ type: 'annotations', tab: chosen.id })
            }}
          >
            <TabList aria-label="Which of them" className={styles.tabs ?? ''}>
              {tabs.map(({ id, name, count }) => (
                <Tab key={id} id={id} className={styles.tab ?? ''}>
                  {name}
                  {count !== null && count > 0 && <span className={styles.badge}>{formatNumber(count)}</span>}
                </Tab>
              ))}
            </TabList>
          </Tabs>
        )}
        {tab === 'all' && (
          <FilterBar
            narrowing={narrowing}
            onNarrow={narrow}
            found={found}
            onDown={() => pane.current?.querySelector<HTMLElement>('[data-card][tabindex="0"]')?.focus()}
          />
        )}
      </header>
      {tab === 'orphaned' ? (
        <Orphans />
      ) : (
        <AnnotationList
          tab={tab}
          pages={pages}
          found={found}
          onWiden={() => narrow(everything)}
          narrowing={narrowing}
        />
      )}
    </section>
  )
}
