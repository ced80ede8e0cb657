import { type ReactNode, useContext, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Article } from '#shared/article'
import { CommandContext, runKey } from '../../desk/commands'
import { buildFrame, type FrameView, type Look } from './frame-view'
import styles from './reader.module.css'

interface ArticleFrameProps {
  readonly article: Article
  readonly look: Look
  /** The article stands in its frame, at its height. */
  readonly onReady: (view: FrameView) => void
  /** A link was pressed: `#fragment`, or an address to be shown before it is opened. */
  readonly onLink: (href: string) => void
  /** The pointer or the keyboard is on a link (null: left it). */
  readonly onLinkHint: (href: string | null) => void
}

/** The script-less frame: as tall as its article, so that header and text scroll as one page. */
export function ArticleFrame({ article, look, onReady, onLink, onLinkHint }: ArticleFrameProps): ReactNode {
  const frame = useRef<HTMLIFrameElement>(null)
  const bus = useContext(CommandContext)
  const [view, setView] = useState<FrameView | null>(null)
  const [height, setHeight] = useState(0)
  const handlers = useRef({ onReady, onLink, onLinkHint })
  useEffect(() => {
    handlers.current = { onReady, onLink, onLinkHint }
  })

  // Tags and notes make a new article object of the same content; only other content is built anew.
  const content = useMemo(() => JSON.stringify(article.tree), [article.tree])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `content` stands for the article
  useEffect(() => {
    const element = frame.current
    if (element === null) return
    const build = (): void => {
      // The frame starts as about:blank; only the page of our own address holds an article to fill.
      if (element.contentDocument?.querySelector('article')) setView(buildFrame(element, article))
    }
    if (element.contentDocument?.readyState === 'complete') build()
    element.addEventListener('load', build)
    return () => element.removeEventListener('load', build)
  }, [content])

  useLayoutEffect(() => {
    if (view === null) return
    view.setLook(look)
    setHeight(view.height())
  }, [view, look])

  useEffect(() => {
    if (view === null) return
    const { page } = view
    const measure = new ResizeObserver(() => setHeight(view.height()))
    measure.observe(page.body)
    const stop = new AbortController()
    const options = { signal: stop.signal }
    const hint = (event: Event): void => handlers.current.onLinkHint(linkOf(event))
    const unhint = (): void => handlers.current.onLinkHint(null)
    page.addEventListener('keydown', (event) => runKey(bus, event), options)
    page.addEventListener('click', (event) => followLink(event, handlers.current.onLink), options)
    page.addEventListener('auxclick', (event) => followLink(event, handlers.current.onLink), options)
    page.addEventListener('pointerover', hint, options)
    page.addEventListener('focusin', hint, options)
    page.addEventListener('pointerleave', unhint, options)
    page.addEventListener('focusout', unhint, options)
    page.addEventListener('submit', (event) => event.preventDefault(), options)
    page.addEventListener('dragstart', (event) => event.preventDefault(), options)
    return () => {
      stop.abort()
      measure.disconnect()
    }
  }, [view, bus])

  // Once for each article: a later change of height is no new arrival.
  const standing = height > 0
  useEffect(() => {
    if (view !== null && standing) handlers.current.onReady(view)
  }, [view, standing])

  return (
    <iframe
      ref={frame}
      className={styles.frame}
      title={article.title}
      sandbox="allow-same-origin"
      src={`/article/${encodeURIComponent(article.id)}`}
      style={{ height, visibility: view === null ? 'hidden' : 'visible' }}
    />
  )
}

function linkOf(event: Event): string | null {
  const target = event.target
  // Not `instanceof`: the frame's elements belong to its own realm.
  if (target === null || !('closest' in target)) return null
  return (target as Element).closest('a[href]')?.getAttribute('href') ?? null
}

function followLink(event: Event, follow: (href: string) => void): void {
  const href = linkOf(event)
  if (href === null) return
  event.preventDefault()
  follow(href)
}
