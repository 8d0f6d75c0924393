/** Notes as the server answers them. */
import type { Instant, NoteSections, NoteTemplate, RecordNoteType } from '@holdspace/care';

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
  readonly type?: RecordNoteType;
  readonly template?: NoteTemplate;
  readonly sections?: NoteSections;
}
export interface NotesShown {
  readonly psychotherapy: readonly NoteShown[];
  readonly record: readonly NoteShown[];
  readonly guide: readonly NoteShown[];
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
