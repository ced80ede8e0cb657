/** Kills a process that indexes, merges and commits, again and again, and looks at what it left each time. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect } from 'vitest'
import { buildForNode } from '../../../support/build-for-node'
import { openIndex } from '../../../support/index-builder'
import { textOfRound } from '../../../support/index-rounds'
import { tempFolder } from '../../../support/temp-library'

/** Kills it so many times; `random` gives numbers in [0, 1). Returns how many rounds were indexed in all. */
export async function killAgainAndAgain(times: number, random: () => number): Promise<number> {
  const program = await buildForNode({ 'index-child': 'tests/support/index-child.ts' })
  const temp = tempFolder('killed')
  const folder = join(temp.path, 'cache')
  let next = 0
  try {
    for (let life = 0; life < times; life++) {
      const committed = await runAndKill(join(program, 'index-child.js'), folder, next, random() * 250)
      const found = await lookAt(folder)
      // What was committed is there, and what is there is whole.
      expect(found.round).toBeGreaterThanOrEqual(committed ?? next - 1)
      next = found.round + 1
    }
    return next
  } finally {
    temp.remove()
    await rm(program, { recursive: true, force: true })
  }
}

/** Lets the child work until it has committed once, and then a little longer. Returns the last round it said was committed. */
async function runAndKill(script: string, folder: string, first: number, longer: number): Promise<number | null> {
  const child: ChildProcess = spawn(process.execPath, [script, folder, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exit = once(child, 'exit')
  let said = ''
  const started = new Promise<void>((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      resolve()
    })
  })
  await Promise.race([started, exit])
  await delay(longer)
  child.kill('SIGKILL')
  const [code, signal] = await exit
  expect([code, signal]).toEqual([null, 'SIGKILL'])
  return said.split('\n').slice(0, -1).map(Number).at(-1) ?? null
}

/** Opens what a killed process left and checks every article of it; returns the last round that is in it, -1 for none. */
async function lookAt(folder: string): Promise<{ readonly round: number }> {
  const index = await openIndex(folder)
  try {
    index.onDamage = (path) => expect.unreachable(`The text of ${path} is damaged.`)
    expect(index.store.size).toBe(index.catalog.size)
    // What was under way is not left lying about.
    const names = (await readdir(folder, { recursive: true })).filter((name) => !/^g\d+$/.test(name))
    expect(names.filter((name) => /(^|\/)\./.test(name))).toEqual([])
    expect(names.filter((name) => name.endsWith('.seg')).length).toBe(index.store.parts().length)
    let round = -1
    for (const row of index.catalog.rows()) {
      const text = await index.text(row)
      const own = Number(/^round(\d+) /.exec(text)?.[1])
      expect(text).toBe(textOfRound(Number(row.path), own))
      const place = index.store.locate(row.path)
      const segment = index.store.parts()[place?.part ?? -1]?.segment
      expect.assert(place !== null && segment !== undefined)
      expect(segment.keys[place.document]).toBe(row.path)
      expect(segment.lengths[segment.documents + place.document]).toBe(401)
      round = Math.max(round, own)
    }
    return { round }
  } finally {
    await index.close()
  }
}
