import type { channelNames, eventNames } from './channel-names'

/**
 * What the preload puts on `window.lectern`: one function for each channel, by name, and nothing generic. Answers and
 * payloads arrive as `unknown`; the renderer's client checks them against the contract.
 */
export interface PreloadApi {
  readonly request: Readonly<Record<(typeof channelNames)[number], (request: unknown) => Promise<unknown>>>
  /** Calls the listener with each payload of an event; returns what stops it. */
  on(event: (typeof eventNames)[number], listener: (payload: unknown) => void): () => void
  /** Opens a folder that was dropped on the window; takes the browser's own `File`, since a page never learns a path. */
  openDropped(file: object): Promise<unknown>
}
