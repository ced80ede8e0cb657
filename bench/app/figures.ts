/** What one shell did with one corpus. Times are milliseconds since the program was started or the words were typed. */
export interface Figures {
  readonly shell: string
  readonly articles: number
  readonly firstRun: OpenFigures & {
    /** Until every article was listed and searchable. */
    readonly fullIndex: number
    readonly articlesPerSecond: number
    /** Articles that could be found when the first hit was shown. */
    readonly indexedAtFirstHit: number
  }
  readonly reopen: OpenFigures
  readonly dates: { readonly right: number; readonly wrong: readonly string[] }
  readonly stalls: { readonly shell: Stalls; readonly page: Stalls }
  /** Memory at the end, MiB (shared pages counted by their share): all processes of the program together, and the library process alone. */
  readonly memory: { readonly all: number; readonly library: number } | null
  /** All articles open after a new start, and nobody doing anything. */
  readonly openIdle: Rest
  /** Nothing open: a new profile with its first screen. */
  readonly nothingOpen: Rest & { readonly start: number }
}

/** A shell that is left alone for ten seconds. */
export interface Rest {
  /** At the end, as `Figures.memory`. */
  readonly memory: Figures['memory']
  /** Processor time of all processes in these ten seconds, milliseconds; null where it is not known. */
  readonly work: number | null
}

/** From the start of the program. */
export interface OpenFigures {
  readonly firstList: number
  /** From typing a word until its first result stood in the list. */
  readonly firstHit: number
}

/** How long a thread did not answer: the longest time, and how often it was longer than 50 ms. */
export interface Stalls {
  readonly longest: number
  /** Null where only the longest is known. */
  readonly over50: number | null
}
