import type { ElectronApplication, Page } from '@playwright/test'

export type ShellName = 'desktop' | 'browser'

/** What a shell is started with. Everything it keeps goes below `home`, so that no test meets another or the real reader. */
export interface ShellStart {
  readonly home: string
  readonly folders: readonly string[]
}

/** A running Lectern in one of its shells. */
export interface RunningShell {
  readonly page: Page
  /** Where its pages live: `lectern://app` or `http://127.0.0.1:port`. */
  readonly origin: string
  /** The folder that the next exports go to. */
  readonly exportFolder: string
  /** Answers the next folder dialogs. Desktop only. */
  answerFolderDialog(folder: string): Promise<void>
  /** Opens an address in a page of its own, as if typed into an address bar; the same cookies and handlers answer it. */
  visit(address: string): Promise<Page>
  /** Fetches a path of its own outside of any page, with the reader's cookies; header names in lower case. */
  fetch(path: string): Promise<{ readonly status: number; readonly headers: Readonly<Record<string, string>> }>
  /** Links that were handed to the reader's own browser. */
  openedLinks(): Promise<readonly string[]>
  /** Ends it as a reader would, and waits until its process is gone; throws when it does not end cleanly. */
  quit(): Promise<void>
  /** Ends it at once, whatever state it is in. */
  kill(): Promise<void>
  /** Ends the program behind the page at once and leaves the page open. Browser only. */
  crash(): Promise<void>
  /** Starts the program again after a crash, at the same port, and returns the address it prints. Browser only. */
  revive(): Promise<string>
  /** Starts it a second time with these words, as another program or the reader would, and says with which code that ended. Desktop only. */
  startAgain(...words: readonly string[]): Promise<number | null>
  /** The shell's own process. */
  readonly pid: number
  /** The desktop's main process, to be asked what no page knows; null in a browser. */
  readonly main: ElectronApplication | null
  /** What the process said on its outputs. */
  readonly output: () => string
}

/** The environment of a started Lectern: this process's own, with every place of its own pointed below `home`. */
export function isolatedEnvironment(home: string): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('LECTERN_'),
  )
  return {
    ...Object.fromEntries(inherited),
    LECTERN_DATA_DIR: `${home}/data`,
    LECTERN_CACHE_DIR: `${home}/cache`,
    LANG: 'en_GB.UTF-8',
    TZ: 'Pacific/Kiritimati',
  }
}
