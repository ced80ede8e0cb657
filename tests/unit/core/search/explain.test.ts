import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explainQuery } from '#core/search/explain'
import { parseQuery } from '#core/search/parse-query'
import { anyQuery } from './any-query'

const context = { languages: ['en'], today: '2024-03-31' }
const explained = (text: string): string => explainQuery(parseQuery(text, context))

describe('explaining', () => {
  it.each([
    ['', ''],
    ['title:oil date:2024-01 -tag:done', 'title contains “oil” AND date in January 2024, not tagged “done”'],
    ['oil prices', 'contains “oil” AND “prices”'],
    ['the letter', 'contains “letter”, “the” where possible'],
    ['the of letter', 'contains “letter”, “the” AND “of” where possible'],
    ['the of', 'contains “the” AND “of”'],
    ['oil OR gas', 'contains “oil” OR “gas”'],
    ['oil OR title:gas OR coal', 'contains “oil” OR “coal” OR title contains “gas”'],
    ['oil OR gas -opec', 'contains “oil” OR (contains “gas”, without “opec”)'],
    ['(oil OR gas) prices', '(contains “oil” OR “gas”) AND contains “prices”'],
    ['oil -(opec iraq)', 'contains “oil”, not (contains “opec” AND “iraq”)'],
    ['oil title:tax gas', 'contains “oil” AND “gas” AND title contains “tax”'],
    ['"white house" title:oil^2', 'contains “white house” side by side AND title contains “oil” (weight 2)'],
    ['"house"', 'contains “house”'],
    ['"a b"~10', 'contains “a” and “b” within 10 words'],
    ['"a b c"~', 'contains “a”, “b” and “c” within 10 words'],
    ['immigr*', 'contains a word beginning with “immigr”'],
    ['*tion', 'contains a word ending with “tion”'],
    ['*tion*', 'contains a word with “tion” in it'],
    ['w?rd', 'contains a word that fits “w?rd”'],
    ['goverment~', 'contains a word like “goverment” (one letter may differ)'],
    ['goverment~2 -title:tax', 'contains a word like “goverment” (two letters may differ), without “tax” in the title'],
    ['/colou?r/', 'matches /colou?r/'],
    ['title:/WHO/u -/x/', 'title matches /WHO/u, not (matches /x/)'],
    ['-opec', 'without “opec”'],
    ['-opec -tag:x', 'without “opec”, not tagged “x”'],
    ['WHO', 'contains “WHO”'],
    ['foo:bar', 'contains “foo:bar”'],
    ['全文検索', 'contains “全文検索”'],
  ])('%s', (text, expected) => {
    expect(explained(text)).toBe(expected)
  })

  it.each([
    ['date:2024-01-04', 'date on 4 January 2024'],
    ['date:2024', 'date in 2024'],
    ['date:2022..2023', 'date from 2022 to 2023'],
    ['date:2022..2024-03', 'date from January 2022 to March 2024'],
    ['date:2024-01..2024-03-05', 'date from 1 January 2024 to 5 March 2024'],
    ['date:2022..', 'date since 2022'],
    ['date:..2024-03', 'date before April 2024'],
    ['before:2024-01', 'date before 2024'],
    ['before:2024-01-04', 'date before 4 January 2024'],
    ['after:2024-01', 'date since February 2024'],
    ['after:-7d', 'date since 25 March 2024'],
    ['added:-7d', 'added from 25 March 2024 to 31 March 2024'],
    ['added:today', 'added on 31 March 2024'],
    ['-date:2024 -added:2024', 'date not in 2024, not added in 2024'],
    ['path:1987/* -file:oil', 'path contains “1987/*”, file name does not contain “oil”'],
    ['type:text -type:md', 'type is text, type is not Markdown'],
    ['lang:de -lang:en', 'in German, not in English'],
    ['is:inbox -is:later', 'in the inbox, not kept for later'],
    ['is:archived is:unread', 'archived AND unread'],
    ['is:read', 'read'],
    ['has:note no:tag', 'has a note, has no tag'],
  ])('values: %s', (text, expected) => {
    expect(explained(text)).toBe(expected)
  })

  it.each([
    [
      'goverment~9',
      'contains a word like “goverment” (two letters may differ); “goverment~9” is read as “goverment~2”',
    ],
    ['s*', 'contains “s”; “s*” is too short for that and read as a plain word'],
    ['is:foo', 'contains “is:foo”; “is:foo” is read as plain words'],
    [
      'b* c* d* e* f*',
      'contains “b” AND “c” AND “d” AND “e” AND “f”; “b*” is too short for that and read as a plain word; “c*” is too short for that and read as a plain word; “d*” is too short for that and read as a plain word; and 2 more',
    ],
  ])('says what was read differently: %s', (text, expected) => {
    expect(explained(text)).toBe(expected)
  })

  it('says what is capped', () => {
    expect(explained('ab* '.repeat(17))).toContain('; “ab*” is one too many of its kind and read as a plain word')
    expect(explained('oil '.repeat(501))).toContain('; words after the first 500 are left out')
    expect(explained(`${'-(a '.repeat(40)}b`)).toContain('; the innermost parentheses are read past')
  })

  it('is one line', () => {
    fc.assert(
      fc.property(anyQuery, (text) => {
        expect(explained(text)).not.toMatch(/[\n\r\t]/)
      }),
      { numRuns: 300 },
    )
  })
})
