import { useContext, useEffect, useState } from 'react'
import type { ArticleId } from '#shared/article'
import { commandNames, commands } from '#shared/commands'
import { useQuery } from '../../client/hooks'
import { useLibraries } from '../../client/libraries'
import { usePreferences } from '../../client/preferences'
import { CommandContext } from '../../desk/commands'
import { useDesk } from '../../desk/desk-context'
import { shownKeys } from '../../desk/key-hints'
import { useOpenArticle } from '../../desk/open-article'
import { counted } from '../../ui/format'
import { useSavedSearches } from '../search/use-saved-searches'
import type { Entry } from './rank'

/** Articles remembered for the palette. */
const mostArticles = 50

interface Opened {
  readonly id: ArticleId
  readonly title: string
  readonly path: string
}

/** The articles opened since the page was loaded, newest first, without the one that is open. */
function useOpened(): readonly Opened[] {
  const { value } = useOpenArticle()
  const [opened, setOpened] = useState<readonly Opened[]>([])
  useEffect(() => {
    if (value === null) return
    const { id, title, path } = value
    setOpened((known) => [{ id, title, path }, ...known.filter((one) => one.id !== id)].slice(0, mostArticles))
  }, [value])
  return opened.filter(({ id }) => id !== value?.id)
}

/** Everything the palette can do now: commands that somebody listens to, and the places to go. `wanted`: it is open. */
export function useEntries(wanted: boolean): readonly Entry[] {
  const bus = useContext(CommandContext)
  const { keys, letterKeys } = usePreferences().preferences
  const { dispatch } = useDesk()
  const libraries = useLibraries() ?? []
  const { searches, run } = useSavedSearches()
  const opened = useOpened()
  const tags = useQuery('tags.list', { scope: null }, wanted)
  const folders = useQuery('libraries.folders', { scope: null }, wanted)
  if (!wanted) return []
  const nameOf = new Map(libraries.map(({ id, name }) => [id, name]))
  return [
    ...commandNames
      .filter((name) => name !== 'palette' && bus.hears(name))
      .map((name): Entry => {
        const { title, group } = commands[name]
        const hint = shownKeys(name, keys, letterKeys)[0] ?? ''
        return { key: `command ${name}`, kind: 'command', title, detail: group, hint, run: () => void bus.run(name) }
      }),
    ...libraries.map(
      ({ id, name, articles }): Entry => ({
        ...{ key: `library ${id}`, kind: 'library', title: name, hint: '' },
        detail: counted(articles, 'article', 'articles'),
        run: () => dispatch({ type: 'scope', scope: { kind: 'library', library: id } }),
      }),
    ),
    ...(folders.value ?? [])
      .filter(({ path }) => path !== '')
      .map(
        ({ library, path }): Entry => ({
          ...{ key: `folder ${library} ${path}`, kind: 'folder', title: path, hint: '' },
          detail: nameOf.get(library) ?? '',
          run: () => dispatch({ type: 'scope', scope: { kind: 'folder', library, path } }),
        }),
      ),
    ...(tags.value ?? []).map(
      ({ name, count }): Entry => ({
        ...{ key: `tag ${name}`, kind: 'tag', title: name, hint: '' },
        detail: counted(count, 'article', 'articles'),
        run: () => dispatch({ type: 'run-search', text: '', scope: { kind: 'all' }, tags: [name] }),
      }),
    ),
    ...(searches ?? []).map(
      (search): Entry => ({
        ...{ key: `search ${search.library} ${search.id}`, kind: 'search', title: search.name, hint: '' },
        detail: search.text,
        run: () => run(search),
      }),
    ),
    ...opened.map(
      ({ id, title, path }): Entry => ({
        ...{ key: `article ${id}`, kind: 'article', title, detail: path, hint: '' },
        run: () => dispatch({ type: 'open', article: id, landing: 'position' }),
      }),
    ),
  ]
}
