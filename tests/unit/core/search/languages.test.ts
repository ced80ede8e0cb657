import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { languageOf } from '#core/search/languages'

const english = 'The harbour was closed in the morning because of the storm, but most of the boats had left by then.'
const german =
  'Der Hafen wurde am Morgen wegen des Sturms geschlossen, aber die meisten Boote waren schon nicht mehr da.'
const japanese = '港は嵐のために朝から閉鎖されたが、ほとんどの船はもう出ていた。'
const russian = 'Утром из-за шторма порт был закрыт, но к тому времени большинство лодок уже вышли в море.'

/** The same message in many languages, each in our own words. */
const texts: readonly (readonly [language: string, text: string])[] = [
  ['en', english],
  ['de', german],
  ['fr', 'Le port a été fermé ce matin à cause de la tempête, mais la plupart des bateaux étaient déjà partis.'],
  ['es', 'El puerto fue cerrado por la mañana a causa de la tormenta, pero la mayoría de los barcos ya había salido.'],
  ['it', 'Il porto è stato chiuso questa mattina per la tempesta, ma la maggior parte delle barche era già partita.'],
  ['pt', 'O porto foi fechado de manhã por causa da tempestade, mas a maioria dos barcos já não estava lá.'],
  ['nl', 'De haven werd vanmorgen gesloten vanwege de storm, maar de meeste boten waren toen al niet meer daar.'],
  ['sv', 'Hamnen stängdes på morgonen på grund av stormen, men de flesta båtar hade redan gått ut och var inte kvar.'],
  ['da', 'Havnen blev lukket om morgenen på grund af stormen, men de fleste både var allerede sejlet ud og ikke der.'],
  [
    'no',
    'Havnen ble stengt om morgenen på grunn av stormen, men de fleste båtene hadde allerede gått ut og var ikke der.',
  ],
  [
    'fi',
    'Satama suljettiin aamulla myrskyn vuoksi, mutta useimmat veneet olivat jo lähteneet, eikä siellä ollut kuin yksi.',
  ],
  ['hu', 'A kikötőt reggel a vihar miatt lezárták, de a legtöbb hajó már nem volt ott, és csak este jöttek vissza.'],
  ['ro', 'Portul a fost închis dimineața din cauza furtunii, dar cele mai multe bărci nu mai erau în el și au plecat.'],
  ['tr', 'Liman sabah fırtına için kapatıldı, ama teknelerin çoğu daha önce çıkmıştı ve orada bir tek tekne yok.'],
  ['pl', 'Port został rano zamknięty przez sztorm, ale większość łodzi już była na morzu i nie było jej w nim.'],
  [
    'cs',
    'Přístav byl ráno kvůli bouři uzavřen, ale většina lodí už byla na moři a v přístavu není nic, co by bylo vidět.',
  ],
  [
    'ca',
    'El port va ser tancat al matí per la tempesta, però els vaixells més grans ja no hi eren i amb això no va passar res.',
  ],
  ['id', 'Pelabuhan itu ditutup pada pagi hari karena badai, dan kapal yang besar sudah tidak ada di sana.'],
  ['vi', 'Cảng đã đóng cửa vào buổi sáng vì bão, và nhiều tàu thuyền của cảng không có ở đó khi bão đến.'],
  ['ru', russian],
  ['uk', 'Вранці порт закрили через шторм, але більшість човнів уже вийшла в море, і їх там не було.'],
  [
    'bg',
    'Сутринта пристанището беше затворено заради бурята, но повечето лодки вече бяха излезли към морето навън, където е тъмно.',
  ],
  ['sr', 'Ујутру је лука била затворена због олује, али већина чамаца је већ изашла и није била у њој.'],
  ['el', 'Το λιμάνι έκλεισε το πρωί λόγω της καταιγίδας, αλλά τα περισσότερα σκάφη είχαν ήδη φύγει.'],
  ['ja', japanese],
  ['zh', '由于暴风雨，港口早上关闭了，但是大多数的船已经出海，我们没有看到它们。'],
  ['ko', '폭풍 때문에 항구는 아침에 닫혔지만 대부분의 배는 이미 떠났다.'],
  ['ar', 'أغلق الميناء في الصباح بسبب العاصفة، لكن معظم القوارب كانت قد غادرت إلى البحر.'],
  ['fa', 'بندر صبح به دلیل توفان بسته شد، اما بیشتر قایق‌ها پیش از آن رفته بودند و کسی دیگر آنجا نبود.'],
  ['he', 'הנמל נסגר בבוקר בגלל הסערה, אבל רוב הסירות כבר יצאו לים.'],
  ['th', 'ท่าเรือปิดในตอนเช้าเพราะพายุ แต่เรือส่วนใหญ่ออกไปแล้ว'],
  ['hi', 'तूफान की वजह से बंदरगाह सुबह बंद है और नावें समुद्र में हैं।'],
]

