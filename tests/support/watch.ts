import type { ConsoleMessage, Frame, Page, Request } from '@playwright/test'

/** What the pages of one started Lectern did, gathered as it happened. */
export interface Watched {
  /** Every address that any page asked for, in order. */
  readonly requests: readonly string[]
  /** What must not happen in our own pages, each in a sentence: errors, policy violations, dialogs, navigation, windows. */
  readonly problems: string[]
}

/**
 * Watches a page and all that it opens. Anything but the app's own pages in the window, an article in a frame, or a request
 * to another origin is a problem; so is any error on the console, which is where Chromium reports policy violations.
 */
export async function watchPage(page: Page, origin: string): Promise<Watched> {
  const requests: string[] = []
  const problems: string[] = []
  const own = (address: string): boolean => address === origin || address.startsWith(`${origin}/`)
  const onRequest = (request: Request): void => {
    const address = request.url()
    requests.push(address)
    if (!own(address) && !address.startsWith('data:') && !address.startsWith('blob:'))
      problems.push(`A request left for ${address}`)
  }
  const onConsole = (message: ConsoleMessage): void => {
    if (message.type() === 'error' && !isMissingPicture(message, origin))
      problems.push(`Console: ${message.text()} (${message.location().url})`)
  }
  const onError = (error: Error): void => void problems.push(`Uncaught: ${error.stack ?? error.message}`)
  page.on('request', onRequest)
  page.on('console', onConsole)
  page.on('pageerror', onError)
  page.on('crash', () => problems.push('The page crashed'))
  page.on('download', (download) => problems.push(`A download of ${download.url()}`))
  page.on('dialog', (dialog) => {
    problems.push(`A dialog: ${dialog.type()} ${dialog.message()}`)
    void dialog.dismiss().catch(() => undefined)
  })
  page.context().on('page', (opened) => {
    // Pages that the test itself opens are told apart by who opened them.
    void opened.opener().then((opener) => {
      if (opener !== null) problems.push(`A window was opened: ${opened.url()}`)
    })
  })
  page.on('framenavigated', (frame: Frame) => {
    const address = frame.url()
    const top = frame === page.mainFrame()
    const allowed = top ? own(address) && isAppPage(address, origin) : isArticle(address, origin)
    if (!allowed) problems.push(`${top ? 'The window' : 'A frame'} went to ${address}`)
  })
  // What happened before anyone listened: Playwright keeps the latest of each.
  for (const request of await page.requests()) onRequest(request)
  for (const message of await page.consoleMessages()) onConsole(message)
  for (const error of await page.pageErrors()) onError(error)
  return { requests, problems }
}

/** An article may name a picture that is not in its library: the browser says so, and it is nobody's fault. */
const isMissingPicture = (message: ConsoleMessage, origin: string): boolean =>
  message.location().url.startsWith(`${origin}/asset/`) && /^Failed to load resource: .*404/.test(message.text())

function isAppPage(address: string, origin: string): boolean {
  const path = address.slice(origin.length).replace(/[?#].*$/s, '')
  return path === '' || path === '/' || path === '/index.html'
}

const isArticle = (address: string, origin: string): boolean =>
  address === 'about:blank' || address.startsWith(`${origin}/article/`)
