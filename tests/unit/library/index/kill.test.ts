import { expect, it } from 'vitest'
import { seeded } from '../../core/search/corpus'
import { killAgainAndAgain } from './kill-rounds'

it('an index whose process is killed while it indexes, merges and commits loses nothing that was committed', async () => {
  expect(await killAgainAndAgain(8, seeded(11))).toBeGreaterThan(8)
})
