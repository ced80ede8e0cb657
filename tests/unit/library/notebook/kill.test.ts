import { expect, it } from 'vitest'
import { killWhileWriting } from '../../../support/writing-rounds'
import { seeded } from '../../core/search/corpus'

it('a process that is killed while it writes highlights, notes, tags and states has lost nothing that was answered', async () => {
  const figures = await killWhileWriting(20, seeded(21))
  expect(figures.kills).toBe(20)
  expect(figures.answered).toBeGreaterThan(200)
}, 120_000)
