/**
 * Who may come in: only a visitor who once had the printed address, and only from Lectern's own pages. Loopback alone is no
 * protection: every page in the reader's browser can send requests to 127.0.0.1, and so can other users of the machine.
 */
import { createHash, timingSafeEqual } from 'node:crypto'

/** What the gate looks at; the header values as Node gives them. */
export interface Visit {
  readonly method: string
  /** The request target: path and query. */
  readonly url: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}

/** `enter`: the token was right, hand out the cookie. `pass`: the cookie was right. `refuse`: in plain words. */
type Verdict =
  | { readonly kind: 'enter'; readonly cookie: string }
  | { readonly kind: 'pass' }
  | { readonly kind: 'refuse'; readonly status: number; readonly message: string }

/** What a gate is made for. */
interface GateOptions {
  readonly port: number
  /** The names it answers to: those under which it may be addressed. Every other name may be a stranger's that leads here. */
  readonly names: readonly string[]
  readonly token: string
  /** Cookies are shared between the ports of a host, so that each start needs a name of its own. */
  readonly cookieName: string
}

/** Judges requests for pages and sockets. */
export interface Gate {
  request(visit: Visit): Verdict
  /** A WebSocket handshake: a browser always names the page's origin in it, so that one without is refused too. */
  socket(visit: Visit): Verdict
}

const noKey =
  'Lectern opens only with its full address. Copy it, with everything after “?token=”, from the terminal in which Lectern was started.'

/** Makes the gate of one running server. */
export function createGate({ port, names, token, cookieName }: GateOptions): Gate {
  const hosts = new Set(names.map((name) => `${name}:${port}`))
  const origins = new Set([...hosts].map((host) => `http://${host}`))
  const refuse = (message: string): Verdict => ({ kind: 'refuse', status: 403, message })

  const outsider = ({ method, headers }: Visit, path: string): Verdict | null => {
    // A page of another name that resolves to 127.0.0.1 (DNS rebinding) still sends its own name as the host.
    if (!hosts.has(one(headers.host))) return refuse(`Lectern answers at ${[...hosts].join(' and ')} only.`)
    const origin = headers.origin
    const reads = method === 'GET' || method === 'HEAD'
    if (origin !== undefined ? !origins.has(one(origin)) : !reads)
      return refuse('This request came from another site and was refused.')
    const site = one(headers['sec-fetch-site'])
    // Other ports of this machine count as the same site: only Lectern's own pages, and addresses opened by hand, pass.
    const fromElsewhere = site === 'cross-site' || site === 'same-site'
    const opened = one(headers['sec-fetch-mode']) === 'navigate' && one(headers['sec-fetch-dest']) === 'document'
    if (fromElsewhere && !(opened && path === '/'))
      return refuse('This request came from another site and was refused.')
    return null
  }
  const hasCookie = ({ headers }: Visit): boolean => {
    const pairs = one(headers.cookie)
      .split(';')
      .map((pair) => pair.trim())
    return pairs.some((pair) => pair.startsWith(`${cookieName}=`) && same(pair.slice(cookieName.length + 1), token))
  }

  return {
    request(visit) {
      const [path = '', query = ''] = visit.url.split('?', 2)
      const refusal = outsider(visit, path)
      if (refusal !== null) return refusal
      const key = new URLSearchParams(query).get('token')
      if (path === '/' && key !== null && same(key, token))
        return { kind: 'enter', cookie: `${cookieName}=${token}; HttpOnly; SameSite=Strict; Path=/` }
      return hasCookie(visit) ? { kind: 'pass' } : refuse(noKey)
    },
    socket(visit) {
      if (visit.headers.origin === undefined) return refuse('This connection does not come from a page of Lectern.')
      const refusal = outsider(visit, visit.url)
      if (refusal !== null) return refusal
      if (visit.url !== '/socket') return { kind: 'refuse', status: 404, message: 'There is nothing at this address.' }
      return hasCookie(visit) ? { kind: 'pass' } : refuse(noKey)
    },
  }
}

/** A header that must stand once; repeated, it counts as none. */
const one = (value: string | readonly string[] | undefined): string => (typeof value === 'string' ? value : '')

/** Compares without telling by the time it takes how much was right. */
function same(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
