import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { ComboBox } from 'react-aria-components/ComboBox'
import { Input } from 'react-aria-components/Input'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { toFailure } from '#shared/result'
import { useEvent, useGathered, useQuery } from '../../client/hooks'
import { useOpenArticle } from '../../desk/open-article'
import { formatNumber } from '../../ui/format'
import { PlaceQuestion } from './place-question'
import { suggestTags } from './suggest-tags'

interface TagFieldProps {
  readonly label: string
  /** Tags that are there already: not suggested. */
  readonly carried: readonly string[]
  /** Resolves when the tag is on disk. */
  readonly onAdd: (tag: string) => Promise<unknown>
  /** The keyboard left the field without a tag in it. */
  readonly onLeave?: () => void
  readonly ref?: RefObject<HTMLInputElement | null>
}

/** Where a tag is typed, old or new, for articles or a highlight; `/` nests. */
export function TagField({ label, carried, onAdd, onLeave, ref }: TagFieldProps): ReactNode {
  const { value: article } = useOpenArticle()
  const [typed, setTyped] = useState('')
  /** A new field for each tag: emptied by hand, React Aria's would open again and offer every tag there is. */
  const [turn, setTurn] = useState(0)
  const [problem, setProblem] = useState<string | null>(null)
  /** A tag that waits until the reader has said where notes are kept. */
  const [waiting, setWaiting] = useState<string | null>(null)
  const known = useQuery('tags.list', { scope: null })
  useEvent('articles.changed', useGathered(500, known.reload))
  const own = useRef<HTMLInputElement>(null)
  const input = ref ?? own
  useEffect(() => {
    if (turn > 0) input.current?.focus()
  }, [turn, input])

  const add = (name: string): void => {
    const tag = name.trim()
    if (tag === '') return
    setTyped('')
    setTurn(turn + 1)
    setProblem(null)
    setWaiting(null)
    onAdd(tag).then(known.reload, (thrown: unknown) => {
      const failure = toFailure(thrown)
      if (failure.code === 'place-needed') {
        setWaiting(tag)
        return
      }
      setTyped(tag)
      setProblem(failure.message)
    })
  }
  const suggestions = suggestTags(known.value ?? [], carried, typed)
  return (
    <>
      <ComboBox
        key={turn}
        aria-label={label}
        allowsCustomValue
        menuTrigger="input"
        inputValue={typed}
        onInputChange={setTyped}
        items={suggestions}
        value={null}
        onChange={(key) => {
          if (key !== null) add(String(key))
        }}
      >
        <Input
          ref={input}
          className="field"
          placeholder="Add tag"
          maxLength={200}
          onBlur={() => {
            if (typed === '') onLeave?.()
          }}
          onKeyDown={(event) => {
            // With a suggestion in focus, Enter takes that one; else it takes what was typed.
            if (event.key !== 'Enter' || event.currentTarget.getAttribute('aria-activedescendant')) return
            event.preventDefault()
            add(typed)
          }}
        />
        <Popover className="popover" placement="bottom start" offset={4}>
          <ListBox className="menu">
            {(tag: (typeof suggestions)[number]) => (
              <ListBoxItem id={tag.name} textValue={tag.name} className="menu-item">
                <bdi>{tag.name}</bdi>
                <span className="menu-count">{formatNumber(tag.count)}</span>
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
      {waiting !== null && article !== null && (
        <PlaceQuestion
          library={article.library}
          what={`The tag “${waiting}” is added as soon as you choose.`}
          onChosen={() => add(waiting)}
        />
      )}
      {problem !== null && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </>
  )
}
