/** What is being filled: saved from any window, each saving following on the one before; what acts at once acts from here. */
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type Instant, instant, type MeasureAct, type MeasureAnswers } from '@holdspace/care';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';
import type { Keyring } from '../encryption/keyring.ts';
import { readingSealed } from '../encryption/reading.ts';
import { type ActSource, keepActs } from './acts.ts';

export interface MeasureDraft {
  readonly version: number;
  readonly savedAt: Instant;
  /** Of the measure, as it was put when this was saved. */
  readonly instrumentVersion: string;
  readonly answers: MeasureAnswers;
}
/** By which way it is saved: the id of a link, or somebody who is signed in. What was saved by a link is read by that link alone. */
export type DraftHolder = 'patient' | 'staff' | { readonly link: string };
export interface MeasureSaving extends ActSource {
  readonly id: string;
  readonly requestId: string;
  readonly holder: DraftHolder;
  readonly instrumentVersion: string;
  /** The version it follows on; 0 for the first. */
  readonly follows: number;
  readonly at: Instant;
  readonly answers: MeasureAnswers;
  readonly acts: readonly MeasureAct[];
}
/** `stale`: another window saved first, and this is what it saved. `newActs`: how many answers acted that had not before. */
export type MeasureSaved =
  | { readonly saved: true; readonly draft: MeasureDraft; readonly newActs: number }
  | { readonly saved: false; readonly newActs: number };

const heldBy = (holder: DraftHolder): string => (typeof holder === 'string' ? holder : holder.link);

export const draftPlace = (clinicId: string, rowId: string) => ({
  clinicId,
  table: 'measure_draft',
  column: 'sealed',
  rowId,
});

export function createMeasureDrafts(db: Database, keyring: Keyring) {
  const rows = (transaction: ClinicTransaction, clinicId: string) =>
    transaction.selectFrom('holdspace.measure_draft').selectAll().where('clinic_id', '=', clinicId);
  type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirst']>>>;
  const open = async (transaction: ClinicTransaction, clinicId: string, row: Row): Promise<MeasureDraft> => ({
    version: row.version,
    savedAt: instant(Date.parse(row.saved_at)),
    instrumentVersion: row.instrument_version,
    answers: JSON.parse(await keyring.open(transaction, row.sealed, draftPlace(clinicId, row.draft_id))),
  });

  return {
    /**
     * What its holder may go on with: what was saved by the same link, or by staff. A patient who is signed in goes on with
     * whatever they saved last, by a link too; the version is that of their own saving, on which the next one follows.
     */
    find: (clinicId: string, requestId: string, holder: DraftHolder): Promise<MeasureDraft | null> =>
      readingSealed(db, clinicId, async (transaction) => {
        const own = heldBy(holder);
        const found = await rows(transaction, clinicId)
          .where('request_id', '=', requestId)
          .$if(holder !== 'patient', (query) => query.where('held_by', '=', own))
          .where((where) => where.or([where('held_by', '=', own), where('held_by', '<>', 'staff')]))
          .orderBy('saved_at', 'desc')
          .orderBy('draft_id')
          .execute();
        const [last] = found;
        if (!last) return null;
        return {
          ...(await open(transaction, clinicId, last)),
          version: found.find((row) => row.held_by === own)?.version ?? 0,
        };
      }),
    /** Which requests of a patient are begun, and when each was saved last, by whatever way. */
    begun: (clinicId: string, patientId: string): Promise<ReadonlyMap<string, Instant>> =>
      withClinic(db, clinicId, async (transaction) => {
        const found = await transaction
          .selectFrom('holdspace.measure_draft')
          .select(['request_id', 'saved_at'])
          .where('clinic_id', '=', clinicId)
          .where('patient_id', '=', patientId)
          // The last of each stands.
          .orderBy('saved_at')
          .execute();
        return new Map(found.map((row) => [row.request_id, row.saved_at as Instant]));
      }),

    /**
     * Saves on the version it follows on; of two that follow on the same, one is saved. What acts at once is kept even where
     * the saving itself comes too late: it was answered.
     */
    save: (clinicId: string, saving: MeasureSaving): Promise<MeasureSaved> =>
      withClinic(db, clinicId, async (transaction) => {
        const { id, requestId, patientId, holder, instrumentVersion, follows, at, answers } = saving;
        const held_by = heldBy(holder);
        const newActs = await keepActs(transaction, clinicId, saving, saving.acts, at);
        const request = await transaction
          .selectFrom('holdspace.measure_request')
          .select('state')
          .where('clinic_id', '=', clinicId)
          .where('request_id', '=', requestId)
          .forUpdate()
          .executeTakeFirst();
        if (request?.state !== 'asked') return { saved: false, newActs };
        const row = await rows(transaction, clinicId)
          .where('request_id', '=', requestId)
          .where('held_by', '=', held_by)
          .executeTakeFirst();
        if (row?.saving_id === id) {
          const draft = await open(transaction, clinicId, row);
          return isDeepStrictEqual(draft.answers, answers)
            ? { saved: true, draft, newActs }
            : { saved: false, newActs };
        }
        if ((row?.version ?? 0) !== follows) return { saved: false, newActs };
        const seal = await keyring.sealer(transaction, clinicId, 'record_notes');
        const draftId = row?.draft_id ?? randomUUID();
        const kept = {
          instrument_version: instrumentVersion,
          version: follows + 1,
          saving_id: id,
          saved_at: at,
          sealed: seal(JSON.stringify(answers), draftPlace(clinicId, draftId)),
        };
        await transaction
          .insertInto('holdspace.measure_draft')
          .values({
            clinic_id: clinicId,
            draft_id: draftId,
            request_id: requestId,
            patient_id: patientId,
            held_by,
            ...kept,
          })
          .onConflict((conflict) => conflict.columns(['clinic_id', 'draft_id']).doUpdateSet(kept))
          .execute();
        return { saved: true, draft: { version: follows + 1, savedAt: at, instrumentVersion, answers }, newActs };
      }),
  };
}
