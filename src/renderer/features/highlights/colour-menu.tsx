import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { type Colour, colours } from '#shared/highlight'
import { colourNames } from '../../ui/colours'
import styles from './highlights.module.css'
import { Swatch } from './swatches'

interface ColourMenuProps {
  readonly colour: Colour | null
  readonly onChoose: (colour: Colour) => void
}

/** A highlight's colour, and the others it could have. */
export function ColourMenu({ colour, onChoose }: ColourMenuProps): ReactNode {
  return (
    <MenuTrigger>
      <Button
        className={styles.swatchButton ?? ''}
        aria-label={colour === null ? 'Colour' : `Colour: ${colourNames[colour]}`}
      >
        <Swatch colour={colour} />
      </Button>
      <Popover className="popover" placement="bottom start">
        <Menu
          className="menu"
          aria-label="Colour"
          selectionMode="single"
          selectedKeys={colour === null ? [] : [colour]}
        >
          {colours.map((one) => (
            <MenuItem
              key={one}
              id={one}
              className="menu-item"
              textValue={colourNames[one]}
              onAction={() => onChoose(one)}
            >
              <Swatch colour={one} />
              {colourNames[one]}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
