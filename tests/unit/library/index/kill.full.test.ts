import { expect, it } from 'vitest'
import { seeded } from '../../core/search/corpus'
import { killAgainAndAgain } from './kill-rounds'

it('an index whose process is killed two hundred times loses nothing that was committed', async () => {
  expect(await killAgainAndAgain(200, seeded(12))).toBeGreaterThan(200)
})
