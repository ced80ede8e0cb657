import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { buildForNode } from '../../../support/build-for-node'
import { randomFrom } from '../../../support/generator'
import { logsBelow, type TestStates, testStates } from './support'

/** The system's user without rights: root may write where nobody else can. */
const nobody = 65_534
const asOther = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}

let program: string
let test: TestStates
beforeAll(async () => {
  program = await buildForNode({ child: 'tests/unit/library/states/child.ts' })
  await chmod(program, 0o755)
})
afterAll(() => rm(program, { recursive: true, force: true }))
beforeEach(async () => {
  test = await testStates(true)
})
afterEach(() => test.remove())

/** Runs the child, and kills it so many milliseconds after its first word, where that is said. Returns what it said in whole lines. */
async function run(args: readonly string[], lifetime: number | null, options = {}): Promise<readonly unknown[]> {
  const child = spawn(process.execPath, [join(program, 'child.js'), ...args], {
    ...{ stdio: ['ignore', 'pipe', 'inherit'], ...options },
  })
  const exit = once(child, 'exit')
  let said = ''
  const spoke = new Promise<void>((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      resolve()
    })
  })
  await Promise.race([spoke, exit])
  if (lifetime !== null) {
    await delay(lifetime)
    child.kill('SIGKILL')
  }
  await exit
  const lines = said.split('\n').slice(0, -1)
  return lines.map((line): unknown => JSON.parse(line))
}

it('has everything that was answered, however often the writer is killed', async () => {
  const random = randomFrom(4)
  let next = 0
  for (let life = 0; life < 10; life++) {
    const said = await run(['write', test.folder, test.dataOf('desk'), String(next)], random() * 120)
    const last = Number(said.at(-1))
    const states = await test.open('desk')
    // Every change names this article. What came after the last answer may be there or not.
    const shown = states.of('0.txt').triage
    expect([last, last + 1].map((number) => (number % 2 === 0 ? 'archived' : 'later'))).toContain(shown)
    for (let number = Math.max(0, last - 20); number <= last; number++) {
      const widest = `${(number % 7) * 40}.txt`
      expect(states.of(widest).triage).not.toBeNull()
    }
    next = last + 1
    await states.set([{ articles: [{ path: 'mine.txt', hash: 'h' }], triage: life % 2 === 0 ? 'inbox' : 'later' }])
    await states.close()
  }
  expect(test.notices).toEqual([])
  for (const line of Object.values(await logsBelow(test.folder)).flat()) JSON.parse(line)
})

it('keeps states in the app’s data where nothing can be written beside the articles', async () => {
  const data = test.dataOf('other')
  await mkdir(data)
  await chmod(data, 0o777)
  await chmod(test.path, 0o755)
  await chmod(join(test.folder, '.lectern'), 0o555)
  expect(await run(['sort', test.folder, data], null, asOther)).toEqual([{ notices: 0 }])
  expect(await logsBelow(test.folder)).toEqual({})
  expect((await test.open('other')).of('a.txt').triage).toBe('later')
})
