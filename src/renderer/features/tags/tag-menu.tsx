import type { ReactNode } from 'react'
import { MenuItem } from 'react-aria-components/Menu'
import { Separator } from 'react-aria-components/Separator'
import { useDesk } from '../../desk/desk-context'
import { TagColourItems } from './tag-colour-menu'
import { useAllTags } from './tag-colours'
import { useTagChange } from './use-tag-change'

/** What can be done with a tag, as the items of a menu. */
export function TagMenu({ tag }: { readonly tag: string }): ReactNode {
  const { dispatch } = useDesk()
  const { recolour } = useTagChange()
  const colour = useAllTags().find(({ name }) => name === tag)?.colour ?? null
  const manage = (change: 'rename' | 'delete'): void =>
    dispatch({ type: 'panel', panel: { kind: 'tags', tag, change } })
  return (
    <>
      <MenuItem className="menu-item" onAction={() => manage('rename')}>
        Rename or merge…
      </MenuItem>
      <MenuItem className="menu-item" onAction={() => manage('delete')}>
        Delete…
      </MenuItem>
      <Separator className="menu-line" />
      <TagColourItems colour={colour} onColour={(next) => recolour(tag, next)} />
    </>
  )
}
