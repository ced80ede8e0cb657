/** What a change of a tag would do, in plain words. */
import type { Response } from '#shared/contract'
import { counted } from '../../ui/format'

type Preview = Response<'tags.preview'>

const among = ({ articles, highlights }: Preview, locale?: string): string =>
  [
    ...(articles > 0 || highlights === 0 ? [counted(articles, 'article', 'articles', locale)] : []),
    ...(highlights > 0 ? [counted(highlights, 'highlight', 'highlights', locale)] : []),
  ].join(' and ')

/** What renaming `tag` would do: what changes, which tags become one, how many below it move along. */
export function describeRename(tag: string, preview: Preview, locale?: string): string {
  const sentences = [`Changes ${among(preview, locale)}.`]
  for (const { from, to, merges } of preview.tags)
    if (merges && to !== null) sentences.push(`“${from}” and “${to}” become one.`)
  const below = preview.tags.filter(({ from, merges }) => from !== tag && !merges).length
  if (below > 0) sentences.push(`${counted(below, 'tag below it moves', 'tags below it move', locale)} along.`)
  return sentences.join(' ')
}

/** What deleting `tag` would do. */
export function describeDelete(tag: string, preview: Preview, locale?: string): string {
  const below = preview.tags.filter(({ from }) => from !== tag).length
  const tags = below === 0 ? '' : ` ${counted(below, 'tag below it goes', 'tags below it go', locale)} too.`
  return `Takes it off ${among(preview, locale)}.${tags} The articles and highlights stay.`
}

/** Whether the tag itself, or one below it, becomes one with another. */
export const isMerge = (preview: Preview): boolean => preview.tags.some(({ merges }) => merges)
