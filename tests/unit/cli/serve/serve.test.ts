/** The browser shell as a program: started, asked, stopped. */
import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { serveOutputSchema } from '../../../../src/cli/json'
import { everything, ready, servedProgram, stop, visit } from './served-program'

const world = servedProgram()

describe('lectern serve', () => {
  it('prints its address, shows itself, keeps what was written, and ends with 0', async () => {
    const first = await world.start(['news'])
    expect(first.line).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/)
    const { bridge, origin, cookie } = await visit(first.line)
    const page = await fetch(`${origin}/`, { headers: { cookie } })
    expect([page.status, await page.text()]).toEqual([200, '<!doctype html><title>Lectern</title>'])
    expect(page.headers.get('content-security-policy')).toContain(`ws://${new URL(origin).host}`)

    expect(await bridge.request('app.info', null)).toMatchObject({
      shell: 'browser',
      can: { pickFolder: false, dropFolder: false, pickExportFolder: false, browseFolders: true },
      exportFolder: join(world.folder, 'Lectern exports'),
    })
    await ready(bridge)
    const found = await bridge.request('articles.query', {
      query: { ...everything, text: 'harbour' },
      offset: 0,
      limit: 5,
    })
    expect(found.rows.map(({ path }) => path)).toEqual(['a.txt'])
    const article = found.rows[0]?.id ?? ''
    const library = found.rows[0]?.library ?? ''
    await bridge.request('libraries.choosePlace', { library, place: 'beside' })
    await bridge.request('notes.set', { article, note: 'seen' })
    expect(await stop(first.child)).toBe(0)

    // Without a folder, those of last time are open again.
    const second = await world.start(['--port', '0'])
    expect(second.line).not.toContain(new URL(first.line).search)
    // Unsaved text waits in the browser under this address.
    expect(new URL(second.line).origin).toBe(origin)
    const { bridge: again } = await visit(second.line)
    await ready(again)
    const { rows } = await again.request('articles.query', { query: everything, offset: 0, limit: 5 })
    expect(rows).toMatchObject([{ path: 'a.txt', hasNote: true }])
    expect(await stop(second.child, 'SIGINT')).toBe(0)
  })

  it('leaves no lock behind, so that the next one writes at once', async () => {
    const { child, line } = await world.start(['news'])
    await ready((await visit(line)).bridge)
    const locks = (): string[] => readdirSync(join(world.folder, 'cache'), { recursive: true, encoding: 'utf8' })
    expect(locks().filter((path) => path.endsWith('/lock'))).toHaveLength(1)
    expect(await stop(child)).toBe(0)
    expect(locks().filter((path) => path.endsWith('/lock'))).toEqual([])
  })

  it('tells every tab what another one did', async () => {
    const { line } = await world.start(['news'])
    const [one, two] = [await visit(line), await visit(line)]
    await ready(one.bridge)
    const told = new Promise((resolve) => two.bridge.on('preferences.changed', resolve))
    await one.bridge.request('preferences.set', { theme: 'dark' })
    expect(await told).toMatchObject({ theme: 'dark' })
  })

  it('exports into the folder it said', async () => {
    mkdirSync(join(world.folder, 'root'))
    const { line } = await world.start(['news', '--root', 'root'])
    const { bridge } = await visit(line)
    await ready(bridge)
    const report = await bridge.request('export.run', { kind: 'query', query: { ...everything, text: 'harbour' } })
    expect(report).toMatchObject({ folder: join(world.folder, 'root', 'Lectern exports'), failed: [] })
    expect(existsSync(join(world.folder, 'root', 'Lectern exports', report?.written[0] ?? 'none'))).toBe(true)
  })

  it('prints one object with --json', async () => {
    const { line } = await world.start(['--json'])
    expect(serveOutputSchema.parse(JSON.parse(line)).address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=/)
  })

  it('ends with the program that started it over a channel', async () => {
    const child = fork(world.program, ['serve', 'news'], {
      cwd: world.folder,
      env: world.environment(),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    await world.start([], child)
    const exited = once(child, 'exit')
    child.disconnect()
    expect((await exited)[0]).toBe(0)
  })

  it('ends with the shell that npm started it through', async () => {
    // What npm does: a shell that waits for the program and has it do the signals.
    const shell = spawn('/bin/sh', ['-c', `"${process.execPath}" "${world.program}" serve; true`], {
      cwd: world.folder,
      env: { ...world.environment(), npm_lifecycle_event: 'lectern' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const { line } = await world.start([], shell)
    await stop(shell)
    // Its end of the pipe closes with the program itself.
    if (shell.stdout && !shell.stdout.closed) await once(shell.stdout, 'close')
    await expect(fetch(line)).rejects.toThrow()
  })

  it('takes another port where the one of last time is taken or makes no sense', async () => {
    const first = await world.start([])
    const second = await world.start(['--port', '0'])
    expect(new URL(second.line).port).not.toBe(new URL(first.line).port)
    await stop(second.child)
    writeFileSync(join(world.folder, 'cache', 'serve-port'), '99999\n')
    const third = await world.start([])
    expect(Number(new URL(third.line).port)).toBeGreaterThan(1023)
  })

  it('a port that is taken is exit code 3 and one line', async () => {
    const { line } = await world.start([])
    const { port } = new URL(line)
    const second = world.spawn(['--port', port])
    let said = ''
    second.stderr?.on('data', (piece) => {
      said += piece
    })
    const [code] = await once(second, 'close')
    expect(code).toBe(3)
    expect(said).toMatch(new RegExp(`^lectern: Port ${port} is already in use[^\n]*\n$`))
  })
})
