import { expect, it } from 'vitest'
import { bulkProblem } from '#library/editing/bulk-problem'
import { LecternError } from '#shared/result'

const failed = (path: string, code: 'io' | 'newer-format' = 'io') => [path, new LecternError(code, 'Why.')] as const

it('says which articles failed, and what became of the others', () => {
  expect(bulkProblem([], 5)).toBeNull()
  expect(bulkProblem([failed('a.txt')], 1)?.message).toBe('Why.')
  expect(bulkProblem([failed('a.txt')], 5_000)).toMatchObject({
    ...{ code: 'io', message: '1 of 5,000 articles is not saved yet: “a.txt”. The others are. Why.' },
  })
  const five = ['a', 'b', 'c', 'd', 'e'].map((name) => failed(`${name}.txt`, 'newer-format'))
  expect(bulkProblem(five, 5_000)).toMatchObject({
    ...{
      code: 'newer-format',
      message: '5 of 5,000 articles are not changed: “a.txt”, “b.txt”, “c.txt” and 2 more. The others are. Why.',
    },
  })
  expect(bulkProblem([failed('a.txt'), failed('b.txt', 'newer-format')], 5)).toMatchObject({
    ...{
      code: 'newer-format',
      message:
        '1 of 5 articles is not changed: “b.txt”. 1 of 5 articles is not saved yet: “a.txt”. The others are. Why.',
    },
  })
})
