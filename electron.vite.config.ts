import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { programs } from './scripts/programs.mjs'

const fromHere = (path: string): string => resolve(import.meta.dirname, path)

/**
 * One build, three rooms of output: `out/main` holds everything that runs in Node (the desktop shell, the library process,
 * its parse workers, the terminal), `out/preload` the one CommonJS bridge, `out/renderer` the page both shells serve.
 */
export default defineConfig({
  main: {
    build: {
      target: 'node20',
      // Only packages with native parts stay outside; all else is bundled, so that the process starts fast.
      externalizeDeps: { include: ['@parcel/watcher'], exclude: bundled() },
      rollupOptions: {
        input: Object.fromEntries(Object.entries(programs).map(([name, source]) => [name, fromHere(source)])),
        output: { format: 'es' },
      },
    },
  },
  preload: {
    build: {
      // electron-vite accepts only a Node target here; its syntax is older than what the sandbox's Chromium knows.
      target: 'node20',
      rollupOptions: {
        input: { index: fromHere('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: fromHere('src/renderer'),
    plugins: [react()],
    build: {
      target: 'chrome130',
      assetsInlineLimit: 0,
      minify: true,
      modulePreload: { polyfill: false },
      rollupOptions: {
        // The frame's style sheet is an entry of its own, with a name that stays: the frame's document links /reader.css.
        input: { index: fromHere('src/renderer/index.html'), reader: fromHere('src/renderer/styles/reader.css') },
        output: {
          assetFileNames: ({ names }) =>
            names.includes('reader.css') ? 'reader.css' : 'assets/[name]-[hash][extname]',
        },
      },
    },
  },
})

function bundled(): string[] {
  return [
    'chardet',
    'commander',
    'conf',
    'electron-store',
    'linkedom',
    '@mozilla/readability',
    '@orama/stemmers',
    'lunr',
    'markdown-it',
    'parse5',
    'picomatch',
    'ws',
    'yaml',
    'zod',
  ]
}
