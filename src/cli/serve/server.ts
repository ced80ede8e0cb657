/** The browser shell's server: pages over HTTP and the contract over WebSockets, on the loopback address unless told otherwise. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, isIPv6 } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { type PageResponse, plainPage, type Respond } from '#library/shell/pages'
import { LecternError } from '#shared/result'
import type { Port } from '#shared/rpc'
import { createGate, type Gate } from './gate'
import { defaultBounds, type SocketBounds, socketPort } from './socket-port'

const loopback = '127.0.0.1'
/** Tabs and their connections at once: far beyond use, small enough to bound what they can hold. */
const maxConnections = 256
const maxSockets = 64
/** The largest request is a note of a million characters, each of which JSON may write as six. */
const maxMessageBytes = 8 * 1024 * 1024

/** Milliseconds that the other side has to hang up. */
const goodbye = 500

/** How long the server waits for others, in milliseconds. */
export interface Patience {
  /** For the headers of a request, and for all of it. */
  readonly request: number
  /** For a visitor over HTTP who neither sends nor reads anything. */
  readonly idle: number
  /** Between two pings to a tab; a tab that did not answer the last one is cut off. */
  readonly ping: number
}

/** Requests are short and come from this machine; a page in the background may be slow to answer a ping, but not so slow. */
const defaultPatience: Patience = { request: 10_000, idle: 60_000, ping: 30_000 }

/** What a server serves. */
export interface ServerOptions {
  /** 0: any free one. */
  readonly port: number
  /** The address to listen on; null: the loopback address. */
  readonly host: string | null
  readonly token: string
  readonly cookieName: string
  /** Makes the pages, given the origins of the server's sockets. */
  readonly pages: (connectSources: readonly string[]) => Respond
  /** Starts a conversation with a tab that connected; it ends when the port closes. */
  readonly onTab: (port: Port) => void
  readonly bounds?: SocketBounds
  readonly patience?: Patience
}

/** A running server. */
export interface RunningServer {
  /** The address to open, token and all. */
  readonly address: string
  readonly port: number
  /** Ends all connections and frees the port. */
  close(): Promise<void>
}

/** Starts the server; throws `LecternError` ('io') when the port cannot be had. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const patience = options.patience ?? defaultPatience
  const server = createServer({
    headersTimeout: patience.request,
    requestTimeout: patience.request,
    connectionsCheckingInterval: Math.min(patience.request / 4, 1000),
  })
  server.setTimeout(patience.idle)
  server.maxConnections = maxConnections
  const host = options.host ?? loopback
  const port = await listen(server, host, options.port)
  const names = namesOf(host)
  const gate = createGate({ port, names, token: options.token, cookieName: options.cookieName })
  const respond = options.pages(names.map((name) => `ws://${name}:${port}`))
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes, clientTracking: true })

  server.on('request', (request, response) => void answerRequest(gate, respond, request, response))
  server.on('upgrade', (request, stream, head) => {
    const verdict = gate.socket({ method: request.method ?? '', url: request.url ?? '', headers: request.headers })
    if (verdict.kind === 'refuse') return refuseUpgrade(stream, verdict.status)
    if (sockets.clients.size >= maxSockets) return refuseUpgrade(stream, 503)
    sockets.handleUpgrade(request, stream, head, (socket) => greet(socket, options, patience.ping))
  })
  server.on('clientError', (error: NodeJS.ErrnoException, stream) =>
    refuseUpgrade(stream, error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400),
  )

  return {
    address: `http://${names[0]}:${port}/?token=${options.token}`,
    port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of sockets.clients) socket.close(1001)
      sockets.close()
      server.closeIdleConnections()
      // A tab that does not answer the goodbye must not keep the program alive.
      const force = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate()
        server.closeAllConnections()
      }, goodbye)
      await closed
      clearTimeout(force)
    },
  }
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? `Port ${port} is already in use by another program. Choose another with --port, or leave it out.`
          : `Lectern could not listen on ${host}, port ${port} (${error.message}). Choose others with --host and --port, or leave them out.`
      reject(new LecternError('io', why, { cause: error }))
    })
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })
}

/** What a listening address is called in addresses. One that means every network of this machine has no name to be called by. */
function namesOf(host: string): readonly string[] {
  const own = isIPv6(host) ? `[${host}]` : host
  return host === loopback || host === 'localhost' ? [loopback, 'localhost'] : [own]
}

async function answerRequest(
  gate: Gate,
  respond: Respond,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = '', url = '', headers } = request
  const verdict = gate.request({ method, url, headers })
  switch (verdict.kind) {
    case 'enter':
      // The token leaves the address bar, and with it the history and every place an address is copied to.
      return send(response, redirect('/', verdict.cookie), method)
    case 'refuse':
      return send(response, plainPage(verdict.status, verdict.message), method)
    case 'pass':
      return send(response, await respond({ method, path: url }), method)
  }
}

function redirect(to: string, cookie: string): PageResponse {
  const page = plainPage(303, 'Lectern is open at this address without the token.')
  return { ...page, headers: { ...page.headers, Location: to, 'Set-Cookie': cookie } }
}

function send(response: ServerResponse, { status, headers, body }: PageResponse, method: string): void {
  response.writeHead(status, { ...headers, ...(method === 'HEAD' ? {} : { 'Content-Length': body.byteLength }) })
  response.end(method === 'HEAD' ? undefined : body)
}

function greet(socket: WebSocket, options: ServerOptions, pingEvery: number): void {
  // An oversized or broken frame closes the socket by itself and says so in an event that, unheard, would end the program.
  socket.on('error', () => undefined)
  options.onTab(socketPort(socket, options.bounds ?? defaultBounds))
  dropWhenSilent(socket, pingEvery)
}

/** Cuts a tab off that answers no ping: its machine sleeps or is gone, and what waits for it is memory. It connects again. */
function dropWhenSilent(socket: WebSocket, pingEvery: number): void {
  let answered = true
  socket.on('pong', () => {
    answered = true
  })
  const timer = setInterval(() => {
    // What it may have answered is not read while it has too many requests under way.
    if (socket.isPaused) return
    if (!answered) return socket.terminate()
    answered = false
    socket.ping()
  }, pingEvery)
  socket.once('close', () => clearInterval(timer))
}

function refuseUpgrade(stream: Duplex, status: number): void {
  if (stream.writable) stream.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  stream.on('error', () => stream.destroy())
  // Whoever does not hang up is hung up on.
  setTimeout(() => stream.destroy(), goodbye).unref()
}
