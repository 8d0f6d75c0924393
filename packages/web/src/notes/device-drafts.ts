/** Drafts of notes on this device, until the server has them; see `ownBox`. */
import type { NoteKind, NoteSections, NoteTemplate } from '@holdspace/care';
import { ownBox } from '../api/own-box.ts';

export interface DeviceDraft {
  readonly id: string;
  readonly kind: NoteKind;
  readonly patientId: string;
  readonly text: string;
  /** Of a progress note, whose sections are written in place of the text. */
  readonly template?: NoteTemplate;
  readonly sections?: NoteSections;
  readonly amends?: string;
  /** The version that this follows on. */
  readonly version: number;
}

const box = ownBox('holdspace.draft.', '/api/me/draft-key');

export const keepOnDevice = (draft: DeviceDraft): Promise<void> => box.keep(draft.id, draft);
export const forgetOnDevice = (id: string): void => box.forget(id);
/** What lies here of one's own about a patient. */
export const draftsOnDevice = async (patientId: string): Promise<readonly DeviceDraft[]> =>
  ((await box.all()) as readonly DeviceDraft[]).filter((draft) => draft.patientId === patientId);
