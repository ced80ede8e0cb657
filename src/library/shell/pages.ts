/**
 * What a page can fetch, the same in both shells (Electron's own scheme, the browser shell's server): the built renderer, an
 * article's empty frame document, and the images an article shows. From request path to response, without http or Electron.
 */
import { readFile } from 'node:fs/promises'
import { articleIdSchema } from '#shared/article'
import { toFailure } from '#shared/result'
import { appPolicy, articlePolicy, commonHeaders, nothingPolicy } from './page-policies'
import { listRendererFiles, type RendererFile } from './renderer-files'

/** What is asked: a method, and the path as it stands in the address (still percent-encoded; a query is left aside). */
interface PageRequest {
  readonly method: string
  readonly path: string
}

/** What is answered, headers complete but for the length. */
export interface PageResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** What the pages are made of. */
interface PagesOptions {
  /** The built renderer, `out/renderer`. Listed once, at the start. */
  readonly rendererFolder: string
  /** Reads an image of an article (`host.asset`); throws `LecternError`. */
  readonly asset: (article: string, path: string) => Promise<{ readonly mediaType: string; readonly bytes: Uint8Array }>
  /** What the app page may connect to besides its own origin: the browser shell's `ws://` address. */
  readonly connectSources?: readonly string[]
}

/** Answers a request. Never rejects: what cannot be served is a 404, 405 or 500 in plain words. */
export type Respond = (request: PageRequest) => Promise<PageResponse>

/** Makes the pages; the renderer's files are listed from now on. */
export function createPages({ rendererFolder, asset, connectSources = [] }: PagesOptions): Respond {
  const policy = appPolicy(connectSources)
  const files = listRendererFiles(rendererFolder).catch(() => null)

  const page = async (path: string): Promise<PageResponse> => {
    const listed = await files
    if (listed === null || listed.size === 0)
      return plainPage(500, 'Lectern’s own pages are missing. Build it again: npm run build')
    const segments = readSegments(path)
    if (segments === null) return notFound()
    const file = listed.get(`/${segments.join('/')}`)
    if (file !== undefined) return staticFile(file, segments, policy)
    const [first, id, ...rest] = segments
    if (segments.length === 1 && first === '') {
      const index = listed.get('/index.html')
      return index === undefined ? notFound() : staticFile(index, ['index.html'], policy)
    }
    if (id === undefined || !articleIdSchema.safeParse(id).success) return notFound()
    if (first === 'article' && rest.length === 0) return frameDocument
    if (first === 'asset' && rest.length > 0 && !rest.includes('')) return image(id, rest.join('/'))
    return notFound()
  }

  const image = async (article: string, path: string): Promise<PageResponse> => {
    const found = await asset(article, path).catch((error: unknown) => toFailure(error))
    // Whatever else lies in a library is none of a page's business: an article shows images and nothing more.
    if (!('bytes' in found) || !/^image\/[a-z0-9.+-]+$/.test(found.mediaType)) return notFound()
    return { status: 200, headers: { ...articleHeaders, 'Content-Type': found.mediaType }, body: found.bytes }
  }

  return async ({ method, path }) => {
    if (method !== 'GET' && method !== 'HEAD') {
      const refusal = plainPage(405, 'This address can only be read (GET, HEAD).')
      return { ...refusal, headers: { ...refusal.headers, Allow: 'GET, HEAD' } }
    }
    const response = await page(path).catch(() => plainPage(500, 'This page of Lectern could not be read.'))
    return method === 'HEAD' ? { ...response, body: new Uint8Array() } : response
  }
}

/** A page of one plain sentence, for a visitor who cannot be shown more. */
export function plainPage(status: number, message: string): PageResponse {
  return {
    status,
    headers: {
      ...commonHeaders,
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Security-Policy': nothingPolicy,
      'X-Frame-Options': 'DENY',
    },
    body: new TextEncoder().encode(`${message}\n`),
  }
}

const notFound = (): PageResponse => plainPage(404, 'There is nothing at this address.')

const articleHeaders: Readonly<Record<string, string>> = {
  ...commonHeaders,
  'Content-Security-Policy': articlePolicy,
  'X-Frame-Options': 'SAMEORIGIN',
}

/** The document an article's frame starts from: it holds no article, the app builds the nodes of one in it. */
const frameDocument: PageResponse = {
  status: 200,
  headers: { ...articleHeaders, 'Content-Type': 'text/html; charset=utf-8' },
  body: new TextEncoder().encode(
    '<!doctype html><html><head><meta charset="utf-8"><title>Reader</title>' +
      '<link rel="stylesheet" href="/reader.css"></head><body><article></article></body></html>',
  ),
}

/** Splits and decodes a path, segment by segment; null for whatever could mean another place than it seems. */
function readSegments(path: string): readonly string[] | null {
  const plain = path.replace(/[?#].*$/s, '')
  if (!plain.startsWith('/') || plain.length > 8192) return null
  try {
    const segments = plain.slice(1).split('/').map(decodeURIComponent)
    return segments.some((segment) => segment === '.' || segment === '..' || /[/\0]/.test(segment)) ? null : segments
  } catch {
    return null
  }
}

async function staticFile(file: RendererFile, segments: readonly string[], policy: string): Promise<PageResponse> {
  const isPage = file.mediaType.startsWith('text/html')
  const headers: Record<string, string> = { ...commonHeaders, 'Content-Type': file.mediaType }
  headers['X-Frame-Options'] = 'DENY'
  if (isPage) {
    headers['Content-Security-Policy'] = policy
    headers['Cross-Origin-Opener-Policy'] = 'same-origin'
  } else if (file.mediaType === 'image/svg+xml') headers['Content-Security-Policy'] = nothingPolicy
  // The build names what lies in assets/ by its content, so it may be kept: a browser then keeps compiled scripts too.
  if (!isPage && segments[0] === 'assets') headers['Cache-Control'] = 'private, max-age=31536000, immutable'
  return { status: 200, headers, body: await readFile(file.file) }
}
