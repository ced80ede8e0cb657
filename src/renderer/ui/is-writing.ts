/** Whether the focus is in a field that takes text and has an undoing of its own. */
export const isWriting = (): boolean =>
  document.activeElement?.matches(
    'textarea, [contenteditable], input:not([type=checkbox], [type=radio], [type=range], [type=button])',
  ) ?? false
