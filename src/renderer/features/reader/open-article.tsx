import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import type { Article, Mark } from '#shared/article'
import { useConnection } from '../../client/hooks'
import { usePreferences } from '../../client/preferences'
import { useCommand } from '../../desk/commands'
import { useDesk, useWhereabouts } from '../../desk/desk-context'
import { useNotices } from '../../desk/notices'
import type { OpenArticle as Opening } from '../../desk/state'
import { ArticleFrame } from './article-frame'
import { ArticleHeader } from './article-header'
import { ArticleMarks, MarksFloor } from './article-marks'
import type { FrameView } from './frame-view'
import { HitBar } from './hit-bar'
import { hitAtOrAfter } from './hits'
import { LinkBar } from './link-bar'
import marksStyles from './marks.module.css'
import styles from './reader.module.css'
import { ReaderTools } from './reader-tools'
import { useHitWalk } from './use-hit-walk'
import { useHits } from './use-hits'
import { leadsOn, useLanding } from './use-landing'
import { useMarks } from './use-marks'
import { usePosition } from './use-position'

interface OpenArticleProps {
  readonly article: Article
  readonly landing: Opening
}

/** Space kept above what is scrolled to, CSS pixels. */
const above = 96

/** An article and all that belongs to reading it. */
export function OpenArticle({ article, landing }: OpenArticleProps): ReactNode {
  const { state } = useDesk()
  const { preferences } = usePreferences()
  const connection = useConnection()
  const { fail } = useNotices()
  const scroller = useRef<HTMLDivElement>(null)
  const column = useRef<HTMLDivElement>(null)
  const [view, setView] = useState<FrameView | null>(null)
  const [find, setFind] = useState<string | null>(null)
  const [link, setLink] = useState<{ readonly href: string; readonly pressed: boolean } | null>(null)
  const hits = useHits(article, state.text, find ?? '')
  const { textSize, textFont, textWidth, theme } = preferences
  const position = usePosition(article, scroller, view)

  useWhereabouts(position.offset)

  useEffect(() => view?.paintHits(hits.text, hits.current), [view, hits.text, hits.current])

  const reveal = useCallback(
    (mark: Mark): void => {
      const box = view?.boxOf(mark)
      if (box && view) position.scrollToBox(box, above)
    },
    [view, position],
  )

  const onLeave = useCallback(() => scroller.current?.focus({ preventScroll: true }), [])
  const marks = useMarks({ article, view, offset: position.offset, reveal, onLeave })

  const goTo = (index: number): void => {
    const mark = hits.text[index]
    if (mark === undefined) return
    hits.setCurrent(index)
    reveal(mark)
  }
  const walk = useHitWalk(article.id, hits, goTo, position.offset)

  // As in any find: typing leads to the next place by itself.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when other words were found, not when the reader moved on
  useEffect(() => {
    if (hits.source === 'find') goTo(hitAtOrAfter(hits.text, position.offset()))
  }, [hits.source, hits.text])

  useLanding({ article, opening: landing, search: state.text, view, hits, position, reveal })

  useCommand('find', () => setFind((words) => words ?? ''))
  useCommand('next-hit', () => walk.step(1))
  useCommand('previous-hit', () => walk.step(-1))
  useCommand('escape', () => {
    if (link?.pressed) setLink(null)
    else if (find !== null) setFind(null)
    else return false
    return true
  })

  const leave = (url: string): void => {
    connection.request('link.open', { url }).catch(fail)
  }
  const follow = (href: string): void => {
    if (!href.startsWith('#')) {
      setLink({ href, pressed: true })
      return
    }
    const top = view?.topOfFragment(href.slice(1)) ?? null
    if (top !== null) position.scrollToBox({ top, bottom: top }, above / 4)
  }

  return (
    <>
      <ReaderTools
        article={article}
        onOutline={(start) => position.scrollToOffset(start)}
        onFind={() => setFind((words) => words ?? '')}
      />
      <div
        ref={scroller}
        className={styles.scroller}
        onScroll={position.onScroll}
        data-reader-scroller=""
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <article aria-label="Reader" className={styles.page}>
          <div
            ref={column}
            className={styles.column}
            data-font={textFont}
            style={{ fontSize: textSize, maxWidth: `calc(${textWidth}ch + 64px)` }}
          >
            <ArticleHeader
              article={article}
              marks={hits.title}
              onLinkHint={(href) => setLink(href === null ? null : { href, pressed: false })}
              onOpen={leave}
            />
            <div className={marksStyles.sheet}>
              <ArticleFrame
                article={article}
                look={{ theme, textSize, textFont }}
                isLed={leadsOn(landing, article, state.text)}
                onReady={setView}
                onLink={follow}
                onLinkHint={(href) =>
                  setLink((shown) => (shown?.pressed ? shown : href === null ? null : { href, pressed: false }))
                }
              />
              <ArticleMarks {...{ article, view, marks, scroller }} />
            </div>
          </div>
        </article>
      </div>
      <div className={styles.floor}>
        {link !== null && (
          <LinkBar
            href={link.href}
            pressed={link.pressed}
            onOpen={() => {
              setLink(null)
              leave(link.href)
            }}
            onClose={() => setLink(null)}
          />
        )}
        <MarksFloor {...{ article, view, marks }} />
        <HitBar hits={hits} walk={walk} find={find} onFind={setFind} />
      </div>
    </>
  )
}
