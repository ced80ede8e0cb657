/** Links to articles that other programs can hold: `lectern://open?library=<id>&article=<path>&at=<offset>`. */
import { z } from 'zod'
import { libraryIdSchema } from './article'

const linkSchema = z.object({
  library: libraryIdSchema,
  /** The article's path in the library, with `/`. */
  path: z.string().min(1).max(4096),
  /** Where to open it: an offset in the canonical text, UTF-16 code units; null: where the reader left off. */
  at: z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER).nullable(),
})
type ArticleLink = z.infer<typeof linkSchema>

/** The address of an article. It names the library by its id, so that it tells no one where the reader's folders are. */
export function writeArticleLink({ library, path, at }: ArticleLink): string {
  const parts = [['library', library], ['article', path], ...(at === null ? [] : [['at', String(at)]])]
  return `lectern://open?${parts.map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`).join('&')}`
}

/** Reads an address; null where it is none of ours. Anybody can make one up: it names, and opens nothing by itself. */
export function readArticleLink(address: string): ArticleLink | null {
  if (!/^lectern:\/\/open\/?\?/i.test(address) || address.length > 20_000) return null
  try {
    const { searchParams } = new URL(address)
    const at = searchParams.get('at')
    const parsed = linkSchema.safeParse({
      library: searchParams.get('library'),
      path: searchParams.get('article'),
      at: at === null ? null : /^\d{1,15}$/.test(at) ? Number(at) : -1,
    })
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
