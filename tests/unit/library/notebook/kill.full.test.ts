import { expect, it } from 'vitest'
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
