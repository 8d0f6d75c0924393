/**
 * Forms: one draft of each for a patient, saved from any device, each saving following on the one before; and what was sent,
 * which stays. Sending takes the draft away and gives the files that belong to it their place, or none of it happens.
 */
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type FormAnswers, type Instant, instant, isFile, type Language, valuesOf } from '@holdspace/care';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';
import type { Keyring } from '../encryption/keyring.ts';
import { readingSealed } from '../encryption/reading.ts';
import type { FormDraftTable, FormResponseTable } from './tables.ts';

export interface FormDraft {
  readonly version: number;
  readonly savedAt: Instant;
  readonly answers: FormAnswers;
}
export interface FormSaving {
  readonly id: string;
  readonly patientId: string;
  readonly questionnaire: string;
  /** The version it follows on; 0 for the first. */
  readonly follows: number;
  readonly at: Instant;
  readonly answers: FormAnswers;
}
/** `stale`: another saving, or a sending, came first. */
export type DraftSaved = { readonly saved: true; readonly draft: FormDraft } | { readonly saved: false };

export interface FormResponse {
  readonly id: string;
  readonly patientId: string;
  readonly questionnaire: string;
  readonly questionnaireVersion: string;
  readonly language: Language;
  readonly by: { readonly kind: 'patient' | 'practitioner'; readonly id: string };
  readonly submittedAt: Instant;
  readonly crisis: boolean;
  readonly answers: FormAnswers;
}

const place = (clinicId: string, table: 'form_draft' | 'form_response', rowId: string) => ({
  clinicId,
  table,
  column: 'sealed',
  rowId,
});
const moment = (text: string): Instant => instant(Date.parse(text));

