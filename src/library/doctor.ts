/** Looks over what Lectern keeps about a library, and changes nothing. */

/** `corrupt`, `newer`, `conflict` (a synchroniser's copy), `orphan`, `leftover` (a temporary file), `set-aside`. */
export type FindingKind = 'corrupt' | 'newer' | 'conflict' | 'orphan' | 'leftover' | 'set-aside'

export interface Finding {
  readonly kind: FindingKind
  /** Relative to the library, with `/`, else absolute. */
  readonly path: string
  readonly message: string
}

export interface Examination {
  readonly sound: boolean
  readonly findings: readonly Finding[]
}

export declare function examine(folder: string, dataDir: string): Promise<Examination>
