import type { ReactNode } from 'react'
import { useEvent } from '../client/hooks'
import { Annotations } from '../features/annotations/annotations'
import { Sidebar } from '../features/library/sidebar'
import { StatusBar } from '../features/library/status-bar'
import { ArticleList } from '../features/list/article-list'
import { Margin } from '../features/margin/margin'
import { Palette } from '../features/palette/palette'
import { Reader } from '../features/reader/reader'
import { TriageKeys } from '../features/triage/triage'
import { PaneSeparator } from '../ui/pane-separator'
import { AwayBar } from './away-bar'
import styles from './desk.module.css'
import { DeskBar } from './desk-bar'
import { useDeskCommands } from './desk-commands'
import { useDesk } from './desk-context'
import { useNotebookCommands } from './notebook-commands'
import { type Pane, paneBounds, usePaneSizes } from './pane-sizes'
import { PanelHost } from './panel-host'
import { useFocusFallback } from './use-focus-fallback'
import { useHeldCommands } from './use-held-commands'
import { usePanes } from './use-panes'

/** The desk: libraries, list, reader and margin, side by side. */
export function Desk(): ReactNode {
  const { state, dispatch } = useDesk()
  const [sizes, resize] = usePaneSizes()
  const { open, focused, toggle } = usePanes()
  const shows = (pane: Pane): boolean => open[pane] && !focused
  useEvent('navigate', ({ article, at }) =>
    dispatch({ type: 'open', article, landing: at === null ? 'position' : { offset: at } }),
  )
  useDeskCommands()
  useFocusFallback()
  useNotebookCommands()
  useHeldCommands()

  const separator = (pane: Pane, label: string): ReactNode => (
    <PaneSeparator
      label={label}
      controls={`pane-${pane}`}
      value={sizes[pane]}
      {...paneBounds[pane]}
      side={pane === 'margin' ? 'after' : 'before'}
      onChange={(width) => resize(pane, width)}
    />
  )
  return (
    <div className={styles.desk}>
      <DeskBar
        open={open}
        hidden={focused}
        toggle={toggle}
        dispatch={dispatch}
        hasBack={state.back.length > 0}
        hasForward={state.forward.length > 0}
      />
      <main className={styles.panes} tabIndex={-1}>
        <div id="pane-sidebar" className={styles.sidebar} hidden={!shows('sidebar')} style={{ width: sizes.sidebar }}>
          <Sidebar />
        </div>
        {shows('sidebar') && separator('sidebar', 'Width of libraries')}
        <div id="pane-list" className={styles.list} hidden={!shows('list')} style={{ width: sizes.list }}>
          {state.annotations === null ? <ArticleList /> : <Annotations tab={state.annotations} />}
        </div>
        {shows('list') && separator('list', 'Width of list')}
        <div className={styles.reading}>
          <div id="pane-text" className={styles.text}>
            <Reader />
          </div>
          {shows('margin') && separator('margin', 'Width of margin')}
          <div id="pane-margin" className={styles.margin} hidden={!shows('margin')} style={{ width: sizes.margin }}>
            <Margin />
          </div>
          <PanelHost />
        </div>
      </main>
      <AwayBar />
      <div hidden={focused}>
        <StatusBar />
      </div>
      <Palette />
      <TriageKeys />
    </div>
  )
}
