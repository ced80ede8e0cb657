import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { freezeAnnotations, freezeArticles } from '#core/search/freeze'
import { joinSegments } from '#core/search/join'
import { createStore, openStore } from '#core/search/store'
import type { MergePlan, SearchableArticle, SearchStore, StoreImage } from '#core/search/types'
import { inventedWords, pick, seeded } from './corpus'
import { articleArbitrary, contentOf, expectedOf } from './segment-content'

const whole = (store: SearchStore): ReturnType<SearchStore['image']> => store.image(new Set())

function article(key: string, body: string, language: string | null = 'en'): SearchableArticle {
  return { key, title: '', body, author: null, source: null, language }
}

function invented(key: string, random: () => number): SearchableArticle {
  return article(key, Array.from({ length: 60 }, () => pick(random, inventedWords)).join(' '))
}

/** Joins until nothing is worth joining. */
function settle(store: SearchStore, atRest: boolean): void {
  for (let plan = store.plan(atRest); plan !== null; plan = store.plan(atRest))
    expect(store.replace(plan, joinSegments(plan.inputs))).toBe(true)
}

const sorted = (content: Record<string, unknown>) => Object.keys(content).sort()

describe('a store', () => {
  it('holds the last segment’s article of a key until that is removed', () => {
    const store = createStore()
    store.add(freezeArticles([article('a', 'oil'), article('b', 'oil')]))
    store.add(freezeArticles([article('a', 'wheat')]))
    store.remove('b')
    store.remove('never there')
    expect(contentOf(store)).toEqual({ a: expectedOf(article('a', 'wheat')) })
    expect([store.has('a'), store.has('b'), store.size]).toEqual([true, false, 1])
    expect(store.locate('b')).toBeNull()
    store.add(freezeArticles([]))
    expect(store.parts().length).toBe(1)
  })

  it('holds the last of two articles that one segment has under one key', () => {
    const store = createStore()
    store.add(freezeArticles([article('a', 'oil'), article('b', 'gold'), article('a', 'wheat')]))
    expect(contentOf(store)).toEqual({
      a: expectedOf(article('a', 'wheat')),
      b: expectedOf(article('b', 'gold')),
    })
  })

  it('says in which languages its articles are stemmed, those of most articles first', () => {
    const store = createStore()
    expect(store.languages).toEqual([])
    const articles = ['de', 'en', 'de', 'it', 'it', 'it'].map((language, n) => article(`${n}`, 'x', language))
    store.add(freezeArticles(articles))
    expect(store.languages).toEqual(['it', 'de', 'en'])
    for (const key of ['3', '4', '5']) store.remove(key)
    expect(store.languages).toEqual(['de', 'en'])
  })

  it('takes no segment of other fields', () => {
    const { bytes } = freezeAnnotations([{ key: 'a', tags: [], note: 'x', highlights: [] }], ['en'])
    expect(() => createStore().add(bytes)).toThrow(RangeError)
    expect(() => createStore().add(new Uint8Array(80))).toThrow(expect.objectContaining({ code: 'io' }))
  })

  it('is a plain map of its articles, whatever happens in between', () => {
    const key = fc.integer({ min: 0, max: 9 }).map((n) => `key ${n}`)
    const action = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({ do: fc.constant('add'), articles: fc.array(articleArbitrary(key), { maxLength: 4 }) }),
      },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('remove'), key }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('plan'), atRest: fc.boolean() }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('replace') }) },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen') }) },
    )
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
        let store = createStore()
        const model = new Map<string, SearchableArticle>()
        let underWay: { readonly plan: MergePlan; readonly joined: Uint8Array } | null = null
        for (const act of actions) {
          const { revision } = store
          if ('articles' in act) {
            store.add(freezeArticles(act.articles))
            for (const each of act.articles) model.set(each.key, each)
            expect(store.revision > revision).toBe(act.articles.length > 0)
          } else if ('key' in act) {
            store.remove(act.key)
            expect(store.revision > revision).toBe(model.delete(act.key))
          } else if ('atRest' in act) {
            const plan = store.plan(act.atRest)
            underWay = plan === null ? null : { plan, joined: joinSegments(plan.inputs) }
          } else if (act.do === 'replace') {
            if (underWay !== null) expect(store.replace(underWay.plan, underWay.joined)).toBe(store.revision > revision)
            underWay = null
          } else {
            store = openStore(whole(store))
            underWay = null
          }
        }
        const expected = Object.fromEntries([...model].map(([name, each]) => [name, expectedOf(each)]))
        expect(contentOf(store)).toEqual(expected)
        expect(store.size).toBe(model.size)
        for (let n = 0; n < 10; n++) {
          const place = store.locate(`key ${n}`)
          const found = place === null ? null : store.parts()[place.part]?.segment.keys[place.document]
          expect(found).toBe(model.has(`key ${n}`) ? `key ${n}` : null)
          expect(store.has(`key ${n}`)).toBe(place !== null)
        }
        for (const { segment, dead, living, fieldTotals } of store.parts()) {
          const alive = Array.from({ length: segment.documents }, (_, n) => n).filter((n) => dead?.[n] !== 1)
          expect(living).toBe(alive.length)
          expect(living).toBeGreaterThan(0)
          expect(fieldTotals).toEqual(
            Array.from({ length: segment.fieldCount }, (_, field) =>
              alive.reduce((sum, n) => sum + (segment.lengths[field * segment.documents + n] ?? 0), 0),
            ),
          )
        }
        settle(store, true)
        expect(contentOf(store)).toEqual(expected)
      }),
    )
  })
})

