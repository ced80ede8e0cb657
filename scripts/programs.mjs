/** What runs in Node, by name, with the module each begins with: the bundles of `out/main`. */

/** The worker threads of the library process; each looks for the others beside itself. */
export const workerThreads = {
  'parse-worker': 'src/library/parse/parse-worker.ts',
  'merge-worker': 'src/library/index/merge-worker.ts',
  'text-worker': 'src/library/search/text-worker.ts',
}

/** The library process with all it starts. */
export const libraryProcess = { 'library-process': 'src/library/host/process.ts', ...workerThreads }

/** Everything: the desktop shell, the terminal and the library process. */
export const programs = { index: 'src/main/index.ts', lectern: 'src/cli/lectern.ts', ...libraryProcess }
