import { ArrowLeft, ArrowRight, Keyboard, PanelLeft, PanelRight, Rows3 } from 'lucide-react'
import { type Dispatch, memo, type ReactNode } from 'react'
import { ExportButton } from '../features/export/export-button'
import { SearchBox } from '../features/search/search-box'
import { SettingsButton } from '../features/settings/settings-button'
import { IconButton } from '../ui/icon-button'
import styles from './desk.module.css'
import { useKeyHint } from './key-hints'
import type { OpenPanes, Pane } from './pane-sizes'
import type { DeskAction } from './state'

interface DeskBarProps {
  readonly open: OpenPanes
  readonly hidden: boolean
  readonly toggle: (pane: Pane) => void
  readonly dispatch: Dispatch<DeskAction>
  /** Whether there is something to go back or forward to. */
  readonly hasBack: boolean
  readonly hasForward: boolean
}

/** The bar over the panes. Each letter of a search changes the desk, and nothing here but the search box. */
export const DeskBar = memo(function DeskBar({
  open,
  hidden,
  toggle,
  dispatch,
  hasBack,
  hasForward,
}: DeskBarProps): ReactNode {
  return (
    <header className={styles.bar} hidden={hidden}>
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
          isDisabled={!hasBack}
          onPress={() => dispatch({ type: 'back' })}
        >
          <ArrowLeft size={16} aria-hidden />
        </IconButton>
        <IconButton
          label="Forward"
          hint={useKeyHint('forward')}
          isDisabled={!hasForward}
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
  )
})

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
