/**
 * Puts text in the place of a range of a field (UTF-16 code units) as if it were typed there: the browser keeps it in the
 * field's undo history and tells everyone who listens for input.
 */
export function replaceText(field: HTMLInputElement, start: number, end: number, text: string): void {
  field.focus()
  field.setSelectionRange(start, end)
  // The one way that keeps undo: setting the value empties a field's history.
  if (text !== '') document.execCommand('insertText', false, text)
  else if (start !== end) document.execCommand('delete')
}
