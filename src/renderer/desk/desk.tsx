import { ArrowLeft, ArrowRight, Keyboard, PanelLeft, PanelRight } from 'lucide-react'
import { type ReactNode, useContext, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { useEvent } from '../client/hooks'
import { Annotations } from '../features/annotations/annotations'
import { ExportButton } from '../features/export/export-button'
import { Sidebar } from '../features/library/sidebar'
import { StatusBar } from '../features/library/status-bar'
import { useOpenFolder } from '../features/library/use-open-folder'
import { ArticleList } from '../features/list/article-list'
import { Margin } from '../features/margin/margin'
import { Palette } from '../features/palette/palette'
import { Reader } from '../features/reader/reader'
import { SearchBox } from '../features/search/search-box'
import { SettingsButton } from '../features/settings/settings-button'
import { TriageKeys } from '../features/triage/triage'
import { IconButton } from '../ui/icon-button'
import { PaneSeparator } from '../ui/pane-separator'
import { CommandContext, useCommand } from './commands'
import styles from './desk.module.css'
import { useDesk } from './desk-context'
import { useKeyHint } from './key-hints'
import { useNotebookCommands } from './notebook-commands'
import { paneBounds, usePaneSizes } from './pane-sizes'
import { PanelHost } from './panel-host'
import { isSearching } from './state'

/** Wide enough for all four panes side by side; narrower, the outer two start closed and lie over the rest. */
const roomy = window.matchMedia('(min-width: 1200px)')

/** The desk: libraries, list, reader and margin, side by side. */
export function Desk(): ReactNode {
  const { state, dispatch } = useDesk()
  const [sizes, resize] = usePaneSizes()
  const [sidebar, setSidebar] = useState(roomy.matches)
  const [margin, setMargin] = useState(roomy.matches)
  useEffect(() => {
    const fit = (): void => {
      setSidebar(roomy.matches)
      setMargin(roomy.matches)
    }
    roomy.addEventListener('change', fit)
    return () => roomy.removeEventListener('change', fit)
  }, [])
  const openFolder = useOpenFolder()
  useCommand('open-folder', openFolder)
  useEvent('navigate', ({ article, at }) =>
    dispatch({ type: 'open', article, landing: at === null ? 'position' : { offset: at } }),
  )
  useNotebookCommands()
  useCommand('back', () => dispatch({ type: 'back' }))
  useCommand('forward', () => dispatch({ type: 'forward' }))
  useCommand('show-all', () => dispatch({ type: 'scope', scope: { kind: 'all' } }))
  useCommand('show-inbox', () => dispatch({ type: 'view', view: 'inbox' }))
  useCommand('show-later', () => dispatch({ type: 'view', view: 'later' }))
  useCommand('show-archive', () => dispatch({ type: 'view', view: 'archived' }))
  useCommand('shortcuts', () => dispatch({ type: 'panel', panel: { kind: 'shortcuts' } }))
  useCommand('search-help', () => dispatch({ type: 'panel', panel: { kind: 'search-help' } }))
  // The margin shows itself first and hands on: the field that takes the focus stands in it.
  const showMargin = (): boolean => {
    flushSync(() => setMargin(true))
    return false
  }
  useCommand('tag', showMargin, true)
  useCommand('note', showMargin, true)
  const bus = useContext(CommandContext)
  useCommand('next-hit-or-note', () => bus.run(isSearching(state) ? 'next-hit' : 'note'))
  useCommand('escape', () => {
    const over = !roomy.matches && (sidebar || margin)
    if (state.panel !== null) dispatch({ type: 'panel', panel: null })
    else if (over) {
      setSidebar(false)
      setMargin(false)
    } else return false
    return true
  })

  const separator = (pane: 'sidebar' | 'list' | 'margin', label: string): ReactNode => (
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
      <header className={styles.bar}>
        <div className={styles.barSide}>
          <IconButton
            label={sidebar ? 'Hide libraries' : 'Show libraries'}
            aria-expanded={sidebar}
            aria-controls="pane-sidebar"
            onPress={() => setSidebar(!sidebar)}
          >
            <PanelLeft size={17} aria-hidden />
          </IconButton>
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
            label="Keys"
            hint={useKeyHint('shortcuts')}
            onPress={() => dispatch({ type: 'panel', panel: { kind: 'shortcuts' } })}
          >
            <Keyboard size={17} aria-hidden />
          </IconButton>
          <IconButton
            label={margin ? 'Hide margin' : 'Show margin'}
            aria-expanded={margin}
            aria-controls="pane-margin"
            onPress={() => setMargin(!margin)}
          >
            <PanelRight size={17} aria-hidden />
          </IconButton>
        </div>
      </header>
      <main className={styles.panes}>
        <div id="pane-sidebar" className={styles.sidebar} hidden={!sidebar} style={{ width: sizes.sidebar }}>
          <Sidebar />
        </div>
        {sidebar && separator('sidebar', 'Width of libraries')}
        <div id="pane-list" className={styles.list} style={{ width: sizes.list }}>
          {state.annotations === null ? <ArticleList /> : <Annotations tab={state.annotations} />}
        </div>
        {separator('list', 'Width of list')}
        <div className={styles.reading}>
          <div className={styles.text}>
            <Reader />
          </div>
          {margin && separator('margin', 'Width of margin')}
          <div id="pane-margin" className={styles.margin} hidden={!margin} style={{ width: sizes.margin }}>
            <Margin />
          </div>
          <PanelHost />
        </div>
      </main>
      <StatusBar />
      <Palette />
      <TriageKeys />
    </div>
  )
}
