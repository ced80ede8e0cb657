import { describe, expect, it } from 'vitest'
import type { LibraryInfo } from '#shared/library'
import { createProgress } from '../../../src/cli/progress'
import { fakeTerminal } from './fake-terminal'

const info = (changes: Partial<LibraryInfo>): LibraryInfo => ({
  id: 'a',
  name: 'news',
  location: '/news',
  phase: 'indexing',
  articles: 0,
  done: 12,
  total: 40,
  timeLeft: 2600,
  skipped: 0,
  ignored: 0,
  notebookPlace: null,
  readOnly: false,
  include: [],
  exclude: [],
  problem: null,
  ...changes,
})

describe('progress', () => {
  it('is one changing line in a terminal, and leaves no trace', () => {
    const terminal = fakeTerminal('/', { isTerminal: true })
    const progress = createProgress(terminal)
    progress.show([info({ phase: 'scanning', total: null, timeLeft: null })])
    progress.show([info({})])
    progress.show([info({})])
    progress.end()
    progress.end()
    expect(terminal.err().split('\r\u001b[2K')).toEqual([
      '',
      'news: looking through the folder, 12 files',
      'news: reading articles, 12 of 40 files, about 3 s left',
      '',
    ])
    expect(terminal.out()).toBe('')
  })

  it('is a plain line every few seconds elsewhere, and nothing for what is quick', () => {
    let time = 0
    const terminal = fakeTerminal('/', { now: () => time })
    const progress = createProgress(terminal)
    for (const at of [0, 4999, 5000, 6000, 9999, 11_000]) {
      time = at
      progress.show([info({ done: at, timeLeft: null })])
    }
    progress.end()
    expect(terminal.err()).toBe('news: reading articles, 5000 of 40 files\nnews: reading articles, 11000 of 40 files\n')
  })

  it('says nothing about what is ready, and removes escape sequences from names', () => {
    const terminal = fakeTerminal('/', { isTerminal: true })
    const progress = createProgress(terminal)
    progress.show([info({ phase: 'ready' })])
    expect(terminal.err()).toBe('')
    progress.show([info({ name: 'a\u001b[31mb' })])
    expect(terminal.err()).toContain('a[31mb: reading')
  })
})
