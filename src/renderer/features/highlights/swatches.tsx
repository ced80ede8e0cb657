import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { type Colour, colours } from '#shared/highlight'
import { colourNames } from '../../ui/colours'
import styles from './highlights.module.css'

interface SwatchesProps {
  /** Null: none of them. */
  readonly chosen: Colour | null
  readonly onChoose: (colour: Colour) => void
}

/** The five colours, each as it lies on the text: its wash and its line. */
export function Swatches({ chosen, onChoose }: SwatchesProps): ReactNode {
  return colours.map((colour, index) => (
    <Button
      key={colour}
      className={styles.swatchButton ?? ''}
      aria-label={`${colourNames[colour]} highlight`}
      aria-pressed={colour === chosen}
      onPress={() => onChoose(colour)}
    >
      <Swatch colour={colour} figure={index + 1} />
    </Button>
  ))
}

/** A colour as it lies on the text, with the figure that stands for it. */
export function Swatch({ colour, figure }: { readonly colour: Colour | null; readonly figure?: number }): ReactNode {
  return (
    <span className={styles.swatch} data-colour={colour ?? 'none'} aria-hidden>
      {figure}
    </span>
  )
}
