import type { Bridge } from '#shared/contract'
import type { LibraryInfo } from '#shared/library'

/** The page's end of the bridge, whichever shell is behind it. */
export interface Connection extends Bridge {
  /** Opens a folder dropped on the window; fails as `unavailable` where the shell cannot. */
  openDropped(file: File): Promise<LibraryInfo>
  /** Calls the listener each time the other side is lost, where this end can tell. */
  onLost(listener: () => void): () => void
  /** Calls the listener each time the other side is back after it was lost: what is shown should be asked for again. */
  onReconnect(listener: () => void): () => void
}
