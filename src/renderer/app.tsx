import { type ReactNode, useContext, useEffect, useMemo } from 'react'
import { AppInfoProvider } from './client/app-info'
import { ConnectionProvider } from './client/away'
import type { Connection } from './client/connection'
import { useEvent } from './client/hooks'
import { LibrariesProvider, useLibraries, useLibrariesAsked } from './client/libraries'
import { PreferencesProvider } from './client/preferences'
import { CommandBus, CommandContext, runKey } from './desk/commands'
import { Desk } from './desk/desk'
import { DeskProvider } from './desk/desk-context'
import { DropFolder } from './desk/drop-folder'
import { KeymapKeeper } from './desk/key-hints'
import { NoticesProvider } from './desk/notices'
import { OpenArticleProvider } from './desk/open-article'
import { Starting } from './desk/starting'
import { ExportProvider } from './features/export/use-export'
import { HighlightsProvider } from './features/highlights/use-highlights'
import { FirstRun } from './features/library/first-run'
import { ArticleListProvider } from './features/list/use-article-list'
import { NotesProvider } from './features/margin/use-notes'
import { SavedSearchesProvider } from './features/search/use-saved-searches'
import { TagsProvider } from './features/tags/tag-colours'
import { UndoProvider } from './features/undo/undo'
import { WorkUnderWay } from './features/work/work-under-way'

/** Lectern's page: what is known and what is shown, provided from the outside in. */
export function App({ connection }: { readonly connection: Connection }): ReactNode {
  const bus = useMemo(() => new CommandBus(), [])
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => runKey(bus, event)
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [bus])
  return (
    <ConnectionProvider connection={connection}>
      <CommandContext value={bus}>
        <NoticesProvider above={<WorkUnderWay />}>
          <PreferencesProvider>
            <KeymapKeeper />
            <AppInfoProvider>
              <LibrariesProvider>
                <MenuCommands />
                <DropFolder />
                <DeskProvider>
                  <Screen />
                </DeskProvider>
              </LibrariesProvider>
            </AppInfoProvider>
          </PreferencesProvider>
        </NoticesProvider>
      </CommandContext>
    </ConnectionProvider>
  )
}

/** The desktop's menu does what keys and buttons do. */
function MenuCommands(): null {
  const bus = useContext(CommandContext)
  useEvent('command', ({ name }) => {
    // In a field, the field's own undoing: the menu has taken its key.
    if (!bus.run(name) && (name === 'undo' || name === 'redo')) document.execCommand(name)
  })
  return null
}

/** The first screen while no library is open, else the desk; before that is known, why it is not. */
function Screen(): ReactNode {
  const libraries = useLibraries()
  const { failure, reload } = useLibrariesAsked()
  if (libraries === null) return <Starting failure={failure} onRetry={reload} />
  if (libraries.length === 0) return <FirstRun />
  return (
    <UndoProvider>
      <TagsProvider>
        <NotesProvider>
          <OpenArticleProvider>
            <HighlightsProvider>
              <ArticleListProvider>
                <SavedSearchesProvider>
                  <ExportProvider>
                    <Desk />
                  </ExportProvider>
                </SavedSearchesProvider>
              </ArticleListProvider>
            </HighlightsProvider>
          </OpenArticleProvider>
        </NotesProvider>
      </TagsProvider>
    </UndoProvider>
  )
}
