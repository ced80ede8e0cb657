import { Share } from 'lucide-react'
import { memo, type ReactNode, useState } from 'react'
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import type { ArticleSelection } from '#shared/article-query'
import { useCommand } from '../../desk/commands'
import { useDesk } from '../../desk/desk-context'
import { isSearching } from '../../desk/state'
import { counted } from '../../ui/format'
import { useArticleList } from '../list/use-article-list'
import { useExport } from './use-export'

/** Takes articles away as Markdown: the open one, those chosen, or all that the list shows. */
export const ExportButton = memo(function ExportButton(): ReactNode {
  const { state } = useDesk()
  const { list, selection } = useArticleList()
  const { run, running } = useExport()
  const chosen = [...selection.chosen]
  const narrowed = isSearching(state) || state.scope.kind !== 'all' || state.tags.length > 0
  const choices: { readonly id: string; readonly name: string; readonly selection: ArticleSelection }[] = []
  if (state.open !== null)
    choices.push({ id: 'open', name: 'This article', selection: { kind: 'articles', articles: [state.open.id] } })
  if (chosen.length > 1)
    choices.push({
      id: 'chosen',
      name: counted(chosen.length, 'chosen article', 'chosen articles'),
      selection: { kind: 'articles', articles: chosen },
    })
  if (list.query !== null && list.total > 0)
    choices.push({
      id: 'results',
      name: narrowed
        ? `These results: ${counted(list.total, 'article', 'articles')}`
        : `All ${counted(list.total, 'article', 'articles')}`,
      selection: { kind: 'query', query: list.query },
    })
  const [open, setOpen] = useState(false)
  useCommand('export', () => setOpen(choices.length > 0))
  return (
    <MenuTrigger isOpen={open} onOpenChange={setOpen}>
      <Button className="button quiet" isDisabled={choices.length === 0 || running}>
        <Share size={15} aria-hidden />
        {running ? 'Exporting…' : 'Export…'}
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" aria-label="Export as Markdown" items={choices}>
          {(choice) => (
            <MenuItem id={choice.id} className="menu-item" onAction={() => run(choice.selection)}>
              {choice.name}
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
})
