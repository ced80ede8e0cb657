import { describe, expect, it } from 'vitest'
import { UndoStack } from '#library/editing/undo-stack'

interface Step {
  readonly name: string
  readonly key: string | null
}

const step = (name: string, key: string | null = null): Step => ({ name, key })
const stack = (): UndoStack<Step> =>
  new UndoStack((earlier, later) => (later.name.includes('!') ? null : step(`${earlier.name}${later.name}`, later.key)))

describe('an undo stack', () => {
  it('undoes the last first, and does it again in the order it was done', () => {
    const steps = stack()
    const [a, b] = [step('a'), step('b')]
    steps.push(a, 0)
    steps.push(b, 1)
    expect([steps.undo, steps.redo]).toEqual([b, null])
    steps.undone(b)
    steps.undone(a)
    expect([steps.undo, steps.redo]).toEqual([null, a])
    steps.redone(a)
    expect([steps.undo, steps.redo]).toEqual([a, b])
  })

  it('forgets what was undone once something new is done', () => {
    const steps = stack()
    const a = step('a')
    steps.push(a, 0)
    steps.undone(a)
    steps.push(step('c'), 1)
    expect([steps.undo?.name, steps.redo]).toEqual(['c', null])
  })

  it('makes one step of those with one key that follow each other within a minute', () => {
    const steps = stack()
    for (const [name, now] of [
      ['a', 0],
      ['b', 60_000],
      ['c', 120_000],
    ] as const)
      steps.push(step(name, 'k'), now)
    expect(steps.undo?.name).toBe('abc')
    steps.push(step('d', 'k'), 180_001)
    expect(steps.undo?.name).toBe('d')
    steps.push(step('e', 'other'), 180_002)
    expect(steps.undo?.name).toBe('e')
    steps.push(step('f'), 180_003)
    steps.push(step('g'), 180_004)
    expect(steps.undo?.name).toBe('g')
  })

  it('keeps steps apart that cannot be joined, or between which one was undone', () => {
    const steps = stack()
    steps.push(step('a', 'k'), 0)
    steps.push(step('b!', 'k'), 1)
    const last = steps.undo
    expect(last?.name).toBe('b!')
    if (last) steps.undone(last)
    expect(steps.undo?.name).toBe('a')
    steps.push(step('c', 'k'), 2)
    expect(steps.undo?.name).toBe('c')
  })

  it('remembers two hundred steps', () => {
    const steps = stack()
    for (let at = 0; at < 205; at++) steps.push(step(String(at)), at)
    const undone: string[] = []
    for (let next = steps.undo; next !== null; next = steps.undo) {
      undone.push(next.name)
      steps.undone(next)
    }
    expect([undone.length, undone.at(0), undone.at(-1)]).toEqual([200, '204', '5'])
  })

  it('lets nothing but the next step be undone', () => {
    const steps = stack()
    const [a, b] = [step('a'), step('b')]
    steps.push(a, 0)
    steps.push(b, 1)
    steps.undone(a)
    expect([steps.undo, steps.redo]).toEqual([b, null])
  })
})
