import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { toFailure } from '#shared/result'
import type { Preferences } from '#shared/settings'
import { useNotices } from '../desk/notices'
import { Starting } from '../desk/starting'
import { useConnection, useEvent, useQuery } from './hooks'

interface PreferencesHandle {
  readonly preferences: Preferences
  /** Shows the change at once, then stores it; what the shell answers stands. */
  change(change: Partial<Preferences>): void
}

const PreferencesContext = createContext<PreferencesHandle | null>(null)

/** The reader's preferences and how to change them. */
export function usePreferences(): PreferencesHandle {
  const handle = useContext(PreferencesContext)
  if (handle === null) throw new Error('No preferences are provided.')
  return handle
}

/** Provides the preferences once they are known; before that, the page is not drawn, so that no wrong theme flashes. */
export function PreferencesProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const connection = useConnection()
  const { tell } = useNotices()
  const asked = useQuery('preferences.get', null)
  const [told, setTold] = useState<Preferences | null>(null)
  useEvent('preferences.changed', setTold)
  const preferences = told ?? asked.value
  const theme = preferences?.theme
  const density = preferences?.density
  useEffect(() => {
    if (theme !== undefined) document.documentElement.dataset.theme = theme
    if (density !== undefined) document.documentElement.dataset.density = density
  }, [theme, density])
  const handle = useMemo<PreferencesHandle | null>(
    () =>
      preferences === null
        ? null
        : {
            preferences,
            change(change) {
              setTold({ ...preferences, ...change })
              connection.request('preferences.set', change).then(setTold, (thrown: unknown) => {
                setTold(preferences)
                tell('warning', `This setting is as it was: it could not be kept. ${toFailure(thrown).message}`)
              })
            },
          },
    [connection, preferences, tell],
  )
  if (handle === null) return <Starting failure={asked.failure} onRetry={asked.reload} />
  return <PreferencesContext value={handle}>{children}</PreferencesContext>
}
