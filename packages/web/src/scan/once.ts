/**
 * One scan is one, though a camera sees a code many times a second and a trigger is pressed twice: the same text counts
 * anew only after it was away for a while, as when the next vial of the same lot is held up.
 */
const AWAY = 2000;

export class Once {
  #text: string | undefined;
  #seenAt = Number.NEGATIVE_INFINITY;

  /** Whether this is a scan of its own. `at` in milliseconds of any clock that only goes forward. */
  isNew(text: string, at: number): boolean {
    const again = text === this.#text && at - this.#seenAt < AWAY;
    this.#text = text;
    this.#seenAt = at;
    return !again;
  }

  /** It is still there: a person who reads what it said has not put it away. */
  staysInView(text: string, at: number): void {
    if (text === this.#text) this.#seenAt = at;
  }
}
