import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** A server on this machine that nobody should ever call, and the calls it got all the same. */
export interface Listener {
  /** `127.0.0.1:port` */
  readonly host: string
  /** Method and path of each request, and `connection` for each connection, in order. */
  readonly calls: readonly string[]
  close(): Promise<void>
}

/** Listens on a free loopback port and answers everything with a script, so that a leak also shows as one that runs. */
export async function listen(): Promise<Listener> {
  const calls: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    calls.push(`${request.method} ${request.url}`)
    response.writeHead(200, { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' })
    response.end('top.__pwned = "listener"')
  })
  server.on('connection', (socket) => {
    calls.push('connection')
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
