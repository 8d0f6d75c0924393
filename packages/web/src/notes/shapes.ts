/** Notes as the server answers them, and how each kind is said. */
import type { Instant } from '@holdspace/care';

export type NoteKind = 'psychotherapy' | 'record';

export interface NoteShown {
  readonly id: string;
  readonly patientId: string;
  readonly authorId: string;
  readonly author?: string;
  readonly amends?: string;
  readonly version: number;
  readonly writtenAt: Instant;
  readonly changedAt: Instant;
  readonly signedAt?: Instant;
  readonly text: string;
}
export interface NotesShown {
  readonly psychotherapy: readonly NoteShown[];
  readonly record: readonly NoteShown[];
}
export interface DisclosedShown {
  readonly disclosed: readonly {
    readonly authorization: {
      readonly id: string;
      readonly author?: string;
      readonly purpose: string;
      readonly expiresAt: Instant;
    };
    readonly notes: readonly NoteShown[];
  }[];
}

export const KIND_WORDS: Readonly<Record<NoteKind, { name: string; who: string; what: string }>> = {
  psychotherapy: {
    name: 'Psychotherapy note',
    who: 'Only you can read it.',
    what: 'Your own analysis of what was said. It is kept apart from the record under a key of its own; no role and no emergency opens it. Somebody else reads it only if the patient signs an authorization.',
  },
  record: {
    name: 'Note for the record',
    who: 'The care team and the patient can read it.',
    what: 'Times, modality, medication, results, diagnosis, plan, progress. Part of the chart, and shown to the patient once you sign it.',
  },
};
