/** Where the reader left off in each article of a library. */
import type { Notice } from './notebook/notebook'

export interface PositionsOptions {
  readonly folder: string
  readonly dataDir: string
  readonly now: () => number
  readonly notify: (notice: Notice) => void
}

export interface Positions {
  /** Offset in the canonical text, UTF-16 code units; 0 when the article was never opened. */
  get(path: string): number
  set(path: string, position: number): void
  flush(): Promise<void>
  close(): Promise<void>
}

export declare function openPositions(options: PositionsOptions): Promise<Positions>
