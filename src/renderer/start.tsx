import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app'
import type { Connection } from './client/connection'

/** Draws Lectern into the page. */
export function start(connection: Connection, root: Element): void {
  createRoot(root).render(
    <StrictMode>
      <App connection={connection} />
    </StrictMode>,
  )
}
