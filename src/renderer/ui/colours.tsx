import type { ReactNode } from 'react'
import type { Colour } from '#shared/highlight'

/** The colours of highlights and tags as the reader knows them. */
export const colourNames: Readonly<Record<Colour, string>> = {
  yellow: 'Yellow',
  green: 'Green',
  blue: 'Blue',
  pink: 'Pink',
  purple: 'Purple',
}

/** A small dot in a colour; an empty ring where there is none. Its name is for whoever shows it to say. */
export function ColourDot({ colour }: { readonly colour: Colour | null }): ReactNode {
  return <span className="dot" data-colour={colour ?? 'none'} aria-hidden />
}
