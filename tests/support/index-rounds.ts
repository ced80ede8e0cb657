/** What changes in an index from round to round: the same for the process that is killed and for the one that looks after it. */
import type { IndexedReading } from '#library/parse/parse-protocol'
import { articleReading } from './index-builder'

const paths = 160
const perRound = 8

/** The words of an article as a round wrote it; its first word names the round. */
export const textOfRound = (path: number, round: number): string =>
  [
    `round${round}`,
    ...Array.from({ length: 400 }, (_, n) => ((path * 7919 + round * 31 + n * 104_729) % 50_021).toString(36)),
  ].join(' ')

/** The articles that a round writes. */
export const roundOfArticles = (round: number): IndexedReading[] =>
  Array.from({ length: perRound }, (_, n) => {
    const path = (round * perRound + n) % paths
    return articleReading(`${path}`, textOfRound(path, round))
  })
