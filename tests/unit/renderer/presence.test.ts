import { expect, test } from 'vitest'
import { LecternError } from '#shared/result'
import { Presence } from '../../../src/renderer/client/presence'

const away = new LecternError('unavailable', 'Nobody is there.')

/** A presence whose questions are answered one after another as `answers` says, and whose pauses end when told to. */
function watched(answers: readonly (LecternError | null)[]) {
  const left = [...answers]
  const waiting: (() => void)[] = []
  let asked = 0
  const presence = new Presence(
    () => {
      asked++
      const answer = left.shift() ?? null
      return answer === null ? Promise.resolve([]) : Promise.reject(answer)
    },
    (action) => waiting.push(action),
  )
  const told: (string | null)[] = []
  presence.subscribe(() => told.push(presence.failure()?.message ?? null))
  const settle = (): Promise<void> => new Promise((done) => setImmediate(done))
  return { presence, told, waiting, settle, asked: () => asked }
}

test('one answer that stayed away is not yet an absence: it makes sure first', async () => {
  const { presence, told, waiting, settle, asked } = watched([null])
  presence.doubt()
  await settle()
  expect(asked()).toBe(1)
  expect(told).toEqual([])
  expect(waiting).toEqual([])
})

test('says why nobody answers, asks after each pause, and says when somebody is back', async () => {
  const { presence, told, waiting, settle, asked } = watched([away, away, null])
  presence.doubt()
  presence.doubt()
  await settle()
  expect(told).toEqual(['Nobody is there.'])
  waiting.shift()?.()
  await settle()
  expect(told, 'the same reason is not told twice').toEqual(['Nobody is there.'])
  waiting.shift()?.()
  await settle()
  expect(told).toEqual(['Nobody is there.', null])
  expect(waiting).toEqual([])
  expect(asked()).toBe(3)
})

test('a refusal is an answer, and a later doubt is heard again', async () => {
  const { presence, told, settle } = watched([new LecternError('io', 'The disk is full.'), away])
  presence.doubt()
  await settle()
  expect(told).toEqual([])
  presence.doubt()
  await settle()
  expect(told).toEqual(['Nobody is there.'])
})
