/**
 * A scanner that acts as a keyboard: it types a code far faster than any hand, and ends it with Enter or Tab. Told apart
 * from typing by its pace alone, since nothing else in a key press says who pressed it.
 */

/** No two keys of a scanner are further apart, in milliseconds; wireless ones stumble now and then. */
const LONGEST_PAUSE = 50;
/** On average they are much closer; the fastest typists need about 60 ms a key. */
const USUAL_PAUSE = 30;
/** The clinic's own labels ("K-0042") are the shortest codes there are. */
const SHORTEST = 6;
const GS = '\u001d';

export interface Stroke {
  /** As KeyboardEvent names it: "a", "Enter", "Shift". */
  readonly key: string;
  /** The control key, and no AltGr that looks like it. */
  readonly control: boolean;
  /** Alt or the command key. */
  readonly command: boolean;
  /** When it was pressed, in milliseconds. */
  readonly at: number;
}
export type Heard =
  /** The first key of what may become a scan: what stands in the field now is what stood there before it. */
  | { readonly kind: 'begins' }
  | { readonly kind: 'goes_on'; readonly isSeparator: boolean }
  | { readonly kind: 'scan'; readonly text: string }
  | { readonly kind: 'nothing' };

/** What scanners send for GS: control and "]", or the character itself. */
const isSeparator = ({ key, control }: Stroke): boolean => (control && key === ']') || key === GS;

export class Wedge {
  #text = '';
  #firstAt = 0;
  #lastAt = Number.NEGATIVE_INFINITY;

  hear(stroke: Stroke): Heard {
    const { key, at } = stroke;
    if (key === 'Shift' || key === 'Control' || key === 'AltGraph' || key === 'CapsLock') return { kind: 'nothing' };
    const since = at - this.#lastAt;
    const inPace = since >= 0 && since <= LONGEST_PAUSE;
    if (key === 'Enter' || key === 'Tab') {
      const text = this.#text;
      const pause = (at - this.#firstAt) / Math.max(1, text.length);
      this.#forget();
      return inPace && text.length >= SHORTEST && pause <= USUAL_PAUSE ? { kind: 'scan', text } : { kind: 'nothing' };
    }
    const separates = isSeparator(stroke);
    const isText = separates || ([...key].length === 1 && !stroke.control && !stroke.command);
    if (!isText) {
      this.#forget();
      return { kind: 'nothing' };
    }
    this.#lastAt = at;
    if (inPace && this.#text !== '') {
      this.#text += separates ? GS : key;
      return { kind: 'goes_on', isSeparator: separates };
    }
    this.#text = separates ? GS : key;
    this.#firstAt = at;
    return { kind: 'begins' };
  }

  #forget(): void {
    this.#text = '';
    this.#lastAt = Number.NEGATIVE_INFINITY;
  }
}
