/**
 * Saves a draft as it is written: a moment after the last stroke, one saving at a time, the newest last. Somebody else's
 * saving stops it until the writer has chosen.
 */
import { Problem } from '../../api/problem.ts';

export type SaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'writing' }
  | { readonly kind: 'saving' }
  /** Somebody else saved it, or proposed it: nothing is written over theirs. */
  | { readonly kind: 'conflict'; readonly error: Problem }
  /** The line or the server failed; it is tried again with the next stroke, and by hand. */
  | { readonly kind: 'failed'; readonly error: unknown };

/** How long after the last stroke. */
const PAUSE_MS = 700;

interface SaverOptions {
  readonly revision: number;
  save(revision: number, document: object): Promise<{ readonly revision: number }>;
  onState(state: SaveState): void;
}

export class DraftSaver {
  readonly #options: SaverOptions;
  #revision: number;
  #unsaved: object | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | undefined;
  #isStopped = false;

  constructor(options: SaverOptions) {
    this.#options = options;
    this.#revision = options.revision;
  }

  /** The revision that the server has; meaningful once `flush` has answered true. */
  get revision(): number {
    return this.#revision;
  }
  get hasUnsaved(): boolean {
    return this.#unsaved !== undefined;
  }

  wrote(document: object): void {
    this.#unsaved = document;
    if (this.#isStopped) return;
    this.#options.onState({ kind: 'writing' });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), PAUSE_MS);
  }

  /** Saves what is not saved yet; answers whether all is. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    await this.#saving;
    if (this.#unsaved === undefined || this.#isStopped) return this.#unsaved === undefined;
    this.#saving = this.#saveNow(this.#unsaved);
    await this.#saving;
    return this.#unsaved === undefined;
  }

  /** Goes on over what somebody else saved, which is then gone. */
  async keepMine(theirRevision: number): Promise<boolean> {
    this.#revision = theirRevision;
    this.#isStopped = false;
    return this.flush();
  }

  async #saveNow(document: object): Promise<void> {
    this.#options.onState({ kind: 'saving' });
    try {
      this.#revision = (await this.#options.save(this.#revision, document)).revision;
      if (this.#unsaved === document) this.#unsaved = undefined;
      this.#options.onState({ kind: this.#unsaved === undefined ? 'saved' : 'writing' });
    } catch (error) {
      const isConflict = error instanceof Problem && error.status === 409;
      this.#isStopped = isConflict;
      this.#options.onState(isConflict ? { kind: 'conflict', error } : { kind: 'failed', error });
    }
  }
}
