import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCranfield } from '../../../bench/search/cranfield'
import { ndcg, qualityOf, reciprocalRank } from '../../../bench/search/quality'

const ask = { kind: 'words', words: ['a'] } as const

describe('measures of an order', () => {
  it('nDCG discounts by place and counts against the best order there is', () => {
    expect(ndcg(['a', 'b'], ['a', 'b'], 10)).toBe(1)
    expect(ndcg(['x', 'a'], ['a'], 10)).toBeCloseTo(1 / Math.log2(3), 12)
    expect(ndcg(['a', 'x', 'b'], ['a', 'b'], 10)).toBeCloseTo(1.5 / (1 + 1 / Math.log2(3)), 12)
    expect(ndcg(['x', 'a'], ['a'], 1)).toBe(0)
    expect(ndcg(['a'], [], 10)).toBe(0)
  })

  it('means are over all questions, halves over every other one', () => {
    const questions = [
      { ask, relevant: ['a'] },
      { ask, relevant: ['b', 'c'] },
    ]
    const found = [['a'], ['x', 'b']]
    const { ndcg10, recall100, map, halves } = qualityOf(questions, found)
    const second = 1 / Math.log2(3) / (1 + 1 / Math.log2(3))
    expect(halves).toEqual([1, second])
    expect(ndcg10).toBeCloseTo((1 + second) / 2, 12)
    expect(recall100).toBe(0.75)
    expect(map).toBe((1 + 0.25) / 2)
  })

  it('the reciprocal rank of what is not found is nothing', () => {
    expect(reciprocalRank(['a', 'b', 'c'], [['a'], ['x', 'b'], ['x']])).toBe(0.5)
  })
})

describe('Cranfield', () => {
  it('is read with its questions numbered in their order, and without what is of no interest', () => {
    const folder = mkdtempSync(join(tmpdir(), 'lectern-cranfield-'))
    try {
      writeFileSync(
        join(folder, 'cran.all.1400'),
        '.I 1\r\n.T\r\nwings in\r\na stream .\r\n.A\r\nmiller,j.\r\n.B\r\n.W\r\nthe lift .\r\n.I 2\r\n.T\r\n.A\r\n.B\r\n.W\r\n',
      )
      writeFileSync(join(folder, 'cran.qry'), '.I 001\n.W\nwhat lifts\na wing .\n.I 004\n.W\nheat-flow .\n')
      writeFileSync(join(folder, 'cranqrel'), '1 1 2 \n1 2 -1\n2 2 3\n')
      const { articles, questions } = readCranfield(folder)
      expect(articles).toEqual([
        {
          key: '1',
          title: 'wings in\na stream .',
          body: 'the lift .',
          author: 'miller,j.',
          source: null,
          language: 'en',
        },
        { key: '2', title: '', body: '', author: null, source: null, language: 'en' },
      ])
      expect(questions).toEqual([
        { ask: { kind: 'words', words: ['what', 'lifts', 'a', 'wing'] }, relevant: ['1'] },
        { ask: { kind: 'words', words: ['heat', 'flow'] }, relevant: ['2'] },
      ])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
