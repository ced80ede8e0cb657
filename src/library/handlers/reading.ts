/** Opening articles, and where the reader left off in them. */
import type { ArticleId } from '#shared/article'
import type { HandlersOf, libraryChannels } from '#shared/contract'
import type { LibraryHost } from '../host/library-host'

type Channel = 'articles.open' | 'articles.setPosition'

/** Makes the handlers. */
export function createReadingHandlers(host: LibraryHost): Pick<HandlersOf<typeof libraryChannels>, Channel> {
  let last: ArticleId | null = null
  return {
    'articles.open': async ({ article }) => {
      const library = host.libraryOf(article)
      const shown = await library.read(article)
      // A page asks again for the article it shows when that changed, as by being marked unread: that is no opening.
      if (!host.isReader || article === last) return shown
      last = article
      library.states.open(library.row(article))
      return { ...shown, unread: false }
    },
    'articles.setPosition': async ({ article, position }) => {
      const library = host.libraryOf(article)
      library.positions.set(library.row(article).path, position)
      return null
    },
  }
}
