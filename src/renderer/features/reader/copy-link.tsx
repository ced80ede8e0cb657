import { Link2 } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Article } from '#shared/article'
import { writeArticleLink } from '#shared/article-link'
import { useAppInfo } from '../../client/app-info'
import { useNotices } from '../../desk/notices'
import { IconButton } from '../../ui/icon-button'
import { copyText } from './copy-text'

/** Copies a `lectern://` link to the open article. Only where such links lead back here: on the desktop. */
export function CopyLink({ article }: { readonly article: Article }): ReactNode {
  const info = useAppInfo()
  const { tell } = useNotices()
  if (info?.shell !== 'desktop') return null
  const copy = (): void => {
    if (copyText(writeArticleLink({ library: article.library, path: article.path, at: null })))
      tell(
        'info',
        'The link is in the clipboard. It opens this article on this machine, from any program that follows links.',
      )
    else tell('warning', 'The link could not be copied: the system did not give access to the clipboard.')
  }
  return (
    <IconButton label="Copy link to this article" onPress={copy}>
      <Link2 size={16} aria-hidden />
    </IconButton>
  )
}
