import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import type { LibraryInfo } from '#shared/library'
import { useEvent, useQuery } from './hooks'

const LibrariesContext = createContext<readonly LibraryInfo[] | null>(null)

/** The open libraries, live; null until they are known. */
export function useLibraries(): readonly LibraryInfo[] | null {
  return useContext(LibrariesContext)
}

/** Keeps the list of open libraries as the library process tells it. */
export function LibrariesProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const asked = useQuery('libraries.list', null)
  const [libraries, setLibraries] = useState<readonly LibraryInfo[] | null>(null)
  useEffect(() => {
    if (asked.value !== null) setLibraries(asked.value)
  }, [asked.value])
  useEvent('libraries.changed', setLibraries)
  return <LibrariesContext value={libraries}>{children}</LibrariesContext>
}
