import { buildForNode } from './build-for-node'

/** Builds the library process with its worker threads, as the shells start it, for tests that kill it; the caller deletes the folder. */
export const buildLibraryProcess = (): Promise<string> =>
  buildForNode({
    'library-process': 'process',
    'parse-worker': 'parse-worker',
    'merge-worker': 'merge-worker',
    'text-worker': 'text-worker',
  })
