/** Drafts of notes on this device, until the server has them; see `ownBox`. */
import { ownBox } from '../api/own-box.ts';
import type { NoteKind } from './shapes.ts';

export interface DeviceDraft {
  readonly id: string;
  readonly kind: NoteKind;
  readonly patientId: string;
  readonly text: string;
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
