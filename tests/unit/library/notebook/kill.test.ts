import { expect, it } from 'vitest'
import { killInBulk } from '../../../support/bulk-rounds'
import { figure } from '../../../support/figures'
import { killWhileWriting } from '../../../support/writing-rounds'
import { seeded } from '../../core/search/corpus'

it('a process that is killed while it writes highlights, notes, tags and states has lost nothing that was answered', async () => {
  const figures = await killWhileWriting(20, seeded(21))
  expect(figures.kills).toBe(20)
  figure(
    `20 kills: ${figures.answered} edits answered, looked for ${figures.found} times, all there; ${figures.files} records read, none broken`,
  )
  expect(figures.answered).toBeGreaterThan(100)
}, 120_000)

it('a process that is killed in the middle of a change of hundreds of articles has lost nothing that was shown as done', async () => {
  const { kills, midway, told, files } = await killInBulk(3, 600, seeded(23))
  expect(kills).toBe(3)
  figure(
    `3 kills in a change of 600 articles, ${midway} midway: ${told} shown as done, all there; ${files} records read, none broken`,
  )
}, 240_000)
