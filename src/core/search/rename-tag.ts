/** A tag that a query names, under another name. */
import { plainTag } from './facts'
import { fold } from './fold'
import { scanQuery } from './query-scan'
import { quoteValue, withoutEscapes } from './quotations'

/**
 * The query with every `tag:` that asks for `from`, or for a tag below it, asking for `to` instead; everything else stays as it
 * was typed. Without case, as a search reads tags. Never throws.
 */
export function renameTagIn(text: string, from: string, to: string): string {
  const levels = from.split('/')
  let renamed = ''
  let copied = 0
  for (const item of scanQuery(text, null).items) {
    if (item.kind !== 'unit' || item.body.kind !== 'fact' || item.typed?.field !== 'tag') continue
    const { typed } = item
    const asked = plainTag(withoutEscapes(text.slice(typed.from, typed.to))).split('/')
    if (!levels.every((level, at) => fold(level) === fold(asked[at] ?? ''))) continue
    const name = [to, ...asked.slice(levels.length)].join('/')
    renamed += text.slice(copied, typed.start) + quoteValue(name)
    copied = typed.end
  }
  return renamed + text.slice(copied)
}
