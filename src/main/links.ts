/** Links to articles from other programs. */
import type { hostChannels } from '#library/host/host-contract'
import type { OpenLibraries } from '#library/shell/open-libraries'
import { readArticleLink } from '#shared/article-link'
import type { Bridge, Emit } from '#shared/contract'
import { LecternError } from '#shared/result'

/** What following a link needs. */
export interface LinkParts {
  readonly libraries: Pick<OpenLibraries, 'openKnown'>
  readonly host: Bridge<typeof hostChannels>
  readonly emit: Emit
}

/**
 * Shows the page the article that a link names. Anybody can make up a link: it opens libraries that the reader opened before,
 * and nothing else. Throws `LecternError` 'invalid' or 'not-found'.
 */
export async function followLink(address: string, { libraries, host, emit }: LinkParts): Promise<void> {
  const link = readArticleLink(address)
  if (link === null) throw new LecternError('invalid', 'A link that Lectern was asked to follow is not one of its own.')
  const open = await host.request('libraries.list', null)
  if (!open.some(({ id }) => id === link.library)) await libraries.openKnown(link.library)
  const { article } = await host.request('host.articleAt', { library: link.library, path: link.path })
  if (article === null)
    throw new LecternError(
      'not-found',
      `The link names “${link.path}”, which is not in its library (any more). It may have been moved or renamed: search for its title.`,
    )
  emit('navigate', { article, at: link.at })
}
