/**
 * How Lectern is packaged. Everything but the folder watcher is bundled into `out`, so that no other package goes along.
 * `ELECTRON_DIST` (set by scripts/package.mjs) names an unpacked Electron runtime to use instead of a downloaded one.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const dist = process.env.ELECTRON_DIST
/** The folder watcher and what it loads. */
const unbundled = [
  '@parcel/watcher',
  '@parcel/watcher-*',
  'detect-libc',
  'is-glob',
  'is-extglob',
  'picomatch',
  'node-addon-api',
]

/** @type {import('electron-builder').Configuration} */
export default {
  appId: 'org.lectern.Lectern',
  productName: 'Lectern',
  copyright: 'Copyright © 2026 The Lectern maintainers',
  directories: { output: 'dist', buildResources: 'resources' },
  files: ['package.json', 'out/**', '!node_modules/**', ...unbundled.map((name) => `node_modules/${name}/**`)],
  asarUnpack: ['**/*.node'],
  // Not inside the archive: Electron looks names up there in the system's own encoding, and without a UTF-8 locale finds no others than ASCII.
  extraResources: [{ from: 'samples', to: 'samples' }],
  npmRebuild: false,
  // No update check: Lectern has no network.
  publish: null,
  ...(dist === undefined
    ? {}
    : { electronDist: dist, electronVersion: readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '') }),
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  },
  protocols: [{ name: 'Lectern article', schemes: ['lectern'] }],
  linux: {
    target: ['deb', 'rpm', 'AppImage'],
    category: 'Office',
    maintainer: 'The Lectern maintainers',
    synopsis: 'Read, search and annotate folders of articles, offline',
    mimeTypes: ['inode/directory', 'x-scheme-handler/lectern'],
    desktop: { entry: { StartupWMClass: 'Lectern', Keywords: 'articles;notes;search;research;reader;' } },
  },
  mac: {
    target: 'dmg',
    category: 'public.app-category.productivity',
    hardenedRuntime: true,
    extendInfo: {
      CFBundleDocumentTypes: [
        {
          CFBundleTypeName: 'Folder',
          CFBundleTypeRole: 'Viewer',
          LSItemContentTypes: ['public.folder'],
          LSHandlerRank: 'Alternate',
        },
      ],
    },
  },
  win: { target: 'nsis' },
  nsis: {
    oneClick: false,
    perMachine: false,
    allowToChangeInstallationDirectory: true,
    include: 'resources/folder-menu.nsh',
  },
}
