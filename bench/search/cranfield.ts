/** The Cranfield collection: 1,400 abstracts, 225 questions, and which abstracts answer them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SearchableArticle } from '#core/search/types'
import { wordsOf } from './asks'
import type { Judged } from './quality'

/** Reads `cran.all.1400`, `cran.qry` and `cranqrel`. */
export function readCranfield(folder: string): {
  readonly articles: readonly SearchableArticle[]
  readonly questions: readonly Judged[]
} {
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8').replace(/\r/g, '')
  const records = (name: string): string[] => read(name).split(/^\.I /m).slice(1)
  const articles = records('cran.all.1400').map((record): SearchableArticle => {
    const field = (letter: string): string =>
      new RegExp(`^\\.${letter}\\s*\\n([\\s\\S]*?)(?=^\\.[TABW]\\s*$|(?![\\s\\S]))`, 'm').exec(record)?.[1]?.trim() ??
      ''
    const [title, author, source, body] = ['T', 'A', 'B', 'W'].map(field)
    const key = record.slice(0, record.indexOf('\n')).trim()
    return { key, title: title ?? '', body: body ?? '', author: author || null, source: source || null, language: 'en' }
  })
  const relevant = new Map<number, Set<string>>()
  for (const line of read('cranqrel').trim().split('\n')) {
    const [question, key, grade] = line.trim().split(/\s+/)
    // Grade -1 says that an abstract is of no interest.
    if (Number(grade) > 0) relevant.set(Number(question), (relevant.get(Number(question)) ?? new Set()).add(key ?? ''))
  }
  // Judgements number the questions in their order, not by the numbers they carry.
  const questions = records('cran.qry').map((record, index): Judged => {
    const text = record.replace(/^[\s\S]*?\n\.W\s*\n/, '')
    return { ask: { kind: 'words', words: wordsOf(text) }, relevant: [...(relevant.get(index + 1) ?? [])] }
  })
  return { articles, questions }
}
