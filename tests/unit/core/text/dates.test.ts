import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDate } from '#core/text/dates'

describe('parseDate', () => {
  it.each([
    ['2024-01-04', '2024-01-04'],
    ['2024-1-4', '2024-01-04'],
    ['2024/01/04', '2024-01-04'],
    ['2024.01.04', '2024-01-04'],
    ['20240104', '2024-01-04'],
    ['20240104T101500Z', '2024-01-04'],
    ['2024-01-04T23:30:00-08:00', '2024-01-04'],
    ['2024-01-04T00:30:00.000Z', '2024-01-04'],
    ['2024-01-04 23:59', '2024-01-04'],
    ['2024-01', '2024-01'],
    ['2024', '2024'],
    ['January 4, 2024', '2024-01-04'],
    ['Jan. 4th, 2024', '2024-01-04'],
    ['Thursday, January 4 2024', '2024-01-04'],
    ['Posted on January 4, 2024 at 10:00 am', '2024-01-04'],
    ['Thu Jan 04 10:00:00 2024', '2024-01-04'],
    ['Thu Jan 04 10:00:00 UTC 2024', '2024-01-04'],
    ['Thu, 04 Jan 2024 10:00:00 GMT', '2024-01-04'],
    ['4 January 2024', '2024-01-04'],
    ['4th of January, 2024', '2024-01-04'],
    ['04-Jan-2024', '2024-01-04'],
    ['4. März 2024', '2024-03-04'],
    ['1er août 2024', '2024-08-01'],
    ['4 de enero de 2024', '2024-01-04'],
    ['4 gennaio 2024', '2024-01-04'],
    ['4 december 2024', '2024-12-04'],
    ['2024年1月4日', '2024-01-04'],
    ['2024년 1월 4일', '2024-01-04'],
    ['January 2024', '2024-01'],
    ['enero de 2024', '2024-01'],
    ['05/31/2018', '2018-05-31'],
    ['31/05/2018', '2018-05-31'],
    ['31.5.2018', '2018-05-31'],
    ['31-05-2018', '2018-05-31'],
    ['05/05/2018', '2018-05-05'],
    ['29 February 2024', '2024-02-29'],
  ])('reads %s as %s', (written, iso) => {
    expect(parseDate(written)).toEqual({ iso, written: null })
  })

  it.each([
    ['03/04/2018'],
    ['3.4.2018'],
    ['12-11-2018'],
    ['05/31/18'],
    ['2023-02-29'],
    ['31/31/2018'],
    ['30 February 2024'],
    ['yesterday'],
    ['2024-13-01'],
    ['0024-01-04'],
    ['12345678901'],
  ])('does not guess %s', (written) => {
    expect(parseDate(written)).toEqual({ iso: null, written })
  })

  it('has nothing to say of nothing', () => {
    for (const nothing of ['', '  ', null, undefined]) expect(parseDate(nothing)).toEqual({ iso: null, written: null })
  })

  it('reads every calendar day, however it is written for certain', () => {
    const day = fc.date({ min: new Date('1000-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10)
        const long = date.toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' })
        for (const written of [iso, date.toISOString(), long, date.toUTCString()])
          expect(parseDate(written).iso).toBe(iso)
      }),
    )
  })

  it('never throws, and gives a date of the contract or the words as written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (written) => {
        const { iso, written: kept } = parseDate(written)
        expect(iso === null || kept === null).toBe(true)
        if (iso !== null) expect(iso).toMatch(/^\d{4}(-\d{2}(-\d{2})?)?$/)
      }),
    )
  })
})
