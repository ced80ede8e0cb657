/** The one origin of the desktop's pages, and what may be asked of it. */

/** Registered as a standard, secure scheme: nothing outside this process answers to it. */
export const scheme = 'lectern'
export const appHost = 'app'
/** The app page. */
export const appAddress = `${scheme}://${appHost}/index.html`

/** True for an address of our own pages; Node calls the origin of such a scheme "null", so its parts are compared. */
export function isOwn(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null
  return url?.protocol === `${scheme}:` && url.host === appHost && url.username === '' && url.password === ''
}

/** True for the app page itself, the only one that may ask the shell anything. */
export function isAppPage(address: string): boolean {
  return isOwn(address) && ['/', '/index.html'].includes(new URL(address).pathname)
}

/** True where a frame may go: the window shows the app page and nothing else, a frame in it an article's document. */
export function mayNavigate(address: string, isMainFrame: boolean): boolean {
  if (isMainFrame) return isAppPage(address)
  return address === 'about:blank' || (isOwn(address) && new URL(address).pathname.startsWith('/article/'))
}
