import { beforeEach, describe, expect, test } from 'vitest'
import { LecternError } from '#shared/result'
import { NoteKeeper, typingPause } from '../../../src/renderer/features/margin/note-keeper'

/** A disk and a clock that move when told to. */
class World {
  readonly disk = new Map<string, string>()
  readonly drafts = new Map<string, string>()
  readonly saves: { settle(): Promise<void>; fail(code: 'io' | 'place-needed' | 'unavailable'): Promise<void> }[] = []
  #now = 0
  #due: { at: number; action: () => void }[] = []

  readonly seen: string[] = []

  save(article: string, note: string, seen: string): Promise<string> {
    this.seen.push(seen)
    return new Promise((resolve, reject) => {
      const rest = (): Promise<void> => new Promise((done) => setTimeout(done))
      this.saves.push({
        settle: () => {
          this.disk.set(article, note)
          resolve(`after ${note}`)
          return rest()
        },
        fail: (code) => {
          reject(new LecternError(code, 'Not now.'))
          return rest()
        },
      })
    })
  }
  keepDraft(article: string, note: string | null): void {
    if (note === null) this.drafts.delete(article)
    else this.drafts.set(article, note)
  }
  later(milliseconds: number, action: () => void): () => void {
    const entry = { at: this.#now + milliseconds, action }
    this.#due.push(entry)
    return () => {
      this.#due = this.#due.filter((one) => one !== entry)
    }
  }
  pass(milliseconds: number): void {
    this.#now += milliseconds
    const due = this.#due.filter((one) => one.at <= this.#now)
    this.#due = this.#due.filter((one) => one.at > this.#now)
    for (const one of due) one.action()
  }
}

let world: World
let keeper: NoteKeeper
beforeEach(() => {
  world = new World()
  keeper = new NoteKeeper(world)
})

describe('the note keeper', () => {
  test('a place that is chosen while a save is being refused for want of one is tried once more', async () => {
    keeper.type('a', 'Oil')
    world.pass(typingPause)
    await world.saves[0]?.fail('place-needed')
    // Leaving the field saves; before that is answered, the place is chosen.
    keeper.flush('a')
    keeper.flush()
    await world.saves[1]?.fail('place-needed')
    expect(world.saves).toHaveLength(3)
    await world.saves[2]?.settle()
    expect(keeper.state('a')).toEqual({ kind: 'saved' })
    expect(world.disk.get('a')).toBe('Oil')
  })

  test('saves once, after the last keystroke', async () => {
    keeper.type('a', 'O')
    world.pass(typingPause - 1)
    keeper.type('a', 'Oil')
    world.pass(typingPause - 1)
    expect(world.saves).toHaveLength(0)
    expect(keeper.state('a').kind).toBe('saving')
    world.pass(1)
    expect(world.saves).toHaveLength(1)
    await world.saves[0]?.settle()
    expect(world.disk.get('a')).toBe('Oil')
    expect(keeper.state('a').kind).toBe('saved')
    expect(keeper.pending('a')).toBeNull()
    expect(world.drafts.size).toBe(0)
  })

  test('what is typed while it saves is saved after', async () => {
    keeper.type('a', 'one')
    keeper.flush('a')
    keeper.type('a', 'one two')
    keeper.flush('a')
    expect(world.saves).toHaveLength(1)
    await world.saves[0]?.settle()
    expect(world.saves).toHaveLength(2)
    await world.saves[1]?.settle()
    expect(world.disk.get('a')).toBe('one two')
  })

  test('each save hands back what of the note was seen, and takes what is seen now from the answer', async () => {
    keeper.show('a', 'as opened')
    keeper.type('a', 'one')
    keeper.flush('a')
    // News from elsewhere, while something waits here, was not on the screen.
    keeper.show('a', 'news')
    keeper.type('a', 'one two')
    await world.saves[0]?.settle()
    await world.saves[1]?.settle()
    keeper.type('a', 'one two three')
    keeper.flush('a')
    expect(world.seen).toEqual(['as opened', 'after one', 'after one two'])
    await world.saves[2]?.settle()
    keeper.show('a', 'news')
    keeper.type('a', 'four')
    keeper.flush('a')
    expect(world.seen.at(-1)).toBe('news')
  })

  test('leaving an article does not leave its note', async () => {
    keeper.type('a', 'first')
    keeper.type('b', 'second')
    keeper.flush()
    await world.saves[0]?.settle()
    await world.saves[1]?.settle()
    expect([...world.disk]).toEqual([
      ['a', 'first'],
      ['b', 'second'],
    ])
  })

  test('a failure is told, kept, and tried again with growing pauses', async () => {
    keeper.type('a', 'kept')
    keeper.flush('a')
    await world.saves[0]?.fail('unavailable')
    expect(keeper.state('a')).toMatchObject({ kind: 'waiting', failure: { code: 'unavailable' } })
    expect(keeper.pending('a')).toBe('kept')
    expect(world.drafts.get('a')).toBe('kept')
    world.pass(500)
    await world.saves[1]?.fail('io')
    world.pass(500)
    expect(world.saves).toHaveLength(2)
    world.pass(500)
    expect(world.saves).toHaveLength(3)
    expect(keeper.state('a').kind).toBe('waiting')
    await world.saves[2]?.settle()
    expect(world.disk.get('a')).toBe('kept')
    expect(keeper.state('a').kind).toBe('saved')
  })

  test('without a place it waits, takes what is typed on, and saves when asked to', async () => {
    keeper.type('a', 'first')
    keeper.flush('a')
    await world.saves[0]?.fail('place-needed')
    expect(keeper.state('a').kind).toBe('place-needed')
    keeper.type('a', 'first words')
    world.pass(60_000)
    expect(world.saves).toHaveLength(1)
    expect(world.drafts.get('a')).toBe('first words')
    keeper.flush()
    expect(keeper.state('a').kind).toBe('place-needed')
    await world.saves[1]?.settle()
    expect(world.disk.get('a')).toBe('first words')
    expect(keeper.state('a').kind).toBe('saved')
  })

  test('tells whoever listens, until they stop', () => {
    let told = 0
    const stop = keeper.subscribe(() => told++)
    keeper.type('a', 'x')
    stop()
    keeper.type('b', 'y')
    expect(told).toBe(1)
  })
})
