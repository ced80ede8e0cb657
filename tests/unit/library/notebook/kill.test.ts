import { expect, it } from 'vitest'
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
