import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { completionContext, lexQuery, type TokenKind } from '#core/search/lex'
import { parseQuery } from '#core/search/parse-query'
import type { QueryLeaf, QueryNode } from '#core/search/query'
import { quoteValue } from '#core/search/quotations'
import { anyQuery } from './any-query'

const context = { languages: ['en'], today: '2024-03-31' }

/** Tokens in short: `kind:text`. */
const tokens = (text: string): readonly string[] =>
  lexQuery(text).map(({ kind, start, end }) => `${kind}:${text.slice(start, end)}`)

function leavesOf(node: QueryNode | null): readonly QueryLeaf[] {
  if (node === null) return []
  if (node.kind === 'all' || node.kind === 'any') return node.nodes.flatMap(leavesOf)
  return node.kind === 'not' ? leavesOf(node.node) : [node]
}

describe('colours', () => {
  it.each<[string, readonly string[]]>([
    ['oil  prices', ['word:oil', 'word:prices']],
    [
      'a OR (b AND NOT c)',
      ['word:a', 'operator:OR', 'operator:(', 'word:b', 'operator:AND', 'operator:NOT', 'word:c', 'operator:)'],
    ],
    ['-title:oil^3', ['operator:-', 'field:title:', 'word:oil', 'weight:^3']],
    ['+"a b"^2', ['operator:+', 'phrase:"a b"', 'weight:^2']],
    ['“a b”~10', ['near:“a b”~10']],
    ['"a b', ['phrase:"a b']],
    ['immigr* w?rd what?', ['wildcard:immigr*', 'wildcard:w?rd', 'word:what?']],
    ['goverment~2 ab~', ['fuzzy:goverment~2', 'word:ab~']],
    ['/colou?r/i /usr/bin', ['pattern:/colou?r/i', 'word:/usr/bin']],
    ['tag:"a b" is:foo after:-7d', ['field:tag:', 'value:"a b"', 'word:is:foo', 'field:after:', 'value:-7d']],
    ['tag:(a OR b)^2', ['field:tag:', 'operator:(', 'value:a', 'operator:OR', 'value:b', 'operator:)', 'weight:^2']],
    ['OR - a ) tag:', ['word:OR', 'word:a', 'word:tag:']],
    ['foo:bar 10:30 20 000', ['word:foo:bar', 'word:10:30', 'word:20 000']],
    ['( ) "" ???', []],
  ])('%s', (text, expected) => {
    expect(tokens(text)).toEqual(expected)
  })

  it('stand one after the other inside of the text', () => {
    fc.assert(
      fc.property(anyQuery, (text) => {
        let at = 0
        for (const { start, end } of lexQuery(text)) {
          expect(start).toBeGreaterThanOrEqual(at)
          expect(end).toBeGreaterThan(start)
          at = end
        }
        expect(at).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 500 },
    )
  })

  it('never disagree with what is meant', () => {
    fc.assert(
      fc.property(anyQuery, (text) => {
        const { root } = parseQuery(text, context)
        const leaves = leavesOf(root)
        const said = lexQuery(text)
        // Each leaf has the colour of its form, and each coloured part is such a leaf.
        for (const leaf of leaves) {
          const inside = said.filter(({ start, end }) => start < leaf.span[1] && leaf.span[0] < end)
          expect(inside.map(({ kind }) => kind)).toContain(colourOf(leaf))
        }
        for (const { kind, start, end } of said) {
          if (kind === 'operator' || kind === 'field' || kind === 'weight') continue
          const met = leaves.filter(({ span }) => span[0] < end && start < span[1])
          // What folds to nothing has no leaf.
          for (const leaf of met) expect(colourOf(leaf)).toBe(kind)
          if (kind === 'value' || kind === 'pattern') expect(met).toHaveLength(1)
        }
        const operators = said.filter(({ kind }) => kind === 'operator').map(({ start, end }) => text.slice(start, end))
        if (!operators.includes('OR')) expect(hasAny(root)).toBe(false)
        if (operators.length === 0) expect(root === null || root.kind !== 'any').toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('need no stemmer and no lunr', () => {
    const seen = new Set<string>()
    const walk = (file: string): void => {
      if (seen.has(file)) return
      seen.add(file)
      for (const [, specifier] of readFileSync(file, 'utf8').matchAll(
        /^(?:import|export) (?!type)[^'"]*from '([^']+)'/gm,
      )) {
        if (specifier === undefined) continue
        imported.add(specifier)
        if (specifier.startsWith('.')) walk(resolve(dirname(file), `${specifier}.ts`))
      }
    }
    const imported = new Set<string>()
    walk(resolve(import.meta.dirname, '../../../../src/core/search/lex.ts'))
    expect([...imported].filter((name) => !/^(\.\/|#shared\/)/.test(name))).toEqual([])
    expect([...imported].filter((name) => /stem|words|tokens|analys/.test(name))).toEqual([])
  })
})

function hasAny(node: QueryNode | null): boolean {
  if (node === null) return false
  if (node.kind === 'not') return hasAny(node.node)
  return node.kind === 'any' || (node.kind === 'all' && node.nodes.some(hasAny))
}

function colourOf(leaf: QueryLeaf): TokenKind {
  if (leaf.kind !== 'text') return leaf.kind === 'fact' ? 'value' : 'pattern'
  return leaf.form === 'prefix' ? 'wildcard' : leaf.form
}

describe('completion', () => {
  /** `|` is the caret; what would be replaced stands in brackets. */
  const completed = (marked: string): string | null => {
    const caret = marked.indexOf('|')
    const text = marked.replace('|', '')
    const found = completionContext(text, caret)
    if (found === null) return null
    const { field, value, start, end } = found
    return `${field ?? ''}=${value} in ${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`
  }

  it.each([
    ['|', '= in []'],
    ['ti|', '=ti in [ti]'],
    ['oil ti|', '=ti in oil [ti]'],
    ['oil |', '= in oil []'],
    ['-ti|', '=ti in -[ti]'],
    ['tag:|', 'tag= in tag:[]'],
    ['tag:| oil', 'tag= in tag:[] oil'],
    ['tag:pol|', 'tag=pol in tag:[pol]'],
    ['tag:po|litics oil', 'tag=po in tag:[politics] oil'],
    ['-Tags:po|', 'tag=po in -Tags:[po]'],
    ['ta|g:x', '=ta in [tag:]x'],
    ['tag:"cli|', 'tag=cli in tag:["cli]'],
    ['tag:"climate ch|" x', 'tag=climate ch in tag:["climate ch"] x'],
    ['tag:"a"|', 'tag=a in tag:["a"]'],
    ['tag:"a \\"b|', 'tag=a "b in tag:["a \\"b]'],
    ['source:"new yo|', 'source=new yo in source:["new yo]'],
    ['source:re|^2', 'source=re in source:[re]^2'],
    ['source:re^2|', null],
    ['tag:(a OR po|', 'tag=po in tag:(a OR [po]'],
    ['tag:(|', 'tag= in tag:([]'],
    ['tag:(a |) x', 'tag= in tag:(a []) x'],
    ['tag:(a) |', '= in tag:(a) []'],
    ['ti|tle:(a b)', '=ti in [title:](a b)'],
    ['is:fo|', 'is=fo in is:[fo]'],
    ['date:2024-|', 'date=2024- in date:[2024-]'],
    ['foo:ba|', '=foo:ba in [foo:ba]'],
    ['"oil pri|', null],
    ['/oi|l/', null],
    ['OR|', '=OR in [OR]'],
  ])('%s', (marked, expected) => {
    expect(completed(marked)).toBe(expected)
  })

  it('lies around the caret, whatever was typed', () => {
    fc.assert(
      fc.property(anyQuery, fc.nat(60), (text, caret) => {
        const found = completionContext(text, caret)
        if (found === null) return
        const at = Math.min(caret, text.length)
        expect(found.start).toBeLessThanOrEqual(at)
        expect(found.end).toBeGreaterThanOrEqual(at)
        expect(found.end).toBeLessThanOrEqual(text.length)
        expect(found.value.length).toBeLessThanOrEqual(at - found.start)
      }),
      { numRuns: 300 },
    )
  })

  it('writes values so that they are read again', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 15 }),
      fc.constantFrom('a b', 'a"b', 'a\\', '\\"', '(x)', 'x^2', '/a/'),
    )
    fc.assert(
      fc.property(value, (written) => {
        fc.pre(written.trim() === written)
        const { root } = parseQuery(`oil path:${quoteValue(written)} gas`, context)
        expect(leavesOf(root).map((leaf) => (leaf.kind === 'fact' ? leaf.written : leaf.kind))).toEqual([
          'text',
          written,
          'text',
        ])
      }),
      { numRuns: 300 },
    )
  })
})
