/**
 * Saves a form as it is written: on this device at once, on the server a moment after the last stroke. Where another window
 * saved meanwhile, what only one of the two changed is brought together; where both changed an answer, both are shown until
 * the writer has chosen. Without a network it waits and tries again.
 */
import type { FormAnswers } from '@holdspace/care';
import { Problem } from '../api/problem.ts';

/** Long enough that a sentence is one saving, short enough that a lost telephone loses none. */
const SAVED_AFTER = 1_200;
const TRY_AGAIN_AFTER = 5_000;

type Given = FormAnswers[string] | undefined;
export type FormSaving =
  | { readonly state: 'still' | 'writing' | 'saved' }
  /** The server was not reached, or the sign-in has ended: it is kept here and sent again. */
  | { readonly state: 'waiting'; readonly isSignedOut?: boolean }
  /** Both changed these; what the other window has, by question. */
  | { readonly state: 'both'; readonly theirs: Readonly<Record<string, Given>> }
  /** The form was sent from another window: what is written here stays on this device. */
  | { readonly state: 'sent' }
  | { readonly state: 'refused'; readonly error: unknown };

export interface SavedDraft {
  readonly version: number;
  readonly answers: FormAnswers;
}
/** What was written here and not sent yet, as it lies on the device. */
export interface UnsentForm {
  readonly follows: number;
  readonly base: FormAnswers;
  readonly answers: FormAnswers;
}
export interface FormSaverParts {
  send(saving: { id: string; follows: number; answers: FormAnswers }): Promise<SavedDraft>;
  /** The draft as the server has it now; nothing where there is none, as after a sending. */
  look(): Promise<SavedDraft | undefined>;
  keep(unsent: UnsentForm): Promise<void>;
  forget(): void;
  newId(): string;
}

const same = (one: Given, other: Given): boolean => JSON.stringify(one) === JSON.stringify(other);
const without = ({ ...answers }: Record<string, NonNullable<Given>>, linkId: string) => {
  delete answers[linkId];
  return answers;
};
const withAnswer = (answers: FormAnswers, linkId: string, given: Given): FormAnswers =>
  given === undefined
    ? without(answers as Record<string, NonNullable<Given>>, linkId)
    : { ...answers, [linkId]: given };

/** What two made of the same answers: together where only one changed something, and apart where both did. */
export function together(base: FormAnswers, mine: FormAnswers, theirs: FormAnswers) {
  let answers = theirs;
  const conflicts: string[] = [];
  for (const linkId of new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)])) {
    if (same(mine[linkId], base[linkId]) || same(mine[linkId], theirs[linkId])) continue;
    if (!same(theirs[linkId], base[linkId])) conflicts.push(linkId);
    answers = withAnswer(answers, linkId, mine[linkId]);
  }
  return { answers, conflicts };
}

export class FormSaver {
  readonly #parts: FormSaverParts;
  readonly #listeners = new Set<() => void>();
  #answers: FormAnswers;
  #base: FormAnswers;
  #follows: number;
  #saving: FormSaving = { state: 'still' };
  #snapshot: { readonly answers: FormAnswers; readonly saving: FormSaving };
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<void> = Promise.resolve();
  #isUnsent: boolean;
  #isOver = false;
  /** Sent, and no answer came: it may be there all the same. */
  #perhapsThere: { readonly id: string; readonly answers: FormAnswers } | undefined;

