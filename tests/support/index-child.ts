/**
 * A process of its own that keeps an index busy, for tests that kill it: articles come and change, segments are joined and
 * commits made all the time. It says which round was committed.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { apply, openIndex, settle } from './index-builder'
import { roundOfArticles } from './index-rounds'

const [folder = '', first = ''] = process.argv.slice(2)
const index = await openIndex(folder)
for (let round = Number(first); ; round++) {
  await apply(index, roundOfArticles(round))
  if (round % 3 === 0) {
    await (round % 12 === 0 ? settle(index) : index.commit())
    process.stdout.write(`${round}\n`)
  }
  // Joined segments come back between two rounds.
  await delay(1)
}
