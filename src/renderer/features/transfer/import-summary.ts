/** What became of an import, in a sentence or two. */
import type { Response } from '#shared/contract'
import { counted } from '../../ui/format'

/** Says what was taken in, on how many articles, and what was there already. */
export function summaryOf(
  { articles, highlights, notes, known }: Omit<Response<'annotations.import'>, 'skipped'>,
  locale?: string,
): string {
  const taken = [
    ...(highlights > 0 ? [counted(highlights, 'highlight', 'highlights', locale)] : []),
    ...(notes > 0 ? [counted(notes, 'note', 'notes', locale)] : []),
  ].join(' and ')
  const first =
    taken === ''
      ? 'Nothing new was in it.'
      : `Taken in: ${taken} on ${counted(articles, 'article', 'articles', locale)}.`
  return known === 0 ? first : `${first} ${counted(known, 'was', 'were', locale)} there already.`
}
