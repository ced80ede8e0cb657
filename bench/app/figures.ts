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

/** A task of a page's main thread, milliseconds: by the clock, and what of it the processor worked on it, however busy the machine was. */
export interface Task {
  readonly wall: number
  readonly cpu: number
}

/** What a page did for a while; every number is milliseconds. */
export interface Watch {
  /** Tasks of 16 ms and more by the clock. */
  readonly tasks: readonly Task[]
  /** Intervals between frames. */
  readonly frames: readonly number[]
  /** From a key until the paint after it; only those of 16 ms and more. */
  readonly keys: readonly number[]
}

export type Move = 'next' | 'palette' | 'views' | 'libraries' | 'long'

/** What the desk does under the hands of a reader, with every article indexed and nothing else going on. */
export interface DeskFigures {
  readonly shell: string
  readonly articles: number
  readonly typing: Watch & {
    readonly pressed: number
    /** For each query, from its last key until its results stood painted. */
    readonly painted: readonly number[]
  }
  readonly scrolling: { readonly wheel: Watch; readonly pageDown: Watch; readonly thumb: Watch }
  /** What a hand does beside: keys held down, one press, or a few. */
  readonly moves: Readonly<Record<Move, Watch>>
  readonly archive: Watch & {
    /** Until it was answered, with one query for the selection. */
    readonly answered: number
    /** Until it was undone. */
    readonly undone: number
    /** Everything chosen and archived by two keys, until the list of the archive's view counts it. */
    readonly byKeys: number
    readonly byKeysWatch: Watch
  }
  /** `is:unread`, milliseconds in the library process; the median of five. */
  readonly unread: { readonly before: number; readonly archived: number }
  /** Null where the run ended before it. */
  readonly annotations: AnnotationFigures | null
  /** An article with 5,000 highlights; null where the run ended before it. */
  readonly marked: { readonly opening: Watch; readonly scrolling: Watch; readonly adding: Watch } | null
}

/** The view of all highlights and notes. */
export interface AnnotationFigures extends Watch {
  readonly total: number
  /** From a start with the notebook there until all was ready. */
  readonly ready: number
  readonly shown: number
  readonly shownAgain: number
  readonly byColour: number
  readonly byWord: number
  /** The first search of the library after it, from its Enter to its first marked hit. */
  readonly search: number
}
