import { Copy, NotebookPen, Tag, Trash2, X } from 'lucide-react'
import { memo, type ReactNode, useEffect, useRef, useState } from 'react'
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

interface HighlightCardProps {
  readonly article: Article
  readonly highlight: Highlight
  readonly deeds: HighlightDeeds
}

/** A highlight beside its article: its words, and what the reader wrote on them. */
export const HighlightCard = memo(function HighlightCard(props: HighlightCardProps): ReactNode {
  const { article, highlight, deeds } = props
  const { id, quote, colour, standing, tags } = highlight
  const { focused, focus, setColour } = useHighlights()
  const [noting, setNoting] = useState(false)
  const [tagging, setTagging] = useState(false)
  const card = useRef<HTMLLIElement>(null)
  const note = useRef<HTMLTextAreaElement>(null)
  const tag = useRef<HTMLInputElement>(null)
  const isFocused = focused?.id === id

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
      aria-current={isFocused ? 'true' : undefined}
      aria-label={`${colour === null ? 'Highlight' : `${colourNames[colour]} highlight`}: ${quote.slice(0, 80)}`}
    >
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
    </li>
  )
})
