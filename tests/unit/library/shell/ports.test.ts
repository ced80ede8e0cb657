import { type ChildProcess, fork } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { childProcessPort, readStartMessage, startMessage } from '#library/shell/ports'

/** A real process that sends back what it gets and ends when told to. */
async function echo(): Promise<ChildProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-ports-'))
  const file = join(folder, 'echo.mjs')
  await writeFile(
    file,
    "process.on('message', (message) => (message === 'end' ? process.exit() : process.send(message)))",
  )
  const child = fork(file, [], { serialization: 'advanced', execArgv: [] })
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })
  return child
}

describe('the port of a child process', () => {
  it('carries bytes as they are, and tells once when the process is gone', async () => {
    const port = childProcessPort(await echo())
    const received = new Promise((resolve) => port.onMessage(resolve))
    port.post({ bytes: Uint8Array.of(0, 255), nothing: undefined })
    expect(await received).toEqual({ bytes: Uint8Array.of(0, 255), nothing: undefined })

    let closed = 0
    const gone = new Promise<void>((resolve) =>
      port.onClose(() => {
        closed++
        resolve()
      }),
    )
    port.post('end')
    await gone
    port.post('to nobody')
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(closed).toBe(1)
  })

  it('tells that a process could not be started', async () => {
    const child = fork(join(tmpdir(), 'lectern-no-such-program.mjs'), [], { execArgv: [], stdio: 'ignore' })
    await new Promise<void>((resolve) => childProcessPort(child).onClose(resolve))
    expect(child.connected).toBe(false)
  })
})

describe('the first message', () => {
  it('is read as it was written, and nothing else is', () => {
    const start = { dataDir: '/data', cacheDir: '/cache' }
    expect(readStartMessage(startMessage(start))).toEqual(start)
    expect(readStartMessage(start)).toBeNull()
    expect(readStartMessage({ id: 1, channel: 'host.flush', request: null })).toBeNull()
  })
})
