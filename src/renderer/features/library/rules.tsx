import { type ReactNode, useId, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import type { LibraryInfo } from '#shared/library'
import { toFailure } from '#shared/result'
import { useConnection } from '../../client/hooks'
import { Panel } from '../../ui/panel'
import styles from './library.module.css'

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** Which files of a library are read: patterns, one a line. */
export function Rules({
  library,
  onClose,
}: {
  readonly library: LibraryInfo
  readonly onClose: () => void
}): ReactNode {
  const connection = useConnection()
  const [include, setInclude] = useState(library.include.join('\n'))
  const [exclude, setExclude] = useState(library.exclude.join('\n'))
  const [problem, setProblem] = useState<string | null>(null)
  const save = (): void => {
    setProblem(null)
    connection
      .request('libraries.setRules', { library: library.id, include: linesOf(include), exclude: linesOf(exclude) })
      .then(onClose, (thrown: unknown) => setProblem(toFailure(thrown).message))
  }
  return (
    <Panel title={`What is read in ${library.name}`} onClose={onClose}>
      <p>
        One pattern a line, as in <code>drafts/**</code> or <code>*.log</code>. Hidden folders, version control and
        Lectern’s own exports are always left out.
      </p>
      <Patterns label="Only read" value={include} placeholder="Everything" onChange={setInclude} />
      <Patterns label="Leave out" value={exclude} placeholder="Nothing more" onChange={setExclude} />
      {problem !== null && <p role="alert">{problem}</p>}
      <div className="actions">
        <Button className="button primary" onPress={save}>
          Save and scan again
        </Button>
        <Button className="button" onPress={onClose}>
          Cancel
        </Button>
      </div>
    </Panel>
  )
}

interface PatternsProps {
  readonly label: string
  readonly value: string
  /** What holds where there is no pattern. */
  readonly placeholder: string
  readonly onChange: (value: string) => void
}

function Patterns({ label, value, placeholder, onChange }: PatternsProps): ReactNode {
  const id = useId()
  return (
    <label className={styles.field} htmlFor={id}>
      {label}
      <textarea
        id={id}
        rows={4}
        value={value}
        placeholder={placeholder}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  )
}
