import type { ReactNode } from 'react'
import { assertNever } from '#shared/result'
import { useLibraries } from '../client/libraries'
import { Corrections } from '../features/corrections/corrections'
import { ExportReport } from '../features/export/export-report'
import { History } from '../features/history/history'
import { NotesPlace } from '../features/library/notes-place'
import { OpenFolderHelp } from '../features/library/open-folder-help'
import { PassedOver } from '../features/library/passed-over'
import { Rules } from '../features/library/rules'
import { NotebookCheck } from '../features/notebook-check/notebook-check'
import { SearchHelp } from '../features/search/search-help'
import { Settings } from '../features/settings/settings'
import { Shortcuts } from '../features/shortcuts/shortcuts'
import { TagManager } from '../features/tags/tag-manager'
import { ImportAnnotations } from '../features/transfer/import-annotations'
import { useDesk } from './desk-context'

/** The one panel that may lie over the reader. */
export function PanelHost(): ReactNode {
  const { state, dispatch } = useDesk()
  const libraries = useLibraries() ?? []
  const { panel } = state
  if (panel === null) return null
  const close = (): void => dispatch({ type: 'panel', panel: null })
  switch (panel.kind) {
    case 'export':
      return <ExportReport onClose={close} />
    case 'tags':
      return <TagManager key={`${panel.tag} ${panel.change}`} deed={panel} onClose={close} />
    case 'all-tags':
      return <TagManager deed={null} onClose={close} />
    case 'history':
      return <History onClose={close} />
    case 'correct':
      return <Corrections onClose={close} />
    case 'open-folder':
      return <OpenFolderHelp onClose={close} />
    case 'settings':
      return <Settings onClose={close} />
    case 'shortcuts':
      return <Shortcuts onClose={close} />
    case 'search-help':
      return <SearchHelp onClose={close} />
    case 'passed-over':
    case 'rules':
    case 'notebook-check':
    case 'import-annotations':
    case 'place': {
      const library = libraries.find((known) => known.id === panel.library)
      if (library === undefined) return null
      if (panel.kind === 'rules') return <Rules key={library.id} library={library} onClose={close} />
      if (panel.kind === 'place') return <NotesPlace library={library} onClose={close} />
      if (panel.kind === 'notebook-check') return <NotebookCheck key={library.id} library={library} onClose={close} />
      if (panel.kind === 'import-annotations')
        return <ImportAnnotations key={library.id} library={library} onClose={close} />
      return <PassedOver key={`${library.id} ${panel.files}`} library={library} files={panel.files} onClose={close} />
    }
    default:
      return assertNever(panel)
  }
}
