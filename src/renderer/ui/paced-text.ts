/** A line of text that changes often, shown at a pace at which it can be read out. */
export class PacedText {
  private shown = ''
  private phase: string | null = null
  private next = ''
  private timer: ReturnType<typeof setTimeout> | null = null

  /** `pause`: milliseconds between two texts of one phase. */
  constructor(
    private readonly pause: number,
    private readonly show: (text: string) => void,
  ) {}

  /** Shows the text at once in a new phase, else the newest one at the end of the pause. */
  offer(text: string, phase: string): void {
    this.next = text
    if (phase !== this.phase) {
      this.phase = phase
      this.turn()
    } else if (this.timer === null && text !== this.shown) {
      this.timer = setTimeout(() => this.turn(), this.pause)
    }
  }

  /** Ends a pause that is under way. */
  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
  }

  private turn(): void {
    this.stop()
    this.shown = this.next
    this.show(this.shown)
  }
}
