/**
 * The types of notes, each with its own writers and readers in the authority table. A psychotherapy note is apart from
 * the record altogether; the other three are of the record, and once signed they are the patient's to read as well.
 */
import type { Act } from '../authority/acts.ts';

/** What a note of the record can be. */
export const RECORD_NOTE_TYPES = ['plain', 'progress', 'guide_observation'] as const;
export type RecordNoteType = (typeof RECORD_NOTE_TYPES)[number];

/** As the addresses of the API name them. */
export const NOTE_KINDS = ['psychotherapy', 'record', 'progress', 'guide'] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

export interface NoteKindWords {
  /** What its author does. */
  readonly write: Act;
  readonly read: Act;
  /** Which of the record's it is; a psychotherapy note is none of them. */
  readonly type?: RecordNoteType;
  readonly name: string;
  readonly who: string;
  readonly what: string;
  readonly source: string;
}

export const NOTE_KIND_WORDS: Readonly<Record<NoteKind, NoteKindWords>> = {
  psychotherapy: {
    write: 'keep psychotherapy notes of one’s own',
    read: 'keep psychotherapy notes of one’s own',
    name: 'Psychotherapy note',
    who: 'Only you can read it.',
    what: 'Your own analysis of what was said. It is kept apart from the record under a key of its own; no role and no emergency opens it. Somebody else reads it only if the patient signs an authorization.',
    source: '45 CFR 164.501, 164.508(a)(2)',
  },
  progress: {
    write: 'write progress notes',
    read: 'write and read notes of the record',
    type: 'progress',
    name: 'Progress note',
    who: 'The care team and the patient can read it.',
    what: 'How the treatment goes, in the sections of a template: SOAP, DAP or BIRP. Part of the chart, and shown to the patient once you sign it.',
    source: '45 CFR 164.501: what a psychotherapy note leaves out belongs in the record',
  },
  guide: {
    write: 'write guide observations',
    read: 'read guide observations',
    type: 'guide_observation',
    name: 'Guide observation',
    who: 'The care team and the patient can read it.',
    what: 'What you saw and heard, and what you did: “turned to the wall and wept for some minutes; took the offered hand”. Not what it means: “was working through her grief” is an interpretation, and belongs to the patient and the therapist.',
    source: 'design: guides need training, not a licence, so their scope is narrower',
  },
  record: {
    write: 'write and read notes of the record',
    read: 'write and read notes of the record',
    type: 'plain',
    name: 'Note for the record',
    who: 'The care team and the patient can read it.',
    what: 'Times, modality, medication, results, a telephone call: whatever needs no sections. Part of the chart, and shown to the patient once you sign it.',
    source: '45 CFR 164.501',
  },
};

export const kindOfType = (type: RecordNoteType): Exclude<NoteKind, 'psychotherapy'> =>
  type === 'plain' ? 'record' : type === 'progress' ? 'progress' : 'guide';
