import { expect, it } from 'vitest'
import { killInBulk } from '../../../support/bulk-rounds'
import { figure } from '../../../support/figures'
import { type KillFigures, killWhileWriting } from '../../../support/writing-rounds'
import { seeded } from '../../core/search/corpus'

it('a process that is killed two hundred times while it writes has lost nothing that was answered', async () => {
  const random = seeded(22)
  const all: KillFigures[] = []
  // A new folder now and then: what is gone leaves a mark in its record, and a notebook of thousands of marks is another test.
  for (let folder = 0; folder < 5; folder++) all.push(await killWhileWriting(40, random))
  const sum = (name: keyof KillFigures): number => all.reduce((total, figures) => total + figures[name], 0)
  const [kills, answered, found] = [sum('kills'), sum('answered'), sum('found')]
  figure(
    `${kills} kills: ${answered} edits answered, looked for ${found} times, all there; ${sum('files')} records read, none broken`,
  )
  expect(kills).toBe(200)
}, 1_200_000)

it('a process that is killed again and again in the middle of a change of thousands of articles has lost nothing that was shown as done', async () => {
  const { kills, midway, told, files } = await killInBulk(12, 2_000, seeded(24))
  expect(kills).toBe(12)
  expect(midway, 'kills that struck in the middle').toBeGreaterThan(0)
  figure(
    `${kills} kills in a change of 2,000 articles, ${midway} midway: ${told} shown as done, all there; ${files} records read, none broken`,
  )
}, 1_200_000)
