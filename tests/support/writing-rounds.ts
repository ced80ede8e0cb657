/** Kills a process that writes into a notebook, again and again, and looks each time whether everything that was answered is there. */
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
import { runAndKill } from './killed-child'
import { folderBuilder } from './library-builder'
import { tempFolder } from './temp-library'
import { triageOf, type Writing } from './writings'

/** What killing came to. */
export interface KillFigures {
  kills: number
  /** Edits that were answered. */
  answered: number
  /** Facts that follow from them and were looked for after each kill, all of them found. */
  found: number
  /** Files of the notebook that were read and whole, after each kill. */
  files: number
}

/** Kills it so many times in one folder; `random` gives numbers in [0, 1). */
export async function killWhileWriting(times: number, random: () => number): Promise<KillFigures> {
  const program = await buildForNode({ 'writing-child': 'tests/support/writing-child.ts', ...workerThreads })
  const temp = tempFolder('written')
  const folder = folderBuilder(join(temp.path, 'news'))
  const figures: KillFigures = { kills: 0, answered: 0, found: 0, files: 0 }
  const expected = new Expected()
  try {
    for (let n = 0; n < 12; n++) {
      const text = Array.from({ length: 120 }, (_, word) => `word${(word * 7 + n) % 97}`).join(' ')
      await folder.write({ [`${n}.txt`]: `Article ${n}\n\n${text}\n` })
    }
    for (; figures.kills < times; figures.kills++) {
      const args = [...['news', 'data', 'cache'].map((name) => join(temp.path, name)), String(expected.next)]
      const said = await runAndKill<Writing>({ program, name: 'writing-child', args }, random() * 400)
      for (const writing of said) expected.take(writing)
      figures.answered += said.filter(({ is }) => !is.endsWith('ing')).length
      await look(temp.path, expected, figures)
    }
    return figures
  } finally {
    temp.remove()
    await rm(program, { recursive: true, force: true })
  }
}

/** What has to be there, by what was answered. */
class Expected {
  /** Numbers from here on were never used. */
  next = 0
  /** By id: the article, and the number of the last note that was answered; -1 for none. */
  readonly highlights = new Map<string, { readonly path: string; readonly number: number }>()
  readonly tags = new Map<string, string>()
  readonly notes = new Map<string, number>()
  /** By article: the rounds whose state may stand there, the answered one and one that may have been under way. */
  readonly states = new Map<string, readonly number[]>()
  /** Articles of which a state was answered. */
  readonly sorted = new Set<string>()
  /** What was taken away for certain, and what may have been: a removal was under way when the process ended. */
  readonly gone = new Set<string>()
  readonly going = new Set<string>()

  take(writing: Writing): void {
    switch (writing.is) {
      case 'highlight':
        this.highlights.set(writing.id, { path: writing.path, number: -1 })
        return
      case 'highlight-note':
        this.highlights.set(writing.id, writing)
        this.use(writing.number)
        return
      case 'removing':
        this.going.add(writing.id)
        return
      case 'removed':
        this.gone.add(writing.id)
        return
      case 'note':
        this.notes.set(writing.path, writing.number)
        this.use(writing.number)
        return
      case 'tag':
        this.tags.set(writing.tag, writing.path)
        this.use(Number(writing.tag.slice(2)))
        return
      case 'untagging':
        this.going.add(writing.tag)
        return
      case 'untagged':
        this.gone.add(writing.tag)
        return
      case 'stating':
        this.states.set(writing.path, [...(this.states.get(writing.path) ?? []), writing.round])
        return
      case 'state':
        this.states.set(writing.path, [writing.round])
        this.sorted.add(writing.path)
    }
  }

  private use(number: number): void {
    this.next = Math.max(this.next, number + 1)
  }
}

async function look(root: string, expected: Expected, figures: KillFigures): Promise<void> {
  const [folder, dataDir] = [join(root, 'news'), join(root, 'data')]
  const notices: Notice[] = []
  const opened = {
    ...{ folder, dataDir, now: Date.now, newId: randomUUID },
    notify: (notice: Notice) => notices.push(notice),
  }
  const states = await openStates({ ...opened, onChange: () => undefined })
  const notebook = await openNotebook({ ...opened, defaultPlace: null, states })
  const shown = new Map(Array.from({ length: 12 }, (_, n) => [`${n}.txt`, notebook.annotation(`${n}.txt`)]))
  const highlights = new Map([...shown.values()].flatMap((article) => article.highlights.map((one) => [one.id, one])))
  for (const [id, { number }] of expected.highlights) {
    const highlight = highlights.get(id)
    if (expected.gone.has(id)) expect(highlight, `${id} was removed`).toBeUndefined()
    else if (highlight !== undefined) {
      expect(highlight.quote).toMatch(/^\S.{30,38}\S$/)
      if (number >= 0) expect(highlight).toMatchObject({ note: `Note ${number}`, colour: 'blue' })
    } else expect(expected.going, `${id} was answered`).toContain(id)
    figures.found++
  }
  for (const [tag, path] of expected.tags) {
    const isThere = shown.get(path)?.tags.includes(tag)
    if (expected.gone.has(tag)) expect(isThere, `${tag} was taken off`).toBe(false)
    else if (!expected.going.has(tag)) expect(isThere, `${tag} was answered`).toBe(true)
    figures.found++
  }
  for (const [path, number] of expected.notes) {
    expect(Number(/^Note (\d+) /.exec(shown.get(path)?.note ?? '')?.[1])).toBeGreaterThanOrEqual(number)
    figures.found++
  }
  for (const [path, rounds] of expected.states) {
    expect([...rounds.map(triageOf), ...(expected.sorted.has(path) ? [] : [null])]).toContain(shown.get(path)?.triage)
    figures.found++
  }
  await notebook.close()
  await states.close()
  expect(notices).toEqual([])
  const { findings } = await examine(folder, dataDir)
  expect(findings.filter(({ kind }) => kind !== 'leftover')).toEqual([])
  figures.files += notebook.records().length
  // What is gone stays gone: it need not be looked for for ever.
  for (const id of [...expected.highlights.keys()])
    if (expected.gone.has(id) || !highlights.has(id)) expected.highlights.delete(id)
  for (const tag of [...expected.tags.keys()])
    if (expected.gone.has(tag) || expected.going.has(tag)) expected.tags.delete(tag)
}
