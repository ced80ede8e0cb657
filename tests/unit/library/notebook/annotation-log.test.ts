import { describe, expect, it } from 'vitest'
import { AnnotationLog } from '#library/notebook/annotation-log'

describe('the log of annotations', () => {
  it('tells which articles changed since a revision, as long as it is known', () => {
    const log = new AnnotationLog()
    log.add(['a'])
    log.add(['b', 'a'])
    expect([log.revision, log.since(2), log.since(1), log.since(0)]).toEqual([
      ...[2, new Set(), new Set(['b', 'a']), new Set(['a', 'b'])],
    ])
    log.add(null)
    log.add(['c'])
    expect([log.since(2), log.since(3)]).toEqual([null, new Set(['c'])])
  })

  it('forgets changes long ago', () => {
    const log = new AnnotationLog()
    for (let change = 0; change < 200; change++) log.add([`${change}`])
    expect(log.since(0)).toBeNull()
    expect(log.since(199 - 10)?.size).toBe(11)
  })
})
