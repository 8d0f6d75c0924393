/**
 * Clinics' copies, kept fresh: the first look at a clinic's outcomes makes its copy, and for a day after the last look it is
 * refreshed every quarter of an hour. Nobody waits for it: what is there is read, and says how old it is.
 */
import { DAY, type Instant, MINUTE, toMilliseconds } from '@holdspace/care';
import { type Ask, createOutcomes, type Outcomes } from '@holdspace/outcomes';
import type { Store } from '@holdspace/store';
import type { Logger } from '../log.ts';

/** Older than this it is made anew. */
const FRESH_FOR = 15 * MINUTE;
/** So long after somebody looked it is kept fresh. */
const KEPT_FOR = DAY;
const LOOK_EVERY = MINUTE;

interface Keeping {
  readonly store: Pick<Store, 'feed' | 'protocols'>;
  /** The data folder. */
  readonly folder: string;
  readonly now: () => Instant;
}

export class KeptCopies {
  readonly #outcomes: Outcomes;
  readonly #now: () => Instant;
  readonly #log: Pick<Logger, 'error'>;
  readonly #asked = new Map<string, number>();
  /** When a refresh was last begun, so that one that fails is not begun again at once. */
  readonly #begun = new Map<string, number>();
  readonly #making = new Map<string, Promise<void>>();
  /** One clinic at a time: a refresh takes a processor and half a gigabyte. */
  #last: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor({ store, folder, now }: Keeping, log: Pick<Logger, 'error'>) {
    this.#outcomes = createOutcomes({ store, folder });
    this.#now = now;
    this.#log = log;
  }

  isMaking(clinicId: string): boolean {
    return this.#making.has(clinicId);
  }

  /** When the copy was made. Whoever asks has it kept fresh from now on. */
  async lookAt(clinicId: string): Promise<Instant | null> {
    this.#asked.set(clinicId, this.#milliseconds());
    this.#timer ??= setInterval(() => void this.look(), LOOK_EVERY).unref();
    await this.#refreshIfOld(clinicId);
    return this.#outcomes.madeAt(clinicId);
  }

  /** Asks the copy as it is; null where there is none yet. */
  async read<T>(clinicId: string, work: (ask: Ask) => Promise<T>): Promise<T | null> {
    // Without a copy no engine is needed to say so.
    return (await this.lookAt(clinicId)) === null ? null : this.#outcomes.read(clinicId, work);
  }

  /** Makes the copy anew now, or goes on with what is being made. Answers when it is done or has failed. */
  make(clinicId: string): Promise<void> {
    const under = this.#making.get(clinicId);
    if (under || this.#isClosed) return under ?? Promise.resolve();
    const made = this.#last.then(() => this.#refresh(clinicId)).finally(() => this.#making.delete(clinicId));
    this.#making.set(clinicId, made);
    this.#last = made;
    return made;
  }

  /** Refreshes what somebody looked at in the last day; the timer's own look. */
  async look(): Promise<void> {
    for (const [clinicId, at] of this.#asked)
      if (this.#milliseconds() - at > KEPT_FOR) this.#asked.delete(clinicId);
      else await this.#refreshIfOld(clinicId).catch((error: unknown) => this.#say(error));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    await Promise.all(this.#making.values());
    await this.#outcomes.close();
  }

  #milliseconds(): number {
    return toMilliseconds(this.#now());
  }

  async #refreshIfOld(clinicId: string): Promise<void> {
    const madeAt = await this.#outcomes.madeAt(clinicId);
    const newest = Math.max(madeAt === null ? 0 : toMilliseconds(madeAt), this.#begun.get(clinicId) ?? 0);
    if (this.#milliseconds() - newest >= FRESH_FOR) void this.make(clinicId);
  }

  /** Never throws: a copy that could not be made is as old as it was, which the page shows. */
  async #refresh(clinicId: string): Promise<void> {
    if (this.#isClosed) return;
    this.#begun.set(clinicId, this.#milliseconds());
    try {
      // Null where another server is at it: its copy lies elsewhere, and ours is looked at again.
      if ((await this.#outcomes.refresh(clinicId, this.#now())) === null) this.#begun.delete(clinicId);
    } catch (error) {
      this.#say(error);
    }
  }

  #say(error: unknown): void {
    this.#log.error({ part: 'outcomes', err: error }, 'the copy for outcomes could not be brought up to date');
  }
}
