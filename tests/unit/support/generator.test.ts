import { describe, expect, it } from 'vitest'
import { generateArticles, needle, needleEvery } from '../../support/generator'

describe('the generator of dated articles', () => {
  const articles = [...generateArticles({ count: 2000, seed: 7 })]

  it('gives the same articles for the same seed, and others for another', () => {
    expect([...generateArticles({ count: 2000, seed: 7 })]).toEqual(articles)
    expect([...generateArticles({ count: 2000, seed: 8 })].map((article) => article.title)).not.toEqual(
      articles.map((article) => article.title),
    )
  })

  it('writes the dated form, with real days that rise with the number', () => {
    for (const { text, date, title, path } of articles) {
      expect(text.startsWith(` date ${date} ${title}\n\n`)).toBe(true)
      expect(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(date)
      expect(path.startsWith(`${date.slice(0, 7)}/${date.slice(8)}/`)).toBe(true)
    }
    const dates = articles.map((article) => article.date)
    expect(dates).toEqual([...dates].sort())
    expect(new Set(dates.map((date) => date.slice(0, 4))).size).toBe(12)
    expect(new Set(articles.map((article) => article.path)).size).toBe(articles.length)
  })

  it('hides the needle once in every so many articles and nowhere else', () => {
    const found = articles.flatMap(({ text }, index) => (text.includes(needle) ? [index] : []))
    expect(found).toEqual(Array.from({ length: articles.length / needleEvery }, (_, i) => i * needleEvery))
  })

  it('draws words as people use them: a few very often, most once or twice', () => {
    const counts = new Map<string, number>()
    for (const { text } of articles)
      for (const word of text.toLowerCase().match(/[a-z]+/g) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1)
    const sorted = [...counts.values()].sort((a, b) => b - a)
    const total = sorted.reduce((sum, count) => sum + count, 0)
    expect((sorted[0] ?? 0) / total).toBeGreaterThan(0.02)
    expect(sorted.filter((count) => count <= 2).length / sorted.length).toBeGreaterThan(0.25)
  })
})