describe('the parts of a store', () => {
  it('stay few, however often single articles change', () => {
    const random = seeded(3)
    const store = createStore()
    let most = 0
    for (let n = 0; n < 1200; n++) {
      store.add(freezeArticles([invented(`${n % 1000}`, random)]))
      most = Math.max(most, store.parts().length)
      if (n % 10 === 0) settle(store, false)
    }
    expect(most).toBeLessThan(30)
    expect(store.size).toBe(1000)
    settle(store, true)
    expect(store.parts().length).toBe(1)
    expect(store.plan(true)).toBeNull()
    expect(store.size).toBe(1000)
  })

  it('become one base and little beside it, which a small change leaves alone', () => {
    const random = seeded(4)
    const store = createStore()
    for (let batch = 0; batch < 30; batch++)
      store.add(freezeArticles(Array.from({ length: 20 }, (_, n) => invented(`${batch} ${n}`, random))))
    settle(store, true)
    expect(store.parts().length).toBe(1)
    store.add(freezeArticles([invented('another', random)]))
    expect(store.plan(true)).toBeNull()
    expect(store.parts().length).toBe(2)
  })

  it('that are mostly dead are made anew, and those all dead are gone', () => {
    const random = seeded(5)
    const store = createStore()
    store.add(freezeArticles(Array.from({ length: 30 }, (_, n) => invented(`${n}`, random))))
    const size = store.parts()[0]?.segment.bytes.length ?? 0
    for (let n = 0; n < 15; n++) store.remove(`${n}`)
    settle(store, false)
    expect(store.parts()[0]?.segment.bytes.length).toBeLessThan(size * 0.7)
    expect(store.parts()[0]?.dead).toBeNull()
    for (let n = 15; n < 30; n++) store.remove(`${n}`)
    expect(store.parts()).toEqual([])
    expect(openStore(whole(store)).size).toBe(0)
  })
})

describe('a plan', () => {
  const made = (): { store: SearchStore; plan: MergePlan; joined: Uint8Array } => {
    const random = seeded(6)
    const store = createStore()
    for (let batch = 0; batch < 3; batch++)
      store.add(freezeArticles(Array.from({ length: 5 }, (_, n) => invented(`${batch} ${n}`, random))))
    const plan = store.plan(true)
    expect.assert(plan)
    return { store, plan, joined: joinSegments(plan.inputs) }
  }

  it('is refused when another one was made since, and the second time', () => {
    const { store, plan, joined } = made()
    const next = store.plan(true)
    expect.assert(next)
    expect(store.replace(plan, joined)).toBe(false)
    expect(store.replace(next, joined)).toBe(true)
    expect(store.replace(next, joined)).toBe(false)
    expect(store.size).toBe(15)
  })

  it('is refused when one of its parts is gone', () => {
    const { store, plan, joined } = made()
    for (let n = 0; n < 5; n++) store.remove(`1 ${n}`)
    expect(store.replace(plan, joined)).toBe(false)
    expect(store.size).toBe(10)
  })

  it('minds what was removed and replaced while it was joined', () => {
    const { store, plan, joined } = made()
    store.remove('0 0')
    store.add(freezeArticles([article('2 4', 'wheat')]))
    expect(store.replace(plan, joined)).toBe(true)
    expect([store.size, store.has('0 0'), store.parts().length]).toEqual([14, false, 2])
    const content = contentOf(store)
    expect(content['2 4']).toEqual(expectedOf(article('2 4', 'wheat')))
    expect(sorted(content)).not.toContain('0 0')
  })

  it('is not disturbed by the small joins that come between', () => {
    const { store, plan, joined } = made()
    for (let n = 0; n < 40; n++) store.add(freezeArticles([article(`late ${n}`, 'gold')]))
    expect(store.replace(plan, joined)).toBe(true)
    expect(store.size).toBe(55)
  })

  it('takes no segment that was joined of something else', () => {
    const { store, plan } = made()
    expect(() => store.replace(plan, freezeArticles([article('a', 'oil')]))).toThrow(RangeError)
  })
})

