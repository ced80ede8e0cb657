/** Runs programs of the tests as processes of their own that say what they do, and kills them. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect } from 'vitest'

export interface Child {
  /** The folder it was built into. */
  readonly program: string
  /** Its name there. */
  readonly name: string
  readonly args: readonly string[]
}

/** Lets it work until it says its first word, and then a little longer (milliseconds); returns what it said. */
export async function runAndKill<Said>(child: Child, longer: number): Promise<readonly Said[]> {
  const { process, ended, firstWord, said } = start(child)
  await Promise.race([firstWord, ended])
  await delay(longer)
  process.kill('SIGKILL')
  expect(await ended).toEqual([null, 'SIGKILL'])
  return linesOf(said())
}

/** Lets it work to its end; returns what it said. */
export async function runToEnd<Said>(child: Child): Promise<readonly Said[]> {
  const { ended, said } = start(child)
  expect(await ended).toEqual([0, null])
  return linesOf(said())
}

function start({ program, name, args }: Child) {
  const child = spawn(process.execPath, [join(program, `${name}.js`), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LECTERN_PARSE_WORKER: join(program, 'parse-worker.js') },
  })
  let said = ''
  const firstWord = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk
      resolve()
    })
  })
  return { process: child, ended: once(child, 'close'), firstWord, said: () => said }
}

/** The last line may be cut. */
function linesOf<Said>(said: string): readonly Said[] {
  return said
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
}
