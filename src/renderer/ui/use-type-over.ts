import { type RefObject, useEffect } from 'react'

/** Gives a field the focus when it appears, with all of it selected, so that typing replaces it. */
export function useTypeOver(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [field])
}
