import { type ReactNode, useContext, useEffect, useRef } from 'react'
import { Button } from 'react-aria-components/Button'
import type { Article } from '#shared/article'
import { CommandContext, useCommand } from '../../desk/commands'
import { counted } from '../../ui/format'
import { PlaceQuestion } from '../margin/place-question'
import styles from './cards.module.css'
import { Quote } from './quote'
import { useHighlightDeeds } from './use-highlight-deeds'
import { useHighlights, useNewHighlights } from './use-highlights'

/** What keeps new highlights from being saved; nothing while all goes well, which takes no time worth showing. */
export function NewHighlights({ article }: { readonly article: Article }): ReactNode {
  const fresh = useNewHighlights(article.id)
  const { keeper } = useHighlights()
  const deeds = useHighlightDeeds(article)
  const bus = useContext(CommandContext)
  const question = useRef<HTMLDivElement>(null)
  const waiting = fresh.filter(({ state }) => state.kind === 'place-needed').length
  const isAsked = waiting > 0
  // The question takes the keys: it is all that keeps the highlight from the disk.
  useCommand('note', () => {
    if (!isAsked) return false
    question.current?.querySelector<HTMLButtonElement>('button:not(:disabled)')?.focus()
    return true
  })
  // The margin shows itself for it, as for a note.
  useEffect(() => {
    if (!isAsked) return
    const timer = setTimeout(() => bus.run('note'))
    return () => clearTimeout(timer)
  }, [isAsked, bus])
  return (
    <>
      {isAsked && (
        <div ref={question}>
          <PlaceQuestion
            library={article.library}
            what={`${counted(waiting, 'highlight is', 'highlights are')} saved as soon as you choose.`}
          />
        </div>
      )}
      {fresh.map(({ key, quote, colour, state }) =>
        state.kind === 'waiting' || state.kind === 'refused' ? (
          <div key={key} className={styles.card} data-colour={colour}>
            <Quote text={quote} onGo={null} />
            <p className="problem" role="alert">
              {state.failure.message}
              {state.kind === 'waiting' && ' The highlight is kept here and is tried again.'}
            </p>
            <div className={styles.answers}>
              <Button className="button small" onPress={() => deeds.copy(quote)}>
                Copy quote
              </Button>
              <Button className="button quiet small" onPress={() => keeper.discard(key)}>
                Discard
              </Button>
            </div>
          </div>
        ) : null,
      )}
    </>
  )
}
