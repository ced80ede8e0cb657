import { Copy, NotebookPen, Tag, Trash2, X } from 'lucide-react'
import { memo, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { Article } from '#shared/article'
import type { Highlight } from '#shared/highlight'
import { colourNames } from '../../ui/colours'
import { IconButton } from '../../ui/icon-button'
import { TagField } from '../margin/tag-field'
import { CardNote } from './card-note'
import styles from './cards.module.css'
import { ColourMenu } from './colour-menu'
import { Quote } from './quote'
import type { HighlightDeeds } from './use-highlight-deeds'
import { useHighlights } from './use-highlights'
import { useNear } from './use-near'

interface HighlightCardProps {
  readonly article: Article
  readonly highlight: Highlight
  readonly deeds: HighlightDeeds
  /** Where it stands among the cards, from 0. */
  readonly index: number
}

/** Cards that are drawn whole from the start; those after them once they come near, so that thousands cost little. */
const drawnAtOnce = 20

/** A highlight beside its article. */
export const HighlightCard = memo(function HighlightCard({ index, ...props }: HighlightCardProps): ReactNode {
  const { id, quote, colour } = props.highlight
  const { focused } = useHighlights()
  const [noting, setNoting] = useState(false)
  const [tagging, setTagging] = useState(false)
  const card = useRef<HTMLLIElement>(null)
  const note = useRef<HTMLTextAreaElement>(null)
  const tag = useRef<HTMLInputElement>(null)
  const isFocused = focused?.id === id
  const isNear = useNear(card, isFocused || index < drawnAtOnce)

  useEffect(() => {
    if (focused?.id !== id) return
    card.current?.scrollIntoView({ block: 'nearest' })
    if (focused.part === 'note') setNoting(true)
    if (focused.part === 'tag') setTagging(true)
  }, [focused, id])
  // Once the field stands.
  useEffect(() => {
    if (focused?.id !== id) return
    if (noting && focused.part === 'note') note.current?.focus()
    if (tagging && focused.part === 'tag') tag.current?.focus()
  }, [focused, id, noting, tagging])

  return (
    <li
      ref={card}
      data-highlight=""
      className={styles.card}
      data-colour={colour ?? 'none'}
      data-far={isNear ? undefined : ''}
      aria-current={isFocused ? 'true' : undefined}
      aria-label={`${colour === null ? 'Highlight' : `${colourNames[colour]} highlight`}: ${quote.slice(0, 80)}`}
    >
      {isNear && <Card {...{ ...props, noting, tagging, note, tag, setNoting, setTagging }} />}
    </li>
  )
})

interface CardProps extends Omit<HighlightCardProps, 'index'> {
  readonly noting: boolean
  readonly tagging: boolean
  readonly note: RefObject<HTMLTextAreaElement | null>
  readonly tag: RefObject<HTMLInputElement | null>
  readonly setNoting: (noting: boolean) => void
  readonly setTagging: (tagging: boolean) => void
}

/** Its words, what the reader wrote on them, and what can be done with it. */
function Card({ article, highlight, deeds, noting, tagging, note, tag, setNoting, setTagging }: CardProps): ReactNode {
  const { id, quote, colour, standing, tags } = highlight
  const { focus, setColour } = useHighlights()
  return (
    <>
      <Quote text={quote} onGo={standing.kind === 'placed' ? () => focus(id, 'card') : null} />
      {standing.kind === 'kept' && <p className={styles.standing}>No longer in the article; kept.</p>}
      {(noting || highlight.note !== '') && (
        <CardNote ref={note} article={article} highlight={highlight} onLeave={() => setNoting(false)} />
      )}
      {tags.length > 0 && (
        <ul className="chips">
          {tags.map((own) => (
            <li key={own} className="chip">
              <bdi>{own}</bdi>
              <Button
                className="chip-remove"
                aria-label={`Remove tag ${own} from the highlight`}
                onPress={() => deeds.removeTag(id, own)}
              >
                <X size={12} aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      {tagging && (
        <TagField
          ref={tag}
          label="Add tag to the highlight"
          carried={tags}
          onAdd={(name) => deeds.addTag(id, name)}
          onLeave={() => setTagging(false)}
        />
      )}
      <div className={styles.deeds}>
        <ColourMenu
          colour={colour}
          onChoose={(chosen) => {
            setColour(chosen)
            deeds.recolour(id, chosen)
          }}
        />
        <IconButton label="Write a note on it" onPress={() => focus(id, 'note')}>
          <NotebookPen size={14} aria-hidden />
        </IconButton>
        <IconButton label="Tag it" onPress={() => focus(id, 'tag')}>
          <Tag size={14} aria-hidden />
        </IconButton>
        <IconButton label="Copy quote with citation" onPress={() => deeds.copy(quote)}>
          <Copy size={14} aria-hidden />
        </IconButton>
        <IconButton label="Remove highlight" onPress={() => deeds.remove(id)}>
          <Trash2 size={14} aria-hidden />
        </IconButton>
      </div>
    </>
  )
}
