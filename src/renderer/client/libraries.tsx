import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import type { LibraryInfo } from '#shared/library'
import { useEvent, useQuery } from './hooks'

const LibrariesContext = createContext<readonly LibraryInfo[] | null>(null)
const TellLibraryContext = createContext<(library: LibraryInfo) => void>(() => undefined)

/** The open libraries, live; null until they are known. */
export function useLibraries(): readonly LibraryInfo[] | null {
  return useContext(LibrariesContext)
}

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
      <TellLibraryContext value={tell}>{children}</TellLibraryContext>
    </LibrariesContext>
  )
}