  constructor(parts: FormSaverParts, draft: SavedDraft | undefined, unsent?: UnsentForm) {
    this.#parts = parts;
    this.#answers = unsent?.answers ?? draft?.answers ?? {};
    this.#base = unsent?.base ?? draft?.answers ?? {};
    this.#follows = unsent?.follows ?? draft?.version ?? 0;
    this.#isUnsent = unsent !== undefined;
    this.#snapshot = { answers: this.#answers, saving: this.#saving };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly read = () => this.#snapshot;
  get hasUnsent(): boolean {
    return this.#isUnsent && !this.#isOver;
  }

  write(linkId: string, given: Given): void {
    this.writeAll(withAnswer(this.#answers, linkId, given));
  }
  writeAll(answers: FormAnswers): void {
    if (this.#isOver) return;
    this.#answers = answers;
    this.#isUnsent = true;
    this.#keep();
    if (this.#saving.state === 'both' || this.#saving.state === 'sent') this.#tell();
    else {
      this.#set({ state: 'writing' });
      this.#later(SAVED_AFTER);
    }
  }

  /** One of the two, as the writer wants it. */
  choose(linkId: string, given: Given): void {
    if (this.#saving.state !== 'both') return;
    const { [linkId]: _, ...theirs } = this.#saving.theirs;
    this.#answers = withAnswer(this.#answers, linkId, given);
    this.#isUnsent = true;
    this.#keep();
    if (Object.keys(theirs).length > 0) {
      this.#set({ state: 'both', theirs });
      return;
    }
    this.#set({ state: 'writing' });
    void this.flush();
  }

  /** Sends what is not sent yet; one at a time, each following on the one before. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#sending = this.#sending.then(() => this.#sendNow());
    return this.#sending;
  }

  /** The version of the draft that a sending from here follows on. */
  get follows(): number {
    return this.#follows;
  }
  /** Not while two answers wait to be chosen between, nor where another window has sent it. */
  get maySend(): boolean {
    return this.#saving.state !== 'both' && this.#saving.state !== 'sent';
  }
  /** A sending was told that another window came first: what that one has is looked at, as after a saving. */
  meetOther(): Promise<void> {
    clearTimeout(this.#timer);
    this.#isUnsent = true;
    this.#sending = this.#sending.then(() => this.#bringTogether());
    return this.#sending;
  }

  /** The form was sent from here, or somebody leaves: nothing more is saved. */
  end(isSent: boolean): void {
    clearTimeout(this.#timer);
    this.#isOver = true;
    this.#isUnsent = false;
    if (isSent) this.#parts.forget();
  }

  async #sendNow(): Promise<void> {
    if (!this.hasUnsent || this.#saving.state === 'both' || this.#saving.state === 'sent') return;
    const answers = this.#answers;
    const again = this.#perhapsThere && this.#perhapsThere.answers === answers ? this.#perhapsThere.id : undefined;
    const id = again ?? this.#parts.newId();
    this.#isUnsent = false;
    try {
      const draft = await this.#parts.send({ id, follows: this.#follows, answers });
      this.#perhapsThere = undefined;
      this.#base = answers;
      this.#follows = draft.version;
      if (this.#isUnsent || this.#isOver) return;
      this.#parts.forget();
      this.#set({ state: 'saved' });
    } catch (error) {
      if (this.#isOver) return;
      this.#isUnsent = true;
      if (error instanceof Problem && error.status === 409) return this.#bringTogether();
      if (!(error instanceof Problem) || !error.mayWorkLater) return this.#set({ state: 'refused', error });
      this.#perhapsThere = { id, answers };
      this.#set({ state: 'waiting', ...(error.status === 401 && { isSignedOut: true }) });
      this.#later(TRY_AGAIN_AFTER);
    }
  }

  async #bringTogether(): Promise<void> {
    let theirs: SavedDraft | undefined;
    try {
      theirs = await this.#parts.look();
    } catch {
      this.#set({ state: 'waiting' });
      return this.#later(TRY_AGAIN_AFTER);
    }
    if (!theirs) return this.#set({ state: 'sent' });
    // What was sent before, whose answer was lost on the way, is one's own and no other's.
    const isOwn = this.#perhapsThere && same(theirs.answers as Given, this.#perhapsThere.answers as Given);
    const { answers, conflicts } = together(isOwn ? theirs.answers : this.#base, this.#answers, theirs.answers);
    this.#perhapsThere = undefined;
    this.#base = theirs.answers;
    this.#follows = theirs.version;
    this.#answers = answers;
    this.#keep();
    if (conflicts.length > 0)
      return this.#set({
        state: 'both',
        theirs: Object.fromEntries(conflicts.map((linkId) => [linkId, theirs.answers[linkId]])),
      });
    this.#set({ state: 'writing' });
    return this.#sendNow();
  }

  #keep(): void {
    void this.#parts
      .keep({ follows: this.#follows, base: this.#base, answers: this.#answers })
      // Sent while it was being kept: then there is nothing to keep.
      .then(() => (this.#saving.state === 'saved' || this.#isOver) && !this.#isUnsent && this.#parts.forget())
      .catch(() => undefined);
  }
  #later(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), milliseconds);
  }
  #set(saving: FormSaving): void {
    this.#saving = saving;
    this.#tell();
  }
  #tell(): void {
    this.#snapshot = { answers: this.#answers, saving: this.#saving };
    for (const listener of this.#listeners) listener();
  }
}
