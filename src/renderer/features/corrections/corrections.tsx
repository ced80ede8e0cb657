import { type FormEvent, type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { Article } from '#shared/article'
import { type CorrectableField, correctableFields } from '#shared/highlight'
import { type Failure, toFailure } from '#shared/result'
import { useConnection } from '../../client/hooks'
import { useOpenArticle } from '../../desk/open-article'
import { Panel } from '../../ui/panel'
import { PlaceQuestion } from '../margin/place-question'
import { useUndoToast } from '../undo/undo'
import styles from './corrections.module.css'
import { dateProblem } from './dates'

const names: Readonly<Record<CorrectableField, string>> = {
  title: 'Title',
  author: 'Author',
  date: 'Date',
  source: 'Source',
}

/** Puts right what was read off the open article; the file itself stays as it is. */
export function Corrections({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { value: article } = useOpenArticle()
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  return (
    <Panel title="Correct this article" onClose={onClose}>
      {article === null ? (
        <p>Open an article to correct its title, author, date or source.</p>
      ) : (
        <>
          <p>Your word is kept in your notes, shown, searched and exported. The file is not changed.</p>
          {correctableFields.map((field, index) => (
            <Field
              key={`${article.id} ${field}`}
              article={article}
              field={field}
              {...(index === 0 && { input: first })}
            />
          ))}
        </>
      )}
    </Panel>
  )
}

/** A field as the reader has it now. */
const shownValue = (article: Article, field: CorrectableField): string =>
  (field === 'date' ? (article.date.iso ?? article.date.written) : article[field]) ?? ''

interface FieldProps {
  readonly article: Article
  readonly field: CorrectableField
  readonly input?: RefObject<HTMLInputElement | null>
}

function Field({ article, field, input }: FieldProps): ReactNode {
  const connection = useConnection()
  const { reload } = useOpenArticle()
  const done = useUndoToast()
  const current = shownValue(article, field)
  const [draft, setDraft] = useState<string | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const own = useRef<HTMLInputElement>(null)
  const box = input ?? own
  const ids = { field: useId(), hint: useId() }
  const text = draft ?? current
  const name = names[field]
  const isCorrected = Object.hasOwn(article.asWritten, field)
  const written = article.asWritten[field] ?? null
  const changed = text.trim() !== current && text.trim() !== ''
  const wrong = field === 'date' && changed ? dateProblem(text) : null
  const correct = (value: string | null): void => {
    setFailure(null)
    connection.request('articles.correct', { article: article.id, field, value }).then(
      () => {
        setDraft(null)
        reload()
        // The button that was pressed has nothing more to do: it goes, or is switched off.
        box.current?.focus()
        done(value === null ? `${name} is as written again` : `Corrected the ${name.toLowerCase()}`)
      },
      (thrown: unknown) => setFailure(toFailure(thrown)),
    )
  }
  const submit = (event?: FormEvent): void => {
    event?.preventDefault()
    if (changed && wrong === null) correct(text.trim())
  }
  return (
    <form className={styles.field} onSubmit={submit}>
      <label htmlFor={ids.field}>{name}</label>
      <div className={styles.line}>
        <input
          ref={box}
          className="field"
          id={ids.field}
          value={text}
          maxLength={2000}
          dir="auto"
          autoComplete="off"
          placeholder={field === 'date' ? '2024-01-04' : 'The article does not say'}
          aria-describedby={ids.hint}
          aria-invalid={wrong !== null}
          onChange={(event) => setDraft(event.target.value)}
        />
        <Button className="button" type="submit" isDisabled={!changed || wrong !== null} aria-label={`Save ${name}`}>
          Save
        </Button>
      </div>
      <p id={ids.hint} className={styles.hint} aria-live="polite">
        {wrong !== null && <span className={styles.wrong}>{wrong}</span>}
        {wrong === null && isCorrected && (
          <>
            {written === null ? 'The article does not say.' : <>The article says “{written}”.</>}{' '}
            <Button className={styles.reset ?? ''} aria-label={`${name} as written`} onPress={() => correct(null)}>
              As written
            </Button>
          </>
        )}
      </p>
      {failure?.code === 'place-needed' ? (
        <PlaceQuestion
          library={article.library}
          what="Your correction is saved as soon as you choose."
          onChosen={() => submit()}
        />
      ) : (
        failure !== null && (
          <p className={styles.wrong} role="alert">
            {failure.message}
          </p>
        )
      )}
    </form>
  )
}
