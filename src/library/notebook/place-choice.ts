/** Which of its two places a notebook is written to, as far as it is known or decided. */
import type { NotebookPlace } from '#shared/library'
import { LecternError } from '#shared/result'
import { isFolder, type NotebookPlaces } from './place'

/** The state of the choice. It changes when the reader decides, when a place comes to be or goes, and when one turns out to be read-only. */
export class PlaceChoice {
  readonly exists: Record<NotebookPlace, boolean>
  /** Nothing can be written beside the articles. */
  readOnly: boolean
  #chosen: NotebookPlace | null = null

  constructor(
    readonly places: NotebookPlaces,
    /** What the settings say for a library that has no notebook yet; null: ask. */
    public defaultPlace: NotebookPlace | null,
  ) {
    this.exists = { ...places.exists }
    this.readOnly = places.readOnly
  }

  /** Null until the first annotation decides. */
  get place(): NotebookPlace | null {
    if (this.exists.beside) return this.readOnly ? 'app' : 'beside'
    if (this.exists.app || this.readOnly) return 'app'
    return this.#chosen ?? this.defaultPlace
  }

  /**
   * Looks where the notebook is now: another process may have moved it. One that is nowhere is taken to be where it was, since its disk may
   * have been taken out.
   */
  async look(): Promise<void> {
    const { roots } = this.places
    const found = { beside: await isFolder(roots.beside), app: await isFolder(roots.app) }
    this.exists.beside = found.beside || (this.exists.beside && !found.app)
    this.exists.app = found.app || (this.exists.app && !found.beside)
  }

  /** Decides; throws `LecternError` 'unavailable' where it is decided already. */
  choose(place: NotebookPlace): void {
    if (place === this.place) return
    if (this.readOnly) {
      throw new LecternError(
        'unavailable',
        `“${this.places.folder}” cannot be written to, so tags and notes for it are kept in Lectern's own data.`,
      )
    }
    if (this.exists.beside || this.exists.app) {
      const now = this.exists.beside ? this.places.roots.beside : this.places.roots.app
      throw new LecternError(
        'unavailable',
        `Tags and notes of this library are kept in “${now}” already. Move the notebook to keep them elsewhere.`,
      )
    }
    this.#chosen = place
  }
}
