/**
 * Puts text into the clipboard; false where that is not possible. By the browser's own copy command: the newer interface asks for
 * a permission, and Lectern's pages are granted none.
 */
export function copyText(text: string): boolean {
  let isTaken = false
  const fill = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text)
    event.preventDefault()
    event.stopImmediatePropagation()
    isTaken = true
  }
  document.addEventListener('copy', fill, { capture: true })
  const isDone = document.execCommand('copy')
  document.removeEventListener('copy', fill, { capture: true })
  return isDone && isTaken
}
