import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyseWords } from '#core/search/analyse-words'
import { fold } from '#core/search/fold'
import { isStopWordIn, stemIn, stemmedLanguages, stemmersOf } from '#core/search/stemmers'
import { tokenise } from '#core/search/tokens'

const terms = (text: string, languages: readonly string[]): string[] => {
  const found: string[] = []
  tokenise(text, languages, ({ term }) => found.push(term))
  return found
}

describe('forms of a word meet', () => {
  it.each([
    ['en', 'immigration immigrant immigrants'],
    ['de', 'Haus Häuser Hauses Häusern'],
    ['de', 'Größe Größen'],
    ['de', 'gewählt gewählte gewählten'],
    ['fr', 'élection élections'],
    ['fr', 'élevé élevée élevés élevées'],
    ['fr', 'première premières premier premiers'],
    ['fr', 'cheval chevaux'],
    ['es', 'información informaciones'],
    ['es', 'tecnología tecnologías'],
    ['es', 'habló hablar hablado hablando'],
    ['it', 'elezione elezioni'],
    ['it', 'politico politica politici politiche'],
    ['pt', 'informação informações'],
    ['pt', 'internacional internacionais'],
    ['pt', 'possível possíveis'],
    ['nl', 'verkiezing verkiezingen'],
    ['nl', 'groot grote'],
    ['sv', 'regering regeringen regeringar regeringarna'],
    ['da', 'pris prisen priser priserne'],
    ['no', 'valg valget valgene'],
    ['fi', 'talo talot talon talossa talosta talolla'],
    ['fi', 'kylä kylät kylän kylässä kylästä'],
    ['hu', 'ház házak házban háznak házból házat'],
    ['hu', 'Magyarország Magyarországon Magyarországról Magyarországtól'],
    ['ro', 'guvern guvernul guvernului guverne'],
    ['ro', 'cărți carte cartea cărțile'],
    ['ru', 'новый новая новое новые новых новой'],
    ['ru', 'нефть нефти нефтью'],
    ['tr', 'göz gözler gözlerde gözü'],
    ['tr', 'ekmek ekmeği ekmekler'],
    ['tr', 'kitap kitaplar kitaplarda kitapları'],
    ['el', 'κυβέρνηση κυβερνήσεις κυβέρνησης'],
  ])('%s: %s', (language, forms) => {
    expect(new Set(terms(forms, [language])).size).toBe(1)
    expect(new Set(terms(fold(forms), [language]))).toEqual(new Set(terms(forms, [language])))
  })

  it('by no rule but those of the language', () => {
    expect(terms('Häuser', ['en'])).toEqual(['hauser'])
    expect(terms('running', ['de'])).toEqual(['running'])
    expect(terms('running', ['pl'])).toEqual(['running'])
    expect(terms('running', [])).toEqual(['running'])
  })

  it('but never end as less than two letters', () => {
    for (const language of stemmedLanguages)
      for (const word of ['gun', 'ing', 'ene', 'ata', 'ist', 'ого', 'ους'])
        expect(stemIn(language, word).length).toBeGreaterThan(1)
  })
})

it('a stem begins as its word does, by which texts are searched fast', () => {
  const endings = ['oes', 'ais', 'ee', 'cion', 'ings', 'heit', 'lerde', 'ssa', 'bol', 'ului', 'erne', 'yed', 'ies']
  const word = fc.tuple(fc.stringMatching(/^[a-z]{0,6}$/), fc.constantFrom(...endings)).map((parts) => parts.join(''))
  fc.assert(
    fc.property(word, (given) => {
      for (const language of stemmedLanguages) expect(stemIn(language, given).charAt(0)).toBe(given.charAt(0))
    }),
    { numRuns: 1000 },
  )
})

describe('stop words', () => {
  it.each([
    ['en', 'the'],
    ['de', 'für'],
    ['fr', 'à'],
    ['es', 'también'],
    ['pt', 'não'],
    ['ru', 'что'],
    ['el', 'και'],
  ])('of %s: %s, however it is spelt', (language, word) => {
    expect(isStopWordIn(language, fold(word))).toBe(true)
    expect(terms(word, [language])).toHaveLength(1)
  })

  it('are no words that readers search for', () => {
    expect(isStopWordIn('es', 'acuerdo')).toBe(false)
    expect(isStopWordIn('de', 'gut')).toBe(false)
    expect(isStopWordIn('pl', 'nie')).toBe(false)
  })
})

describe('an article', () => {
  it.each([
    [null, ['en']],
    ['en', ['en']],
    ['de', ['de']],
    ['pl', ['pl']],
    ['ru', ['ru', 'en']],
    ['ja', ['en']],
    ['uk', ['en']],
  ])('in %s is read by the rules of %s', (language, expected) => {
    expect(stemmersOf(language)).toEqual(expected)
  })

  it('has each word read in the first language that is written in its script', () => {
    expect(terms('новые elections', stemmersOf('ru'))).toEqual(['нов', 'elect'])
    expect(terms('選挙 elections', stemmersOf('ja'))).toContain('elect')
  })
})

describe('a word of a query', () => {
  it('stands for its stems in all languages of the libraries', () => {
    const [word] = analyseWords('Nationen', ['en', 'de', 'fr'])
    expect(word?.terms).toEqual(['nationen', 'nation'])
    expect(analyseWords('running', ['en', 'pl'])[0]?.terms).toEqual(['run', 'running'])
    expect(analyseWords('oil', ['en', 'de'])[0]?.terms).toEqual(['oil'])
    expect(analyseWords('новые', ['en', 'ru'])[0]?.terms).toEqual(['новые', 'нов'])
    expect(analyseWords('running', [])[0]?.terms).toEqual(['running'])
  })

  it('counts without what is elided before it, where a language does so', () => {
    expect(analyseWords("l'économie", ['fr'])[0]?.terms).toEqual(['econom'])
    expect(analyseWords('dell’economia', ['it'])[0]?.terms).toEqual(['econom'])
    expect(analyseWords("d'or", ['fr'])[0]?.terms).toEqual(['or'])
    expect(analyseWords("c'est", ['fr'])[0]?.stop).toBe(true)
    expect(analyseWords("O'Brien", ['fr', 'en'])[0]?.terms).toEqual(["o'brien"])
    expect(analyseWords("l'homme", ['en', 'fr'])[0]?.terms).toEqual(["l'homme", 'homm'])
    expect(terms("la fin de l'économie", ['fr'])).toContain('econom')
  })

  it('is a stop word where it is one in any of them', () => {
    expect(analyseWords('der', ['en', 'de'])[0]?.stop).toBe(true)
    expect(analyseWords('der', ['en'])[0]?.stop).toBe(false)
    expect(analyseWords('WHO', ['de', 'en'])[0]).toMatchObject({ stop: true, capitals: 'WHO' })
  })

  it('finds every article that has it, whatever the languages of both', () => {
    const languages = [...new Set([null, ...stemmedLanguages, 'pl', 'ja', 'uk'].flatMap(stemmersOf))]
    for (const text of ['Nationen', 'élection', 'новые', 'C++', '全文検索', 'WHO', 'l’homme', '20 000'])
      for (const language of [null, ...stemmedLanguages, 'pl', 'ja', 'uk']) {
        const known = new Set(terms(text, stemmersOf(language)))
        for (const word of analyseWords(text, languages))
          expect(
            word.terms.some((term) => known.has(term)),
            `${text} in ${language}`,
          ).toBe(true)
      }
  })
})
