import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { Header } from 'react-aria-components/Header'
import { MenuItem, MenuSection } from 'react-aria-components/Menu'
import { type Colour, colours } from '#shared/highlight'
import { ColourDot, colourNames } from '../../ui/colours'

interface TagColourItemsProps {
  readonly colour: Colour | null
  readonly onColour: (colour: Colour | null) => void
}

/** The colours a tag can have, as a part of a menu. */
export function TagColourItems({ colour, onColour }: TagColourItemsProps): ReactNode {
  return (
    <MenuSection>
      <Header className="menu-item menu-note">Colour</Header>
      {[...colours, null].map((one) => {
        const name = one === null ? 'No colour' : colourNames[one]
        return (
          <MenuItem
            key={name}
            textValue={one === colour ? `${name}, chosen` : name}
            className="menu-item"
            onAction={() => onColour(one)}
          >
            <ColourDot colour={one} />
            {name}
            <span className="menu-count">{one === colour && <Check size={13} aria-hidden />}</span>
          </MenuItem>
        )
      })}
    </MenuSection>
  )
}
