/** The library process: serves the libraries to the shell that started it, and leaves nothing unwritten when it ends. */
import { serve } from '#shared/rpc'
import { parentPort, readStartMessage } from '../shell/ports'
import { openHost } from './host'
import { type HostStart, hostChannels } from './host-contract'

const port = parentPort()
if (port === null) {
  process.stderr.write('This is a part of Lectern that only Lectern itself starts.\n')
  process.exit(2)
}

const stopWaiting = port.onMessage((message) => {
  const start = readStartMessage(message)
  if (start === null) return
  stopWaiting()
  run(start)
})

function run(start: HostStart): void {
  if (port === null) return
  // Events are sent only once requests are served.
  let emit: ReturnType<typeof serve>['emit'] = () => undefined
  const host = openHost({ ...start, emit: (event, payload) => emit(event, payload) })
  const server = serve(hostChannels, host.handlers, port)
  emit = server.emit
  let ending = false
  const end = (): void => {
    if (ending) return
    ending = true
    server.stop()
    emit = () => undefined
    host.close().then(
      () => process.exit(0),
      (error) => {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
        process.exit(1)
      },
    )
  }
  port.onClose(end)
  process.on('SIGTERM', end)
  // Ctrl+C reaches the whole terminal group; the shell decides when this process ends, after its last edits have arrived.
  process.on('SIGINT', () => undefined)
}
