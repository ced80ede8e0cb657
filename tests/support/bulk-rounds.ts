/** Kills a process in the middle of a change of thousands of articles, again and again, and looks each time what is there. */
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { examine } from '#library/doctor/examine'
import { openNotebook } from '#library/notebook/notebook'
import type { Notice } from '#library/notebook/types'
import { openStates } from '#library/states/states'
import { workerThreads } from '../../scripts/programs.mjs'
import { buildForNode } from './build-for-node'
import { type BulkDeed, type BulkWriting, bulkDeeds } from './bulk-writings'
import { runAndKill, runToEnd } from './killed-child'
import { folderBuilder } from './library-builder'
import { tempFolder } from './temp-library'

/** What killing came to. */
export interface BulkFigures {
  kills: number
  /** Of them, those that struck while some articles were changed and others were not. */
  midway: number
  /** Articles that were shown as done. */
  told: number
  /** Records that were read and whole, after each kill. */
  files: number
}

/** Every article before and after any deed. */
const always = 'before'

/** Kills it so many times over one folder of `count` articles; `random` gives numbers in [0, 1). */
export async function killInBulk(times: number, count: number, random: () => number): Promise<BulkFigures> {
  const program = await buildForNode({ 'bulk-child': 'tests/support/bulk-child.ts', ...workerThreads })
  const temp = tempFolder('bulk')
  const places = ['news', 'data', 'cache'].map((name) => join(temp.path, name))
  const [folder = '', dataDir = ''] = places
  const child = (task: string, tag: string) => ({ program, name: 'bulk-child', args: [...places, task, tag] })
  const figures: BulkFigures = { kills: 0, midway: 0, told: 0, files: 0 }
  const names = Array.from({ length: count }, (_, at) => `${String(at).padStart(5, '0')}.txt`)
  try {
    await folderBuilder(folder).write(Object.fromEntries(names.map((name) => [name, `Article ${name}\n`])))
    const whole = (await runToEnd<BulkWriting>(child('prepare', always))).at(-1)
    const longest = whole?.is === 'answered' ? whole.after : 0
    for (; figures.kills < times; figures.kills++) {
      const deed = bulkDeeds[figures.kills % bulkDeeds.length] ?? 'tag'
      const tag = `round/${figures.kills}`
      const longer = random() * (deed === 'archive' ? 40 : longest)
      const said = await runAndKill<BulkWriting>(child(deed, tag), longer)
      const told = said.reduce((most, one) => Math.max(most, one.is === 'progress' ? one.done : 0), 0)
      const answered = said.some(({ is }) => is === 'answered')
      const left = await look(folder, dataDir, names)
      const done = doneOf(deed, left, tag)
      expect(done.length, `${deed}: ${told} were shown as done`).toBeGreaterThanOrEqual(answered ? count : told)
      // A sorting is one line of its log.
      if (deed === 'archive') expect([0, count]).toContain(done.length)
      const isMidway = done.length > 0 && done.length < count
      figures.midway += isMidway ? 1 : 0
      figures.told += told
      figures.files += left.files

      const again = await runToEnd<BulkWriting>(child(deed === 'archive' ? 'archive again' : 'tag again', tag))
      const rest = deed === 'undo' ? done.length : count - done.length
      expect(again).toMatchObject([{ is: 'answered', changed: rest }])
      const after = await look(folder, dataDir, names)
      expect(doneOf(deed, after, tag)).toEqual(done)
    }
    return figures
  } finally {
    temp.remove()
    await rm(program, { recursive: true, force: true })
  }
}

interface Left {
  readonly tags: ReadonlyMap<string, readonly string[]>
  readonly archived: readonly string[]
  readonly files: number
}

/** The articles on which a deed is done. */
function doneOf(deed: BulkDeed, { tags, archived }: Left, tag: string): readonly string[] {
  if (deed === 'archive') return archived
  return [...tags].filter(([, own]) => own.includes(tag) === (deed === 'tag')).map(([path]) => path)
}

/** What a killed process left: all of what was there before is, nothing is broken, and this is what it did. */
async function look(folder: string, dataDir: string, names: readonly string[]): Promise<Left> {
  const notices: Notice[] = []
  const opened = {
    ...{ folder, dataDir, now: Date.now, newId: randomUUID },
    notify: (notice: Notice) => notices.push(notice),
  }
  const states = await openStates({ ...opened, onChange: () => undefined })
  const notebook = await openNotebook({ ...opened, defaultPlace: null, states })
  const shown = names.map((path, at) => {
    const { tags, note, triage } = notebook.annotation(path)
    expect(tags).toContain(always)
    expect(note).toBe(at % 10 === 0 ? `Note ${at}` : '')
    return { path, tags, triage }
  })
  await notebook.close()
  await states.close()
  expect(notices).toEqual([])
  const { findings } = await examine(folder, dataDir)
  expect(findings.filter(({ kind }) => kind !== 'leftover')).toEqual([])
  return {
    tags: new Map(shown.map(({ path, tags }) => [path, tags])),
    archived: shown.flatMap(({ path, triage }) => (triage === 'archived' ? [path] : [])),
    files: notebook.records().length,
  }
}
