import { createContext, type ReactNode, useContext } from 'react'
import type { AppInfo } from '#shared/contract'
import { useQuery } from './hooks'

const AppInfoContext = createContext<AppInfo | null>(null)

/** What this shell is and can do; null until it has said so. */
export function useAppInfo(): AppInfo | null {
  return useContext(AppInfoContext)
}

/** Asks the shell once what it can do. */
export function AppInfoProvider({ children }: { readonly children: ReactNode }): ReactNode {
  return <AppInfoContext value={useQuery('app.info', null).value}>{children}</AppInfoContext>
}