describe('an image', () => {
  let image: StoreImage
  let content: ReturnType<typeof contentOf>
  beforeAll(() => {
    const random = seeded(7)
    const store = createStore()
    for (let batch = 0; batch < 3; batch++)
      store.add(freezeArticles(Array.from({ length: 20 }, (_, n) => invented(`${batch}/${n} é全.txt`, random))))
    for (let n = 0; n < 5; n++) store.remove(`1/${n} é全.txt`)
    image = whole(store)
    content = contentOf(store)
  })

  it('opens as the store it was, and goes on from there', () => {
    const opened = openStore(image)
    expect(contentOf(opened)).toEqual(content)
    opened.add(freezeArticles([article('new', 'price')]))
    opened.remove('0/1 é全.txt')
    expect(opened.size).toBe(55)
  })

  it('gives only the segments that are not on disk already', () => {
    const opened = openStore(image)
    const known = new Set(image.segments.keys())
    expect(opened.image(known).segments.size).toBe(0)
    expect(opened.image(known).manifest).toBe(image.manifest)
    opened.remove('0/1 é全.txt')
    const changed = opened.image(known)
    expect(changed.segments.size).toBe(0)
    expect(changed.manifest).not.toBe(image.manifest)
    opened.add(freezeArticles([article('new', 'price')]))
    const grown = opened.image(known)
    expect(grown.segments.size).toBe(1)
    const segments = new Map([...image.segments, ...grown.segments])
    expect(openStore({ manifest: grown.manifest, segments }).has('new')).toBe(true)
  })

  const damaged = (open: () => unknown): void => {
    expect(open).toThrow(expect.objectContaining({ name: 'LecternError', code: 'io' }))
  }
  const withSegments = (change: (bytes: Uint8Array) => Uint8Array): StoreImage => ({
    manifest: image.manifest,
    segments: new Map([...image.segments].map(([name, bytes]) => [name, change(bytes.slice())])),
  })

  it('is refused when a byte of a segment changed', () => {
    const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 255 }), (at, flip) => {
        damaged(() =>
          openStore(
            withSegments((bytes) => {
              const index = Math.floor(at * bytes.length)
              bytes[index] = (bytes[index] ?? 0) ^ flip
              return bytes
            }),
          ),
        )
      }),
    )
  })

  it('is refused when a character of the manifest changed', () => {
    fc.assert(
      fc.property(fc.nat({ max: image.manifest.length - 1 }), fc.constantFrom('0', '7', 'x', '\n', ''), (at, other) => {
        fc.pre(image.manifest[at] !== other)
        const manifest = `${image.manifest.slice(0, at)}${other}${image.manifest.slice(at + 1)}`
        damaged(() => openStore({ manifest, segments: image.segments }))
      }),
    )
  })

  it('is refused when a segment is cut, missing or another one', () => {
    damaged(() => openStore(withSegments((bytes) => bytes.subarray(0, bytes.length - 4))))
    damaged(() => openStore(withSegments(() => new Uint8Array(0))))
    damaged(() => openStore({ manifest: image.manifest, segments: new Map() }))
    damaged(() => openStore(withSegments(() => freezeArticles([article('a', 'oil')]))))
    for (const manifest of ['', '\n', '{}', image.manifest.slice(0, 40)]) {
      damaged(() => openStore({ manifest, segments: image.segments }))
    }
  })
})
