import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { LibraryId } from '#shared/article'
import { type Failure, toFailure } from '#shared/result'
import { cx } from '../../ui/cx'
import { useTypeOver } from '../../ui/use-type-over'
import { PlaceQuestion } from '../margin/place-question'
import { longestName } from './saved-search'
import styles from './search-name-form.module.css'

interface SearchNameFormProps {
  readonly title: string
  /** To start from; selected, so that typing replaces it. */
  readonly name: string
  readonly library: LibraryId
  /** What the button says. */
  readonly action: string
  readonly onSubmit: (name: string) => Promise<void>
  readonly onDone: () => void
  /** Stands between the name and the buttons. */
  readonly children?: ReactNode
  /** Stands beside the button. */
  readonly beside?: ReactNode
}

/** Asks for the name of a saved search, and before the first thing is written into a library's notebook, where that is to be. */
export function SearchNameForm(props: SearchNameFormProps): ReactNode {
  const { title, library, action, onSubmit, onDone, children, beside } = props
  const [name, setName] = useState(props.name)
  const [failure, setFailure] = useState<Failure | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const id = useId()
  useTypeOver(field)
  const submit = (): void => {
    const chosen = name.trim()
    if (chosen === '') return
    setFailure(null)
    onSubmit(chosen).then(onDone, (thrown: unknown) => setFailure(toFailure(thrown)))
  }
  if (failure?.code === 'place-needed')
    return (
      <div className={cx(styles.form, styles.asked)}>
        <PlaceQuestion
          library={library}
          what={`The search “${name.trim()}” is saved as soon as you choose.`}
          onChosen={submit}
        />
      </div>
    )
  return (
    <form
      className={styles.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        submit()
      }}
    >
      <h2>{title}</h2>
      <div className={styles.row}>
        <label className="label" htmlFor={id}>
          Name
        </label>
        <input
          ref={field}
          id={id}
          className="field"
          value={name}
          maxLength={longestName}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      {children}
      {failure !== null && (
        <p className="problem" role="alert">
          {failure.message}
        </p>
      )}
      <div className={styles.actions}>
        {beside}
        <Button className="button primary" type="submit" isDisabled={name.trim() === ''}>
          {action}
        </Button>
      </div>
    </form>
  )
}
