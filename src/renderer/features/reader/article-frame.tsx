import { type ReactNode, useContext, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Article } from '#shared/article'
import { CommandContext, runKey } from '../../desk/commands'
import { type Frame, type FrameView, type Look, openFrame } from './frame-view'
import styles from './reader.module.css'

interface ArticleFrameProps {
  readonly article: Article
  readonly look: Look
  /** The reader is led to a place further on: a start that stands before that place does is not shown. */
  readonly isLed: boolean
  /** The article stands in its frame as a whole, at its height. */
  readonly onReady: (view: FrameView) => void
  /** A link was pressed: `#fragment`, or an address to be shown before it is opened. */
  readonly onLink: (href: string) => void
  /** The pointer or the keyboard is on a link (null: left it). */
  readonly onLinkHint: (href: string | null) => void
}

/**
 * The script-less frame: as tall as its article, so that header and text scroll as one page. A long article stands slice by
 * slice, so that its first screen is there at once and nothing waits for the rest.
 */
export function ArticleFrame({ article, look, isLed, onReady, onLink, onLinkHint }: ArticleFrameProps): ReactNode {
  const element = useRef<HTMLIFrameElement>(null)
  const bus = useContext(CommandContext)
  const [frame, setFrame] = useState<Frame | null>(null)
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
    const { current } = element
    if (current === null) return
    const open = (): void => {
      // The frame starts as about:blank; only the page of our own address holds an article to fill.
      if (current.contentDocument?.querySelector('article')) setFrame(openFrame(current, article))
    }
    if (current.contentDocument?.readyState === 'complete') open()
    current.addEventListener('load', open)
    return () => current.removeEventListener('load', open)
  }, [content])

  useLayoutEffect(() => {
    if (frame === null) return
    frame.setLook(look)
    setHeight(frame.height())
  }, [frame, look])

  useEffect(() => {
    if (frame === null) return
    const { page } = frame
    const measure = new ResizeObserver(() => setHeight(frame.height()))
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
  }, [frame, bus])

  /** An article that changes while it is read is replaced at once, so that the text stays where it is. */
  const isReplaced = useRef(false)
  useEffect(() => {
    if (frame === null) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const grow = (): void => {
      let whole = frame.grow()
      while (whole === null && isReplaced.current) whole = frame.grow()
      // Laid out here, slice by slice, not all that has gathered until the next frame.
      setHeight(frame.height())
      if (whole === null) timer = setTimeout(grow)
      else {
        isReplaced.current = true
        setView(whole)
      }
    }
    grow()
    return () => clearTimeout(timer)
  }, [frame])

  // Once for each article: a later change of height is no new arrival.
  const standing = height > 0
  useEffect(() => {
    if (view !== null && standing) handlers.current.onReady(view)
  }, [view, standing])

  return (
    <iframe
      ref={element}
      className={styles.frame}
      title={article.title}
      sandbox="allow-same-origin"
      src={`/article/${encodeURIComponent(article.id)}`}
      style={{ height, visibility: view === null && (isLed || !standing) ? 'hidden' : 'visible' }}
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
