import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { likenessOf, sketchOf } from '#core/anchoring/index'

const words = (seed: string, length: number): string => Array.from({ length }, (_, at) => `${seed}${at}`).join(' ')

describe('a sketch', () => {
  it('is short, and the same for texts that differ in case and marks', () => {
    const text = words('Word', 100)
    expect(sketchOf(text)).toHaveLength(64)
    expect(sketchOf(text.toUpperCase().replaceAll(' ', ',\n'))).toBe(sketchOf(text))
  })

  it('stays what it is: files hold it', () => {
    expect(sketchOf(words('w', 60))).toBe('KBvkbYGZZ7ruiOaT6AUxIGpcBhYIVbzmHqwEuxv9Ip-mo0gIXsBj6qKs6duNRlUL')
  })

  it('is not made of a few words', () => {
    expect(sketchOf(words('w', 41))).toBeNull()
    expect(sketchOf('')).toBeNull()
    expect(likenessOf(null, null)).toBe(0)
  })

  it('is made of texts without spaces, character by character', () => {
    const text = '港の東側の埠頭は月曜日に閉鎖された。潜水士が基礎に亀裂を見つけたためである。船は古い港へ回された。'
    const other = text.replace('月曜日', '火曜日')
    expect(likenessOf(sketchOf(text), sketchOf(other))).toBeGreaterThan(0.5)
  })

  it('tells how much two texts share', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 400 }), fc.integer({ min: 0, max: 400 }), (shared, own) => {
        const common = words('common', shared)
        const [a, b] = [`${common} ${words('a', own)}`, `${common} ${words('b', own)}`]
        const expected = (shared - 2) / (shared - 2 + 2 * (own === 0 ? 0 : own + 2))
        expect(Math.abs(likenessOf(sketchOf(a), sketchOf(b)) - (own === 0 ? 1 : expected))).toBeLessThan(0.27)
      }),
    )
  })
})
