import { describe, expect, it } from 'vitest'
import { Works } from '#library/work'
import type { WorkInfo } from '#shared/work'

describe('work under way', () => {
  it('says how far it is and how long it will take, until it has ended, well or not', async () => {
    let now = 0
    const works = new Works(
      () => now,
      () => undefined,
    )
    const failing = works.run('Tag 400 articles', 400, async (work) => {
      expect(works.infos()).toEqual([
        { id: 1, label: 'Tag 400 articles', done: 0, total: 400, timeLeft: null, cancelled: false },
      ])
      now = 2_000
      work.advance(100)
      expect(works.infos()).toMatchObject([{ done: 100, timeLeft: 6_000 }])
      throw new Error('It failed.')
    })
    await expect(failing).rejects.toThrow('It failed.')
    expect(works.infos()).toEqual([])
  })

  it('is stopped by its number, and no other with it', async () => {
    const told: (readonly WorkInfo[])[] = []
    const works = new Works(
      () => 0,
      (all) => told.push(all),
    )
    const outcome = await works.run('One', 2, (one) =>
      works.run('Two', 2, async (two) => {
        works.cancel(2)
        works.cancel(7)
        return [one.isCancelled, two.isCancelled]
      }),
    )
    expect(outcome).toEqual([false, true])
    expect(told[0]).toMatchObject([{ label: 'One' }])
  })
})
