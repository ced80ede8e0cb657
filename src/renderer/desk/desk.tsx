import { ArrowLeft, ArrowRight, Keyboard, PanelLeft, PanelRight, Rows3 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useEvent } from '../client/hooks'
import { Annotations } from '../features/annotations/annotations'
import { ExportButton } from '../features/export/export-button'
import { Sidebar } from '../features/library/sidebar'
import { StatusBar } from '../features/library/status-bar'
import { ArticleList } from '../features/list/article-list'
import { Margin } from '../features/margin/margin'
import { Palette } from '../features/palette/palette'
import { Reader } from '../features/reader/reader'
import { SearchBox } from '../features/search/search-box'
import { SettingsButton } from '../features/settings/settings-button'
import { TriageKeys } from '../features/triage/triage'
import { IconButton } from '../ui/icon-button'
import { PaneSeparator } from '../ui/pane-separator'
import { AwayBar } from './away-bar'
import styles from './desk.module.css'
import { useDeskCommands } from './desk-commands'
import { useDesk } from './desk-context'
import { useKeyHint } from './key-hints'
import { useNotebookCommands } from './notebook-commands'
import { type Pane, paneBounds, usePaneSizes } from './pane-sizes'
import { PanelHost } from './panel-host'
import { useFocusFallback } from './use-focus-fallback'
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
      <header className={styles.bar} hidden={focused}>
        <div className={styles.barSide}>
          <PaneButton pane="sidebar" name="libraries" isOpen={open.sidebar} onToggle={toggle}>
            <PanelLeft size={17} aria-hidden />
          </PaneButton>
          <PaneButton pane="list" name="list" isOpen={open.list} onToggle={toggle}>
            <Rows3 size={16} aria-hidden />
          </PaneButton>
          <span className={styles.wordmark}>Lectern</span>
          <IconButton
            label="Back"
            hint={useKeyHint('back')}
            isDisabled={state.back.length === 0}
            onPress={() => dispatch({ type: 'back' })}
          >
            <ArrowLeft size={16} aria-hidden />
          </IconButton>
          <IconButton
            label="Forward"
            hint={useKeyHint('forward')}
            isDisabled={state.forward.length === 0}
            onPress={() => dispatch({ type: 'forward' })}
          >
            <ArrowRight size={16} aria-hidden />
          </IconButton>
        </div>
        <SearchBox />
        <div className={styles.barSide} data-end="">
          <ExportButton />
          <SettingsButton />
          <IconButton
            className={styles.spare}
            label="Keys"
            hint={useKeyHint('shortcuts')}
            onPress={() => dispatch({ type: 'panel', panel: { kind: 'shortcuts' } })}
          >
            <Keyboard size={17} aria-hidden />
          </IconButton>
          <PaneButton pane="margin" name="margin" isOpen={open.margin} onToggle={toggle}>
            <PanelRight size={17} aria-hidden />
          </PaneButton>
        </div>
      </header>
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

interface PaneButtonProps {
  readonly pane: Pane
  /** The pane in plain words. */
  readonly name: string
  readonly isOpen: boolean
  readonly onToggle: (pane: Pane) => void
  /** The icon. */
  readonly children: ReactNode
}

function PaneButton({ pane, name, isOpen, onToggle, children }: PaneButtonProps): ReactNode {
  return (
    <IconButton
      label={`${isOpen ? 'Hide' : 'Show'} ${name}`}
      hint={useKeyHint(`toggle-${pane}`)}
      aria-expanded={isOpen}
      aria-controls={`pane-${pane}`}
      onPress={() => onToggle(pane)}
    >
      {children}
    </IconButton>
  )
}
