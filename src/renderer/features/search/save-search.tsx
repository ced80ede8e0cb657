import { type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { useLibraries } from '../../client/libraries'
import { useDesk } from '../../desk/desk-context'
import { Choice } from '../../ui/choice'
import styles from './save-search.module.css'
import { draftOf, homeOf, nameFor, type SearchDraft } from './saved-search'
import { SearchNameForm } from './search-name-form'
import { useSavedSearches } from './use-saved-searches'

/** Keeps the search that is on show with a library; one that is kept already can be renamed or removed. */
export function SaveSearch({ onDone }: { readonly onDone: () => void }): ReactNode {
  const { state } = useDesk()
  const { shown, save, rename, remove } = useSavedSearches()
  const libraries = useLibraries() ?? []
  const home = homeOf(state.scope, libraries)
  const [chosen, setChosen] = useState(home ?? libraries[0]?.id ?? '')
  // What is kept is what was on show when it was asked for; saving makes it `shown`, and the form must stay itself.
  const [draft] = useState(() => draftOf(state))
  const [kept] = useState(shown)
  if (kept !== null)
    return (
      <SearchNameForm
        title="This search is saved"
        name={kept.name}
        library={kept.library}
        action="Rename"
        onSubmit={(name) => rename(kept, name)}
        onDone={onDone}
        beside={
          <Button
            className="button quiet"
            onPress={() => {
              remove(kept)
              onDone()
            }}
          >
            Remove
          </Button>
        }
      />
    )
  const library = home ?? chosen
  const name = libraries.find(({ id }) => id === library)?.name ?? ''
  return (
    <SearchNameForm
      title="Save this search"
      name={nameFor(draft.text)}
      library={library}
      action="Save"
      onSubmit={(given) => save(library, given, draft)}
      onDone={onDone}
    >
      {home === null && (
        <div className={styles.home}>
          <span className="label">Keep it with</span>
          <Choice
            label="Keep it with"
            value={library}
            options={libraries.map((one) => ({ id: one.id, name: one.name }))}
            onChange={setChosen}
          />
        </div>
      )}
      <p className="hint">{describeDraft(draft, name)}</p>
    </SearchNameForm>
  )
}

function describeDraft({ folder, tags }: SearchDraft, library: string): string {
  const where = folder === '' ? `It searches ${library}` : `It searches ${folder} in ${library}`
  const tagged = tags.length === 0 ? '' : `, tagged ${tags.join(' and ')}`
  return `${where}${tagged}. The sidebar shows how many articles it finds, and how many are new.`
}
