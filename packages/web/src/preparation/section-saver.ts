/**
 * Saves a section as it is written: on this device at once, on the server a moment after the last stroke. Where somebody
 * else saved meanwhile, what only one of the two changed is brought together, and where both changed the same answer both
 * texts are shown until the writer has chosen. Without a network it waits and tries again.
 */
import { type Answers, mergeAnswers, withoutEmpty } from '@holdspace/care';
import { Problem } from '../api/problem.ts';
import type { SectionShown } from './shapes.ts';

/** Long enough that a sentence is one saving, short enough that a lost telephone loses none. */
const SAVED_AFTER = 1_200;
const TRY_AGAIN_AFTER = 5_000;

export type SavingState =
  | { readonly state: 'still' }
  | { readonly state: 'writing' }
  | { readonly state: 'saved' }
  /** The server was not reached, or the sign-in has ended: it is kept here and sent again. */
  | { readonly state: 'waiting'; readonly isSignedOut?: boolean }
  /** Both changed the same answers; theirs by field. */
  | { readonly state: 'both'; readonly theirs: Answers }
  | { readonly state: 'refused'; readonly error: unknown };

/** What was written here and not sent yet, as it lies on the device. */
export interface UnsentSection {
  readonly courseId: string;
  readonly section: string;
  readonly follows: number;
  readonly base: Answers;
  readonly answers: Answers;
}

export interface SaverParts {
  readonly courseId: string;
  readonly section: Pick<SectionShown, 'id' | 'version' | 'answers'>;
  /** Fields that this writer may answer; the others are not sent. */
  readonly mayFill: readonly string[];
  send(saving: { id: string; section: string; follows: number; fields: Answers }): Promise<SectionShown>;
  /** The section as the server has it now. */
  look(): Promise<SectionShown | undefined>;
  keep(unsent: UnsentSection): Promise<void>;
  forget(): void;
  newId(): string;
  onSaved(section: SectionShown): void;
}

const isSame = (one: Answers, other: Answers): boolean => {
  const [mine, theirs] = [withoutEmpty(one), withoutEmpty(other)];
  return Object.keys({ ...mine, ...theirs }).every((id) => mine[id] === theirs[id]);
};

export class SectionSaver {
  readonly #parts: SaverParts;
  readonly #listeners = new Set<() => void>();
  #answers: Answers;
  #base: Answers;
  #follows: number;
  #saving: SavingState = { state: 'still' };
  #snapshot: { answers: Answers; saving: SavingState };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<void> = Promise.resolve();
  #isUnsent = false;
  /** Sent, and no answer came: it may be there all the same. */
  #perhapsThere: { id: string; fields: Answers } | undefined;

  constructor(parts: SaverParts, unsent?: UnsentSection) {
    this.#parts = parts;
    const { version, answers } = parts.section;
    this.#answers = unsent?.answers ?? answers;
    this.#base = unsent?.base ?? answers;
    this.#follows = unsent?.follows ?? version;
    this.#isUnsent = unsent !== undefined;
    this.#snapshot = { answers: this.#answers, saving: this.#saving };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly read = (): { answers: Answers; saving: SavingState } => this.#snapshot;
  get hasUnsent(): boolean {
    return this.#isUnsent;
  }

  write(field: string, answer: string): void {
    this.#answers = { ...this.#answers, [field]: answer };
    this.#isUnsent = true;
    this.#keep();
    if (this.#saving.state === 'both') this.#tell();
    else {
      this.#set({ state: 'writing' });
      this.#later(SAVED_AFTER);
    }
  }

  /** One of the two texts, or both together, as the writer wants it. */
  choose(field: string, answer: string): void {
    if (this.#saving.state !== 'both') return;
    const { [field]: _, ...theirs } = this.#saving.theirs;
    this.#answers = { ...this.#answers, [field]: answer };
    this.#isUnsent = true;
    this.#keep();
    if (Object.keys(theirs).length > 0) this.#set({ state: 'both', theirs });
    else {
      this.#set({ state: 'writing' });
      void this.flush();
    }
  }

  /** Sends what is not sent yet; one at a time, each following on the one before. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#sending = this.#sending.then(() => this.#sendNow());
    return this.#sending;
  }

  /** Nothing more is tried by itself; what is on the device stays there. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#isUnsent = false;
  }

  async #sendNow(): Promise<void> {
    if (!this.#isUnsent || this.#saving.state === 'both') return;
    const fields = this.#ownFields();
    const again = this.#perhapsThere && isSame(this.#perhapsThere.fields, fields) ? this.#perhapsThere.id : undefined;
    const id = again ?? this.#parts.newId();
    this.#isUnsent = false;
    try {
      const section = await this.#parts.send({ id, section: this.#parts.section.id, follows: this.#follows, fields });
      this.#perhapsThere = undefined;
      this.#base = section.answers;
      this.#follows = section.version;
      this.#parts.onSaved(section);
      if (this.#isUnsent) return;
      this.#parts.forget();
      this.#set({ state: 'saved' });
    } catch (error) {
      this.#isUnsent = true;
      if (error instanceof Problem && error.status === 409) return this.#bringTogether(error);
      if (!(error instanceof Problem) || !error.mayWorkLater) return this.#set({ state: 'refused', error });
      this.#perhapsThere = { id, fields };
      this.#set({ state: 'waiting', ...(error.status === 401 && { isSignedOut: true }) });
      this.#later(TRY_AGAIN_AFTER);
    }
  }

  async #bringTogether(error: Problem): Promise<void> {
    const theirs = await this.#parts.look().catch(() => undefined);
    if (!theirs) {
      this.#set({ state: 'waiting' });
      return this.#later(TRY_AGAIN_AFTER);
    }
    // The same version refused twice is no race: what was sent is wrong, and is said.
    if (theirs.version === this.#follows) return this.#set({ state: 'refused', error });
    // What was sent before, whose answer was lost on the way, is one's own and no other's.
    const isOwn = this.#perhapsThere && isSame(this.#pick(theirs.answers), this.#perhapsThere.fields);
    const { fields, conflicts } = mergeAnswers(isOwn ? theirs.answers : this.#base, this.#answers, theirs.answers);
    const mine = this.#answers;
    this.#perhapsThere = undefined;
    this.#base = theirs.answers;
    this.#follows = theirs.version;
    this.#answers = { ...fields, ...Object.fromEntries(conflicts.map((id) => [id, mine[id] ?? ''])) };
    this.#keep();
    this.#parts.onSaved(theirs);
    if (conflicts.length > 0)
      return this.#set({
        state: 'both',
        theirs: Object.fromEntries(conflicts.map((id) => [id, theirs.answers[id] ?? ''])),
      });
    this.#set({ state: 'writing' });
    return this.#sendNow();
  }

  #ownFields = (): Answers => this.#pick(this.#answers);
  #pick(answers: Answers): Answers {
    return withoutEmpty(Object.fromEntries(this.#parts.mayFill.map((id) => [id, answers[id] ?? ''])));
  }
  #keep(): void {
    const { courseId, section } = this.#parts;
    void this.#parts
      .keep({ courseId, section: section.id, follows: this.#follows, base: this.#base, answers: this.#answers })
      // Sent while it was being kept: then there is nothing to keep.
      .then(() => !this.#isUnsent && this.#saving.state === 'saved' && this.#parts.forget())
      .catch(() => undefined);
  }
  #later(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), milliseconds);
  }
  #set(saving: SavingState): void {
    this.#saving = saving;
    this.#tell();
  }
  #tell(): void {
    this.#snapshot = { answers: this.#answers, saving: this.#saving };
    for (const listener of this.#listeners) listener();
  }
}
