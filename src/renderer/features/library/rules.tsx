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
  const ids = { include: useId(), exclude: useId() }
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
      <label className={styles.field} htmlFor={ids.include}>
        Only read
        <textarea
          id={ids.include}
          rows={4}
          value={include}
          placeholder="Everything"
          onChange={(event) => setInclude(event.target.value)}
        />
      </label>
      <label className={styles.field} htmlFor={ids.exclude}>
        Leave out
        <textarea
          id={ids.exclude}
          rows={4}
          value={exclude}
          placeholder="Nothing more"
          onChange={(event) => setExclude(event.target.value)}
        />
      </label>
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
