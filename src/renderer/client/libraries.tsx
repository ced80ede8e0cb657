import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import type { LibraryInfo } from '#shared/library'
import { type Asked, useEvent, useQuery } from './hooks'

const LibrariesContext = createContext<readonly LibraryInfo[] | null>(null)
const AskedContext = createContext<Pick<Asked<unknown>, 'failure' | 'reload'>>({
  failure: null,
  reload: () => undefined,
})
const TellLibraryContext = createContext<(library: LibraryInfo) => void>(() => undefined)

/** The open libraries, live; null until they are known. */
export function useLibraries(): readonly LibraryInfo[] | null {
  return useContext(LibrariesContext)
}

/** Why the open libraries are not known, and how to ask for them again. */
export const useLibrariesAsked = (): Pick<Asked<unknown>, 'failure' | 'reload'> => useContext(AskedContext)

/** Takes a library's newest state from an answer, ahead of the event that says the same. */
export function useTellLibrary(): (library: LibraryInfo) => void {
  return useContext(TellLibraryContext)
}

/** Keeps the list of open libraries as the library process tells it. */
export function LibrariesProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const asked = useQuery('libraries.list', null)
  const [libraries, setLibraries] = useState<readonly LibraryInfo[] | null>(null)
  useEffect(() => {
    if (asked.value !== null) setLibraries(asked.value)
  }, [asked.value])
  useEvent('libraries.changed', setLibraries)
  const tell = useCallback((library: LibraryInfo) => {
    setLibraries((known) => (known ?? []).map((one) => (one.id === library.id ? library : one)))
  }, [])
  return (
    <LibrariesContext value={libraries}>
      <AskedContext value={asked}>
        <TellLibraryContext value={tell}>{children}</TellLibraryContext>
      </AskedContext>
    </LibrariesContext>
  )
}
