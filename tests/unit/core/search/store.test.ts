import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { analyseArticle, createStore, openStore, parseQuery, searchStores } from '#core/search/index'
import type { ArticleTerms, SearchStore, StoreImage } from '#core/search/types'
import { LecternError } from '#shared/result'
import { inventedArticle, seeded } from './corpus'

const termsOf = (body: string): ArticleTerms => analyseArticle({ title: '', body, author: null, source: null })
const find = (store: SearchStore, text: string): string[] =>
  searchStores([store], parseQuery(text), { offset: 0, limit: 10_000 }).hits.map((hit) => hit.key)

const whole = (store: SearchStore): ReturnType<SearchStore['image']> => store.image(new Set())

describe('a store', () => {
  it('finds what was put in at the next search, and not what was removed or replaced', () => {
    const store = createStore()
    store.put('a', termsOf('oil'))
    expect(find(store, 'oil')).toEqual(['a'])
    store.put('b', termsOf('oil'))
    store.put('a', termsOf('wheat'))
    expect(find(store, 'oil')).toEqual(['b'])
    expect(find(store, 'wheat')).toEqual(['a'])
    store.remove('b')
    store.remove('never there')
    expect(find(store, 'oil')).toEqual([])
    expect([store.has('a'), store.has('b'), store.size]).toEqual([true, false, 1])
  })

  it('behaves as a plain map of its articles, whatever happens in between', () => {
    const action = fc.record({
      kind: fc.constantFrom('put', 'put', 'put', 'remove', 'search', 'reopen'),
      key: fc.integer({ min: 0, max: 12 }).map(String),
      word: fc.constantFrom('oil', 'wheat', 'gold'),
    })
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        let store = createStore()
        const model = new Map<string, string>()
        for (const { kind, key, word } of actions) {
          if (kind === 'put') {
            store.put(key, termsOf(word))
            model.delete(key)
            model.set(key, word)
          } else if (kind === 'remove') {
            store.remove(key)
            model.delete(key)
          } else if (kind === 'reopen') store = openStore(whole(store))
          else expect(find(store, word)).toEqual([...model].filter(([, has]) => has === word).map(([name]) => name))
          expect(store.size).toBe(model.size)
          expect(store.has(key)).toBe(model.has(key))
        }
      }),
    )
  })

  it('keeps the number of its parts bounded however often it is searched in between', () => {
    const store = createStore()
    const terms = [termsOf('oil price'), termsOf('wheat price'), termsOf('gold')]
    let most = 0
    for (let i = 0; i < 6000; i++) {
      store.put(`${i % 5000}`, terms[i % 3] ?? termsOf(''))
      if (i % 7 === 0) most = Math.max(most, store.parts().length)
    }
    expect(most).toBeLessThan(16)
    expect(store.size).toBe(5000)
    const names = whole(store).names
    expect(names.length).toBeLessThanOrEqual(5)
  })
})

describe('an image', () => {
  let store: SearchStore
  let image: StoreImage
  beforeAll(() => {
    const random = seeded(5)
    store = createStore()
    for (let i = 0; i < 300; i++) store.put(`articles/${i} é全.txt`, analyseArticle(inventedArticle(random)))
    for (let i = 0; i < 300; i += 10) store.remove(`articles/${i} é全.txt`)
    image = whole(store)
  })

  it('opens as the store it was, with the same hits and scores', () => {
    const opened = openStore(image)
    expect(opened.size).toBe(270)
    for (const text of ['price', 'ka* OR government~', '-letters', 'title:economy the']) {
      const ask = (from: SearchStore) => searchStores([from], parseQuery(text), { offset: 0, limit: 300 })
      expect(ask(opened)).toEqual(ask(store))
    }
    opened.put('new', termsOf('price'))
    opened.remove('articles/1 é全.txt')
    expect(opened.size).toBe(270)
  })

  it('opens from bytes that lie anywhere in a larger buffer', () => {
    const moved = new Map(
      [...image.segments].map(([name, bytes]) => {
        const larger = new Uint8Array(bytes.length + 3)
        larger.set(bytes, 3)
        return [name, larger.subarray(3)] as const
      }),
    )
    expect(openStore({ manifest: image.manifest, segments: moved }).size).toBe(270)
  })

  it('gives only the segments that are not on disk already', () => {
    const opened = openStore(image)
    const known = new Set(image.segments.keys())
    expect(opened.image(known).segments.size).toBe(0)
    expect(opened.image(known).manifest).toBe(image.manifest)
    opened.remove('articles/1 é全.txt')
    const changed = opened.image(known)
    expect(changed.segments.size).toBe(0)
    expect(changed.manifest).not.toBe(image.manifest)
    opened.put('new', termsOf('price'))
    const grown = opened.image(known)
    const segments = new Map([...image.segments, ...grown.segments])
    expect(openStore({ manifest: grown.manifest, segments }).has('new')).toBe(true)
  })

  it('drops what is mostly dead', () => {
    const opened = openStore(image)
    for (let i = 0; i < 290; i++) opened.remove(`articles/${i} é全.txt`)
    const small = whole(opened)
    const bytes = (of: StoreImage): number => [...of.segments.values()].reduce((sum, each) => sum + each.length, 0)
    expect(bytes(small)).toBeLessThan(bytes(image) / 4)
    for (let i = 290; i < 300; i++) opened.remove(`articles/${i} é全.txt`)
    expect(whole(opened).names).toEqual([])
    expect(openStore(whole(opened)).size).toBe(0)
  })

  const damaged = (open: () => unknown): void => {
    expect(open).toThrow(LecternError)
    expect(open).toThrow(expect.objectContaining({ code: 'io' }))
  }
  const withSegments = (change: (bytes: Uint8Array) => Uint8Array): StoreImage => ({
    manifest: image.manifest,
    segments: new Map([...image.segments].map(([name, bytes]) => [name, change(bytes.slice())])),
  })

  it('notices any changed byte of a segment', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.integer({ min: 1, max: 255 }),
        (at, flip) => {
          damaged(() =>
            openStore(
              withSegments((bytes) => {
                const place = Math.floor(at * bytes.length)
                bytes[place] = (bytes[place] ?? 0) ^ flip
                return bytes
              }),
            ),
          )
        },
      ),
    )
  })

  it('notices any changed character of the manifest', () => {
    fc.assert(
      fc.property(fc.nat({ max: image.manifest.length - 1 }), fc.constantFrom('0', '7', 'x', '\n', ''), (at, other) => {
        fc.pre(image.manifest[at] !== other)
        const manifest = `${image.manifest.slice(0, at)}${other}${image.manifest.slice(at + 1)}`
        damaged(() => openStore({ manifest, segments: image.segments }))
      }),
    )
  })

  it('notices truncated, empty and missing files', () => {
    damaged(() => openStore(withSegments((bytes) => bytes.subarray(0, bytes.length - 4))))
    damaged(() => openStore(withSegments(() => new Uint8Array(0))))
    damaged(() => openStore({ manifest: image.manifest, segments: new Map() }))
    for (const manifest of ['', '\n', '{}', image.manifest.slice(0, 40)]) {
      damaged(() => openStore({ manifest, segments: image.segments }))
    }
  })
})
