/**
 * A file of the room that comes over the network when the room stands already. What could not be fetched is asked for
 * again, a few times by itself and then as often as somebody asks; a failure is never kept.
 */
export interface Fetching<M> {
  readonly module?: M;
  readonly isFetching: boolean;
  /** How often it could not be fetched, each time after the tries of its own. */
  readonly failures: number;
}

/** Before each further try, in milliseconds; without a network none is made. */
const PAUSES: readonly number[] = [1000, 3000];

export class Fetched<M> {
  readonly #load: () => Promise<M>;
  readonly #pauses: readonly number[];
  readonly #listeners = new Set<() => void>();
  #standing: Fetching<M> = { isFetching: false, failures: 0 };
  #running: Promise<boolean> | undefined;

  constructor(load: () => Promise<M>, pauses = PAUSES) {
    this.#load = load;
    this.#pauses = pauses;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly read = (): Fetching<M> => this.#standing;

  /** Whether it is here now. */
  fetch(): Promise<boolean> {
    if (this.#standing.module) return Promise.resolve(true);
    this.#running ??= this.#try().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #try(): Promise<boolean> {
    this.#stand({ ...this.#standing, isFetching: true });
    const isOffline = globalThis.navigator?.onLine === false;
    for (const pause of [0, ...(isOffline ? [] : this.#pauses)])
      try {
        if (pause > 0) await new Promise((resume) => setTimeout(resume, pause));
        await fetchStylesAgain();
        this.#stand({ module: await this.#load(), isFetching: false, failures: 0 });
        return true;
      } catch (fault) {
        console.warn('A part of the room could not be fetched', fault);
      }
    this.#stand({ isFetching: false, failures: this.#standing.failures + 1 });
    return false;
  }

  #stand(standing: Fetching<M>): void {
    this.#standing = standing;
    for (const listener of this.#listeners) listener();
  }
}

/** Style sheets that could not be fetched: the browser does not ask for them again, and the bundler takes them as there. */
const unstyled = new Set<HTMLLinkElement>();
globalThis.document?.addEventListener(
  'error',
  ({ target }) => {
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') unstyled.add(target);
  },
  true,
);

async function fetchStylesAgain(): Promise<void> {
  await Promise.all(
    [...unstyled].map((link) => {
      unstyled.delete(link);
      const again = link.cloneNode() as HTMLLinkElement;
      return new Promise<void>((resolve, reject) => {
        again.addEventListener('load', () => resolve());
        again.addEventListener('error', () => reject(new Error(`No style sheet ${again.href}`)));
        link.replaceWith(again);
      });
    }),
  );
}
