/**
 * What was entered here and is not confirmed yet, in the order of its making: shown at once, kept in the outbox behind that,
 * and let go of when it is done with.
 */
import { type Entry, memoryOutbox, type NewEntry, type Outbox } from './outbox.ts';

export class Entries {
  #outbox: Outbox;
  readonly #onWithoutStorage: () => void;
  #all: readonly Entry[] = [];
  /** One after another, so that places follow the order in which entries were made. */
  #keeping: Promise<unknown> = Promise.resolve();

  /** `onWithoutStorage`: this browser keeps nothing through a closed tab. */
  constructor(outbox: Outbox, onWithoutStorage: () => void) {
    this.#outbox = outbox;
    this.#onWithoutStorage = onWithoutStorage;
  }

  get all(): readonly Entry[] {
    return this.#all;
  }
  /** Those that the server has still to hear of. */
  get waiting(): readonly Entry[] {
    return this.#all.filter((one) => !one.refused);
  }
  /** Those that it did not take. */
  get refused(): readonly Entry[] {
    return this.#all.filter((one) => one.refused);
  }

  /** What an earlier visit left. */
  async load(sessionId: string): Promise<readonly Entry[]> {
    try {
      return await this.#outbox.load(sessionId);
    } catch (error) {
      this.#goWithoutStorage(error);
      return [];
    }
  }
  takeUp(left: readonly Entry[]): void {
    this.#all = left;
  }

  #goWithoutStorage(error: unknown): void {
    console.warn('this browser keeps nothing; entries wait in memory only', error);
    this.#outbox = memoryOutbox();
    this.#onWithoutStorage();
  }

  /** Stands among the others at once; `onKept` when it may be sent. */
  add(fresh: NewEntry, onKept: () => void): void {
    const { id } = fresh.command;
    this.#all = [...this.#all, { place: 0, ...fresh }];
    this.#keeping = this.#keeping.then(async () => {
      let kept: Entry;
      try {
        kept = await this.#outbox.add(fresh);
      } catch (error) {
        this.#goWithoutStorage(error);
        kept = await this.#outbox.add(fresh);
      }
      const stillWaits = this.#all.some((one) => one.command.id === id);
      if (stillWaits) this.#put(kept);
      else await this.#outbox.remove(kept.place);
      onKept();
    });
  }

  /** Is done with: confirmed, or let go. Answers whether it was among them. */
  settle(commandId: string): boolean {
    const entry = this.#all.find((one) => one.command.id === commandId);
    if (!entry) return false;
    this.#all = this.#all.filter((one) => one !== entry);
    if (entry.place > 0) this.#keeping = this.#keeping.then(() => this.#outbox.remove(entry.place));
    return true;
  }

  /** The server did not take it. */
  refuse(entry: Entry, refused: NonNullable<Entry['refused']>): Promise<void> {
    const changed = { ...entry, refused };
    this.#put(changed);
    return this.#outbox.change(changed);
  }

  #put(entry: Entry): void {
    this.#all = this.#all.map((one) => (one.command.id === entry.command.id ? entry : one));
  }

  /** The oldest that its author may send. */
  nextOf(authorId: string): Entry | undefined {
    return this.#all.find((one) => one.place > 0 && !one.refused && one.authorId === authorId);
  }
}
