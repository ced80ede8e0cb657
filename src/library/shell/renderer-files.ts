/** The files of the built renderer that may be served: a list read once, so that no request ever becomes a path. */
import { readdir, realpath } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

/** A servable file: its real, absolute path and its media type. */
export interface RendererFile {
  readonly file: string
  readonly mediaType: string
}

const mediaTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  map: 'application/json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  ico: 'image/x-icon',
  webp: 'image/webp',
  woff: 'font/woff',
  woff2: 'font/woff2',
  wasm: 'application/wasm',
}

/** Lists the servable files of `folder` by request path (`/assets/index-1a2b.js`). Links that lead out of it are left out. */
export async function listRendererFiles(folder: string): Promise<ReadonlyMap<string, RendererFile>> {
  const root = await realpath(folder)
  const files = new Map<string, RendererFile>()
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const mediaType = mediaTypes[entry.name.slice(entry.name.lastIndexOf('.') + 1)]
    if (mediaType === undefined || !(entry.isFile() || entry.isSymbolicLink())) continue
    const named = join(entry.parentPath, entry.name)
    const file = await realpath(named).catch(() => null)
    if (file?.startsWith(root + sep)) files.set(`/${relative(root, named).split(sep).join('/')}`, { file, mediaType })
  }
  return files
}
