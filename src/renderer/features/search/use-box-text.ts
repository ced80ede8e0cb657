import { useCallback, useEffect, useRef, useState } from 'react'
import { useDesk } from '../../desk/desk-context'

/** Milliseconds after a keystroke until the list follows: within the time between two. */
const typingPause = 60

interface BoxText {
  readonly text: string
  /** The list follows after a pause. */
  type(text: string): void
  /** The list follows at once. */
  submit(text: string): void
}

/** What stands in the box: it runs ahead of the desk while the reader types, and follows where the desk is told from elsewhere. */
export function useBoxText(): BoxText {
  const { state, dispatch } = useDesk()
  const [text, setText] = useState(state.text)
  /** What the desk and the box last agreed on. */
  const agreed = useRef(state.text)
  useEffect(() => {
    if (state.text === agreed.current) return
    agreed.current = state.text
    setText(state.text)
  }, [state.text])
  const submit = useCallback(
    (next: string) => {
      agreed.current = next
      setText(next)
      dispatch({ type: 'search', text: next })
    },
    [dispatch],
  )
  useEffect(() => {
    if (text === agreed.current) return
    const timer = setTimeout(() => submit(text), typingPause)
    return () => clearTimeout(timer)
  }, [text, submit])
  return { text, type: setText, submit }
}