export function createForms(db: Database, keyring: Keyring) {
  const openDraft = async (
    transaction: ClinicTransaction,
    clinicId: string,
    row: FormDraftTable,
  ): Promise<FormDraft> => ({
    version: row.version,
    savedAt: moment(row.saved_at),
    answers: JSON.parse(await keyring.open(transaction, row.sealed, place(clinicId, 'form_draft', row.draft_id))),
  });
  const openResponse = async (
    transaction: ClinicTransaction,
    clinicId: string,
    row: FormResponseTable,
  ): Promise<FormResponse> => ({
    id: row.response_id,
    patientId: row.patient_id,
    questionnaire: row.questionnaire,
    questionnaireVersion: row.questionnaire_version,
    language: row.language,
    by: { kind: row.author_kind, id: row.author_id },
    submittedAt: moment(row.sent_at),
    crisis: row.crisis,
    answers: JSON.parse(await keyring.open(transaction, row.sealed, place(clinicId, 'form_response', row.response_id))),
  });
  const draftRow = (transaction: ClinicTransaction, clinicId: string, patientId: string, questionnaire: string) =>
    transaction
      .selectFrom('holdspace.form_draft')
      .selectAll()
      .where('clinic_id', '=', clinicId)
      .where('patient_id', '=', patientId)
      .where('questionnaire', '=', questionnaire);
  const responseRows = (transaction: ClinicTransaction, clinicId: string, patientId: string) =>
    transaction
      .selectFrom('holdspace.form_response')
      .selectAll()
      .where('clinic_id', '=', clinicId)
      .where('patient_id', '=', patientId);

  return {
    draft: (clinicId: string, patientId: string, questionnaire: string): Promise<FormDraft | null> =>
      readingSealed(db, clinicId, async (transaction) => {
        const row = await draftRow(transaction, clinicId, patientId, questionnaire).executeTakeFirst();
        return row ? openDraft(transaction, clinicId, row) : null;
      }),
    /** Which forms were begun, and when each was saved last. */
    begun: (clinicId: string, patientId: string): Promise<ReadonlyMap<string, Instant>> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.form_draft')
          .select(['questionnaire', 'saved_at'])
          .where('clinic_id', '=', clinicId)
          .where('patient_id', '=', patientId)
          .execute();
        return new Map(rows.map((row) => [row.questionnaire, moment(row.saved_at)]));
      }),

    /** Saves a draft on the version it follows on. Of two that follow on the same, one is saved. */
    save: (clinicId: string, saving: FormSaving): Promise<DraftSaved> =>
      withClinic(db, clinicId, async (transaction) => {
        const { id, patientId, questionnaire, follows, at, answers } = saving;
        const seal = await keyring.sealer(transaction, clinicId, 'record_notes');
        const saved: DraftSaved = { saved: true, draft: { version: follows + 1, savedAt: at, answers } };
        const row = await draftRow(transaction, clinicId, patientId, questionnaire).forUpdate().executeTakeFirst();
        if (row?.saving_id === id) {
          const draft = await openDraft(transaction, clinicId, row);
          return isDeepStrictEqual(draft.answers, answers) ? { saved: true, draft } : { saved: false };
        }
        if ((row?.version ?? 0) !== follows) return { saved: false };
        if (row) {
          await transaction
            .updateTable('holdspace.form_draft')
            .set({
              version: follows + 1,
              saving_id: id,
              saved_at: at,
              sealed: seal(JSON.stringify(answers), place(clinicId, 'form_draft', row.draft_id)),
            })
            .where('clinic_id', '=', clinicId)
            .where('draft_id', '=', row.draft_id)
            .execute();
          return saved;
        }
        const draftId = randomUUID();
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('holdspace.form_draft')
          .values({
            clinic_id: clinicId,
            draft_id: draftId,
            patient_id: patientId,
            questionnaire,
            version: 1,
            saving_id: id,
            saved_at: at,
            sealed: seal(JSON.stringify(answers), place(clinicId, 'form_draft', draftId)),
          })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        return numInsertedOrUpdatedRows === 1n ? saved : { saved: false };
      }),

    /**
     * Keeps what was sent, on the version of the draft that it follows on (0 where there is none); null where another saving, or
     * sending, came first. Throws PostgreSQL's unique violation where its id is taken.
     */
    submit: (clinicId: string, response: FormResponse, follows: number): Promise<FormResponse | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const seal = await keyring.sealer(transaction, clinicId, 'record_notes');
        const { patientId, questionnaire } = response;
        const draft = await draftRow(transaction, clinicId, patientId, questionnaire).forUpdate().executeTakeFirst();
        // Sent twice, it took its own draft away the first time: that is not stale.
        const before = await responseRows(transaction, clinicId, patientId)
          .where('response_id', '=', response.id)
          .executeTakeFirst();
        if (!before && (draft?.version ?? 0) !== follows) return null;
        await transaction
          .insertInto('holdspace.form_response')
          .values({
            clinic_id: clinicId,
            response_id: response.id,
            patient_id: patientId,
            questionnaire,
            questionnaire_version: response.questionnaireVersion,
            language: response.language,
            author_kind: response.by.kind,
            author_id: response.by.id,
            sent_at: response.submittedAt,
            crisis: response.crisis,
            sealed: seal(JSON.stringify(response.answers), place(clinicId, 'form_response', response.id)),
          })
          .execute();
        const files = Object.keys(response.answers)
          .flatMap((linkId) => valuesOf(response.answers, linkId))
          .flatMap((value) => (isFile(value) ? [value.attachment] : []));
        if (files.length > 0)
          await transaction
            .updateTable('holdspace.form_file')
            .set({ response_id: response.id })
            .where('clinic_id', '=', clinicId)
            .where('patient_id', '=', patientId)
            .where('questionnaire', '=', questionnaire)
            .where('file_id', 'in', files)
            .where('response_id', 'is', null)
            .execute();
        await transaction
          .deleteFrom('holdspace.form_draft')
          .where('clinic_id', '=', clinicId)
          .where('patient_id', '=', patientId)
          .where('questionnaire', '=', questionnaire)
          // Not one that was begun meanwhile, where there was none to lock.
          .where('version', '=', follows)
          .execute();
        return response;
      }),

    find: (clinicId: string, patientId: string, responseId: string): Promise<FormResponse | null> =>
      readingSealed(db, clinicId, async (transaction) => {
        const row = await responseRows(transaction, clinicId, patientId)
          .where('response_id', '=', responseId)
          .executeTakeFirst();
        return row ? openResponse(transaction, clinicId, row) : null;
      }),
    /** What was sent last of a form; null where nothing was. */
    latest: (clinicId: string, patientId: string, questionnaire: string): Promise<FormResponse | null> =>
      readingSealed(db, clinicId, async (transaction) => {
        const row = await responseRows(transaction, clinicId, patientId)
          .where('questionnaire', '=', questionnaire)
          .orderBy('sent_at', 'desc')
          .orderBy('response_id', 'desc')
          .executeTakeFirst();
        return row ? openResponse(transaction, clinicId, row) : null;
      }),
    /** Those in crisis of which nobody was told: a server stopped in between. */
    unheard: (clinicId: string): Promise<readonly Pick<FormResponse, 'id' | 'patientId' | 'submittedAt'>[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.form_response as sent')
          .select(['sent.response_id', 'sent.patient_id', 'sent.sent_at'])
          .where('sent.clinic_id', '=', clinicId)
          .where('sent.crisis', '=', true)
          .where(({ not, exists, selectFrom }) =>
            not(
              exists(
                selectFrom('holdspace.concern as raised')
                  .select('raised.concern_id')
                  .where('raised.clinic_id', '=', clinicId)
                  .where('raised.source_kind', '=', 'form_response')
                  .whereRef('raised.source_id', '=', 'sent.response_id'),
              ),
            ),
          )
          .orderBy('sent.sent_at')
          .execute();
        return rows.map((row) => ({
          id: row.response_id,
          patientId: row.patient_id,
          submittedAt: moment(row.sent_at),
        }));
      }),
    /** Everything that was sent, the last first. */
    ofPatient: (clinicId: string, patientId: string): Promise<readonly FormResponse[]> =>
      readingSealed(db, clinicId, async (transaction) => {
        const rows = await responseRows(transaction, clinicId, patientId)
          .orderBy('sent_at', 'desc')
          .orderBy('response_id', 'desc')
          .execute();
        const responses: FormResponse[] = [];
        for (const row of rows) responses.push(await openResponse(transaction, clinicId, row));
        return responses;
      }),
  };
}
