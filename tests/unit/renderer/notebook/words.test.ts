import { describe, expect, test } from 'vitest'
import { findingSchema } from '#shared/annotation'
import { describeConfidence, describeStanding, landingOf } from '../../../../src/renderer/features/annotations/standing'
import { tagsAmong } from '../../../../src/renderer/features/bulk/tags-among'
import { dateProblem } from '../../../../src/renderer/features/corrections/dates'
import { byKind, kinds } from '../../../../src/renderer/features/notebook-check/kinds'
import { describeDelete, describeRename, isMerge } from '../../../../src/renderer/features/tags/preview'
import { colourOfTag } from '../../../../src/renderer/features/tags/tag-colours'
import { summaryOf } from '../../../../src/renderer/features/transfer/import-summary'

describe('what a change of a tag would do', () => {
  test('renaming', () => {
    const preview = { articles: 44, highlights: 3, tags: [{ from: 'oil', to: 'fuel', merges: false }] }
    expect(describeRename('oil', preview, 'en')).toBe('Changes 44 articles and 3 highlights.')
    expect(isMerge(preview)).toBe(false)
  })
  test('merging, with tags below it', () => {
    const preview = {
      ...{ articles: 1, highlights: 0 },
      tags: [
        { from: 'oil', to: 'economy/oil', merges: true },
        { from: 'oil/brent', to: 'economy/oil/brent', merges: false },
      ],
    }
    expect(describeRename('oil', preview, 'en')).toBe(
      'Changes 1 article. “oil” and “economy/oil” become one. 1 tag below it moves along.',
    )
    expect(isMerge(preview)).toBe(true)
  })
  test('deleting', () => {
    const tags = [
      { from: 'oil', to: null, merges: false },
      { from: 'oil/brent', to: null, merges: false },
    ]
    expect(describeDelete('oil', { articles: 0, highlights: 2, tags }, 'en')).toBe(
      'Takes it off 2 highlights. 1 tag below it goes too. The articles and highlights stay.',
    )
    expect(describeDelete('oil', { articles: 0, highlights: 0, tags: tags.slice(0, 1) }, 'en')).toBe(
      'Takes it off 0 articles. The articles and highlights stay.',
    )
  })
  test('a tag has its own colour, or that of the nearest level above', () => {
    const colours = new Map([
      ['economy', 'yellow' as const],
      ['economy/oil', 'blue' as const],
    ])
    expect(colourOfTag(colours, 'economy/oil/brent')).toBe('blue')
    expect(colourOfTag(colours, 'economy/grain')).toBe('yellow')
    expect(colourOfTag(colours, 'economyx')).toBeNull()
  })
})

describe('dates in corrections', () => {
  test.each(['2024', '2024-01', '2024-02-29', ' 0987-12-31 '])('%j is one', (written) => {
    expect(dateProblem(written)).toBeNull()
  })
  test.each([
    ['4 January', /2024-01-04/],
    ['2024-1-4', /2024-01-04/],
    ['2024-13', /twelve/],
    ['2023-02-29', /no such day/],
    ['2024-01-00', /no such day/],
  ])('%j is none, and says why', (written, why) => {
    expect(dateProblem(written)).toMatch(why)
  })
})

describe('where a passage is', () => {
  const item = (standing: Parameters<typeof describeStanding>[0]) =>
    ({ highlight: { standing } }) as Parameters<typeof landingOf>[0]
  test('in words only where it is worth a word', () => {
    expect(describeStanding({ kind: 'placed', start: 0, end: 1, moved: false, confidence: 1 })).toBe('')
    expect(describeStanding({ kind: 'kept' })).toContain('kept')
    expect([0.95, 0.7, 0.3].map(describeConfidence)).toEqual(['Very likely here', 'Likely here', 'Perhaps here'])
  })
  test('an article opens at the passage, or at its likeliest place', () => {
    expect(landingOf(item({ kind: 'placed', start: 7, end: 9, moved: true, confidence: 0.9 }))).toEqual({ passage: 7 })
    const candidates = [{ start: 5, end: 9, confidence: 0.8, text: 'oil' }]
    expect(landingOf(item({ kind: 'review', candidates }))).toEqual({ passage: 5 })
    expect(landingOf(item({ kind: 'review', candidates: [] }))).toBe('position')
    expect(landingOf(item({ kind: 'kept' }))).toBe('position')
  })
})

test('every kind of finding has words, and the gravest come first', () => {
  expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(findingSchema.unwrap().shape.kind.options.toSorted())
  const finding = (kind: 'leftover' | 'corrupt') => ({ kind, path: 'x', message: 'm', repairable: true })
  expect(byKind([finding('leftover'), finding('corrupt')]).map(({ kind }) => kind)).toEqual(['corrupt', 'leftover'])
})

test('an import is summed up', () => {
  expect(summaryOf({ articles: 2, highlights: 5, notes: 1, known: 3 }, 'en')).toBe(
    'Taken in: 5 highlights and 1 note on 2 articles. 3 were there already.',
  )
  expect(summaryOf({ articles: 0, highlights: 0, notes: 0, known: 0 }, 'en')).toBe('Nothing new was in it.')
})

test('tags among several articles, the most carried first', () => {
  expect(tagsAmong([['b', 'a'], ['b'], []])).toEqual([
    { tag: 'b', count: 2 },
    { tag: 'a', count: 1 },
  ])
})
