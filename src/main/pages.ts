/** Serves the pages under Electron's own scheme: the same pages, from the same code, as the browser shell. */
import { join } from 'node:path'
import { protocol } from 'electron'
import { createPages, plainPage } from '#library/shell/pages'
import type { SupervisedHost } from '#library/shell/supervisor'
import { appHost, scheme } from './addresses'

/** Must run before `ready`: makes the scheme a real origin, with the rights of a secure page and none beyond. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** Answers every request for the scheme. */
export function setupPages(host: SupervisedHost): void {
  const respond = createPages({
    rendererFolder: join(import.meta.dirname, '..', 'renderer'),
    asset: (article, path) => host.request('host.asset', { article, path }),
  })
  protocol.handle(scheme, async (request) => {
    const url = new URL(request.url)
    const { status, headers, body } =
      url.host === appHost
        ? await respond({ method: request.method, path: url.pathname })
        : plainPage(404, 'There is nothing at this address.')
    return new Response(new Uint8Array(body), { status, headers: { ...headers } })
  })
}
