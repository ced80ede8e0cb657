import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { toFailure } from '#shared/result'
import { useQuery } from '../../client/hooks'
import { useTypeOver } from '../../ui/use-type-over'
import { describeDelete, describeRename, isMerge } from './preview'
import styles from './tags.module.css'
import { useTagChange } from './use-tag-change'

interface TagFormProps {
  readonly tag: string
  /** The tag was changed. */
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** Levels without white space around them, none of them empty. */
const tidied = (name: string): string =>
  name
    .split('/')
    .map((level) => level.trim())
    .filter((level) => level !== '')
    .join('/')

/** Asks for a tag's new name and says, before anything happens, what that would do. */
export function RenameTag({ tag, onDone, onCancel }: TagFormProps): ReactNode {
  const [name, setName] = useState(tag)
  const field = useRef<HTMLInputElement>(null)
  const id = useId()
  useTypeOver(field)
  const to = tidied(name)
  const changes = to !== '' && to !== tag
  const { value, pending, failure } = useQuery('tags.preview', { tag, to: changes ? to : tag }, changes)
  const preview = changes && !pending ? value : null
  const { apply } = useTagChange()
  const [problem, setProblem] = useState<string | null>(null)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (preview !== null)
      apply(tag, to, preview).then(onDone, (thrown: unknown) => setProblem(toFailure(thrown).message))
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      <label className="label" htmlFor={id}>
        New name; a slash puts it below another
      </label>
      <input
        ref={field}
        id={id}
        className="field"
        value={name}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
      />
      <Effect
        text={preview === null ? '' : describeRename(tag, preview)}
        problem={problem ?? failure?.message ?? null}
      />
      <div className={styles.deeds}>
        <Button className="button primary" type="submit" isDisabled={preview === null}>
          {preview !== null && isMerge(preview) ? 'Merge' : 'Rename'}
        </Button>
        <Button className="button quiet" onPress={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

/** Says what deleting a tag would do, and does it. */
export function DeleteTag({ tag, onDone, onCancel }: TagFormProps): ReactNode {
  const { value, failure } = useQuery('tags.preview', { tag, to: null })
  const { apply } = useTagChange()
  const [problem, setProblem] = useState<string | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const isReady = value !== null
  useEffect(() => {
    if (isReady) button.current?.focus()
  }, [isReady])
  return (
    <div className={styles.form}>
      <Effect text={value === null ? '' : describeDelete(tag, value)} problem={problem ?? failure?.message ?? null} />
      <div className={styles.deeds}>
        <Button
          ref={button}
          className="button"
          isDisabled={value === null}
          onPress={() => {
            if (value !== null)
              apply(tag, null, value).then(onDone, (thrown: unknown) => setProblem(toFailure(thrown).message))
          }}
        >
          Delete
        </Button>
        <Button className="button quiet" onPress={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  )
}

function Effect({ text, problem }: { readonly text: string; readonly problem: string | null }): ReactNode {
  return (
    <p className={problem === null ? styles.effect : 'problem'} aria-live="polite">
      {problem ?? text}
    </p>
  )
}