describe('the language of a text', () => {
  it.each(texts)('%s is told', (language, text) => {
    expect(languageOf(text, null)).toBe(language)
  })

  it.each(texts)('%s is told however the text is composed', (language, text) => {
    expect(languageOf(text.normalize('NFD'), null)).toBe(language)
  })

  it.each([
    ['nothing', ''],
    ['a name', 'Ludwig van Beethoven'],
    ['figures', 'Shr 34 cts vs 12 cts, Net 1.2 mln vs 0.8 mln, Revs 54.1 mln'],
    ['a title in Han letters alone', '東京大学'],
    ['hexadecimal', '0xda 0xde 0xla 0xdel 0xle 0xdes 0xda 0xde 0xle'],
    ['names in code', 'API_DE_LA_1 API_DE_EL_2 API_DE_LOS_3 /en/de/des/les/la API_UNA_7'],
    ['one word over and over', 'no comparison no comparison no comparison no comparison'],
  ])('%s tells nothing', (_, text) => {
    expect(languageOf(text, null)).toBeNull()
  })

  it('is told beside code and links, of which every script has some', () => {
    const code = '`async function main() { await load("https://example.org/a/b.html") }`'
    expect(languageOf(`${japanese} ${code}`, null)).toBe('ja')
    expect(languageOf(`${russian} ${code}`, null)).toBe('ru')
  })
})

describe('a language the text declares', () => {
  it('holds where the text does not say', () => {
    expect(languageOf('Ludwig van Beethoven', 'de')).toBe('de')
    expect(languageOf('東京大学', 'ja')).toBe('ja')
    expect(languageOf('', 'fr-CA')).toBe('fr')
  })

  it('holds where the text may be in it', () => {
    expect(languageOf('Havnen er åben.', 'da')).toBe('da')
    expect(languageOf('वह घर में है और हम भी यहाँ में हैं', 'mr')).toBe('mr')
    expect(languageOf(russian, 'ru')).toBe('ru')
  })

  it('gives way where the text plainly is in another one', () => {
    expect(languageOf(`${german} ${german}`, 'en')).toBe('de')
    expect(languageOf(`${english} ${english}`, 'fr')).toBe('en')
    expect(languageOf(japanese, 'en')).toBe('ja')
    expect(languageOf(russian, 'en-US')).toBe('ru')
    expect(languageOf(`${english} ${english}`, 'ja')).toBe('en')
  })

  it.each([
    ['en-GB', 'en'],
    ['en_US', 'en'],
    ['DE', 'de'],
    ['nb-NO', 'no'],
    ['nn', 'no'],
    ['zh-Hant-TW', 'zh'],
    ['iw', 'he'],
    ['eng', 'en'],
    ['und', null],
    ['x-default', null],
    ['not a tag!', null],
    ['', null],
  ])('%s is read as %s', (declared, language) => {
    expect(languageOf('', declared)).toBe(language)
  })
})

it('never fails, whatever the text and what it declares', () => {
  const any = fc.string({ unit: 'binary', maxLength: 40 })
  fc.assert(
    fc.property(any, fc.option(any), (text, declared) => {
      expect(languageOf(text, declared) ?? 'none').toMatch(/^[a-z]{2,8}$/)
    }),
  )
})
