/** Where the focus goes when what had it is gone, best first: the text, the list, the page. */
const places = ['[data-reader-scroller]', '[data-row-button][tabindex="0"]', 'main']

/** Gives the focus to the first of them that is to be seen, without scrolling. */
export function focusDesk(): void {
  for (const place of places) {
    const element = document.querySelector<HTMLElement>(place)
    if (element?.checkVisibility() !== true) continue
    element.focus({ preventScroll: true })
    return
  }
}
