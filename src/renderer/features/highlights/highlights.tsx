import { type FocusEvent, memo, type ReactNode, useRef } from 'react'
import type { Article } from '#shared/article'
import { useCommand } from '../../desk/commands'
import { focusDesk } from '../../ui/focus-desk'
import { counted } from '../../ui/format'
import { useKeptFocus } from '../../ui/use-kept-focus'
import marginStyles from '../margin/margin.module.css'
import styles from './cards.module.css'
import { HighlightCard } from './highlight-card'
import { NewHighlights } from './new-highlights'
import { ReviewCard } from './review-card'
import { useHighlightDeeds } from './use-highlight-deeds'
import { useHighlights, useNewHighlights } from './use-highlights'

/** The highlights of the open article in the order of the text, after those whose passage has to be found again. */
export const Highlights = memo(function Highlights({ article }: { readonly article: Article }): ReactNode {
  const { focused, focus } = useHighlights()
  const deeds = useHighlightDeeds(article)
  const { highlights } = article
  const isAsked = useNewHighlights(article.id).some(({ state }) => state.kind === 'place-needed')
  const settled = highlights.filter(({ standing }) => standing.kind !== 'review')
  const lost = highlights.flatMap((highlight) =>
    highlight.standing.kind === 'review' ? [{ highlight, candidates: highlight.standing.candidates }] : [],
  )
  // With a highlight in focus, its note and its tags are meant; as long as it is asked where they go, the question.
  const goTo = (part: 'note' | 'tag'): boolean => {
    if (focused === null || isAsked) return false
    focus(focused.id, part)
    return true
  }
  const section = useRef<HTMLElement>(null)
  /** Which of the cards had the focus last. */
  const at = useRef(0)
  const onFocus = ({ target, currentTarget }: FocusEvent): void => {
    at.current = [...currentTarget.children].findIndex((card) => card.contains(target))
  }
  useKeptFocus(section, () => {
    const cards = section.current?.querySelectorAll('[data-highlight]') ?? []
    const next = cards[Math.min(at.current, cards.length - 1)]?.querySelector<HTMLElement>('button')
    if (next) next.focus()
    else focusDesk()
  })
  useCommand('note', () => goTo('note'))
  useCommand('tag', () => goTo('tag'))
  return (
    <>
      {lost.length > 0 && (
        <section className={marginStyles.part} aria-label="Highlights to look at again">
          <h2 className="label">Passage not found as it was</h2>
          <ul className={styles.cards}>
            {lost.map(({ highlight, candidates }) => (
              <ReviewCard key={highlight.id} {...{ article, highlight, candidates, deeds }} />
            ))}
          </ul>
        </section>
      )}
      <section ref={section} className={marginStyles.part} aria-label="Highlights">
        <h2 className="label">
          {settled.length === 0 ? 'Highlights' : counted(settled.length, 'highlight', 'highlights')}
        </h2>
        <NewHighlights article={article} />
        {settled.length > 0 ? (
          <ul className={styles.cards} onFocus={onFocus}>
            {settled.map((highlight, index) => (
              <HighlightCard key={highlight.id} {...{ article, highlight, deeds, index }} />
            ))}
          </ul>
        ) : isAsked ? null : (
          <p className="hint">
            Select words of the text, or press <kbd>h</kbd>
          </p>
        )}
      </section>
    </>
  )
})
