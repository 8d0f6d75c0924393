/**
 * Consult requests: who asks and what they wrote, sealed; whose it is, until when, and each thing that was done about it. A
 * step is made with what it changes, or not at all; two who answer at once do not both.
 */
import { randomUUID } from 'node:crypto';
import { type DeclineReason, type Instant, instant, type NewConsultRequest, type RequestState } from '@holdspace/care';
import type { Selectable } from 'kysely';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';
import type { Keyring } from '../encryption/keyring.ts';
import { readingSealed } from '../encryption/reading.ts';
import type { ConsultRequestTable, ConsultStepKind } from './tables.ts';

export interface ConsultRequest {
  readonly request: NewConsultRequest;
  readonly receivedAt: Instant;
  readonly dueAt: Instant;
  readonly state: RequestState;
  readonly ownerId?: string;
  readonly escalatedAt?: Instant;
  readonly crisis: boolean;
  /** The prospective patient that was made of it, or the patient it was found to be of. */
  readonly patientId?: string;
}
export interface ConsultStep {
  readonly id: string;
  readonly kind: ConsultStepKind;
  readonly at: Instant;
  readonly by?: string;
  readonly told?: string;
  readonly reason?: DeclineReason;
  readonly words?: string;
}
export interface NewConsultStep {
  readonly id: string;
  readonly kind: ConsultStepKind;
  readonly at: Instant;
  readonly by: string;
  readonly told?: string;
  readonly reason?: DeclineReason;
  readonly words?: string;
}
/** What a step makes of its request. */
export interface ConsultChange {
  readonly state?: RequestState;
  readonly ownerId?: string;
  readonly patientId?: string;
}
export interface KeptPromise {
  readonly id: string;
  readonly hours: number;
  readonly madeAt: Instant;
  readonly madeBy: string;
}

const MOST_ANSWERED = 100;
const place = (clinicId: string, table: 'consult_request' | 'consult_step', rowId: string) => ({
  clinicId,
  table,
  column: 'sealed',
  rowId,
});
/** Milliseconds alone tell two moments of the database and of a test apart. */
const moment = (text: string): Instant => instant(Date.parse(text));

export function createConsults(db: Database, keyring: Keyring) {
  const opened = async (
    transaction: ClinicTransaction,
    clinicId: string,
    row: ConsultRequestRow,
  ): Promise<ConsultRequest> => ({
    request: JSON.parse(
      await keyring.open(transaction, row.sealed, place(clinicId, 'consult_request', row.request_id)),
    ),
    receivedAt: moment(row.received_at),
    dueAt: moment(row.due_at),
    state: row.state,
    ...(row.owner_id !== null && { ownerId: row.owner_id }),
    ...(row.escalated_at !== null && { escalatedAt: moment(row.escalated_at) }),
    crisis: row.crisis,
    ...(row.patient_id !== null && { patientId: row.patient_id }),
  });
  const openedAll = async (transaction: ClinicTransaction, clinicId: string, rows: readonly ConsultRequestRow[]) => {
    const all: ConsultRequest[] = [];
    for (const row of rows) all.push(await opened(transaction, clinicId, row));
    return all;
  };
  const rowsOf = (transaction: ClinicTransaction, clinicId: string) =>
    transaction.selectFrom('holdspace.consult_request').selectAll().where('clinic_id', '=', clinicId);

  return {
    /** What the clinic promises; null where it has said nothing yet. */
    promise: (clinicId: string): Promise<KeptPromise | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await transaction
          .selectFrom('holdspace.consult_promise')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .orderBy('made_at', 'desc')
          .orderBy('promise_id', 'desc')
          .executeTakeFirst();
        return row ? { id: row.promise_id, hours: row.hours, madeAt: moment(row.made_at), madeBy: row.made_by } : null;
      }),
    /** Sent twice, it is kept once. */
    makePromise: (clinicId: string, promise: KeptPromise): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .insertInto('holdspace.consult_promise')
          .values({
            clinic_id: clinicId,
            promise_id: promise.id,
            hours: promise.hours,
            made_at: promise.madeAt,
            made_by: promise.madeBy,
          })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }),

    /** Keeps a request; false where there is one of this id already. */
    receive: (
      clinicId: string,
      { request, receivedAt, dueAt, crisis }: Pick<ConsultRequest, 'request' | 'receivedAt' | 'dueAt' | 'crisis'>,
    ): Promise<boolean> =>
      withClinic(db, clinicId, async (transaction) => {
        const seal = await keyring.sealer(transaction, clinicId, 'identifiers');
        const { numInsertedOrUpdatedRows } = await transaction
          .insertInto('holdspace.consult_request')
          .values({
            clinic_id: clinicId,
            request_id: request.id,
            received_at: receivedAt,
            due_at: dueAt,
            crisis,
            sealed: seal(JSON.stringify(request), place(clinicId, 'consult_request', request.id)),
          })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        return numInsertedOrUpdatedRows === 1n;
      }),

    find: (clinicId: string, id: string): Promise<ConsultRequest | null> =>
      readingSealed(db, clinicId, async (transaction) => {
        const row = await rowsOf(transaction, clinicId).where('request_id', '=', id).executeTakeFirst();
        return row ? opened(transaction, clinicId, row) : null;
      }),
    /** Those that are not answered, the nearest time first. */
    open: (clinicId: string): Promise<readonly ConsultRequest[]> =>
      readingSealed(db, clinicId, async (transaction) =>
        openedAll(
          transaction,
          clinicId,
          await rowsOf(transaction, clinicId)
            .where('state', '=', 'open')
            .orderBy('due_at')
            .orderBy('request_id')
            .execute(),
        ),
      ),
    /** Those that were answered, the last first. */
    answered: (clinicId: string): Promise<readonly ConsultRequest[]> =>
      readingSealed(db, clinicId, async (transaction) =>
        openedAll(
          transaction,
          clinicId,
          await rowsOf(transaction, clinicId)
            .where('state', '!=', 'open')
            .orderBy('received_at', 'desc')
            .orderBy('request_id')
            .limit(MOST_ANSWERED)
            .execute(),
        ),
      ),
    ofPatient: (clinicId: string, patientId: string): Promise<readonly ConsultRequest[]> =>
      readingSealed(db, clinicId, async (transaction) =>
        openedAll(
          transaction,
          clinicId,
          await rowsOf(transaction, clinicId)
            .where('patient_id', '=', patientId)
            .orderBy('received_at', 'desc')
            .orderBy('request_id')
            .execute(),
        ),
      ),
    /** How many wait, and how many of them are overdue. */
    waiting: (clinicId: string, now: Instant): Promise<{ readonly open: number; readonly overdue: number }> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.consult_request')
          .select('due_at')
          .where('clinic_id', '=', clinicId)
          .where('state', '=', 'open')
          .execute();
        return { open: rows.length, overdue: rows.filter(({ due_at }) => moment(due_at) <= now).length };
      }),
    steps: (clinicId: string, requestId: string): Promise<readonly ConsultStep[]> =>
      readingSealed(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.consult_step')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('request_id', '=', requestId)
          .orderBy('at')
          .orderBy('step_id')
          .execute();
        const steps: ConsultStep[] = [];
        for (const row of rows)
          steps.push({
            id: row.step_id,
            kind: row.kind,
            at: moment(row.at),
            ...(row.made_by !== null && { by: row.made_by }),
            ...(row.told !== null && { told: row.told }),
            ...(row.reason !== null && { reason: row.reason }),
            ...(row.sealed !== null && {
              words: await keyring.open(transaction, row.sealed, place(clinicId, 'consult_step', row.step_id)),
            }),
          });
        return steps;
      }),

    /**
     * Does a step: `there` where this very step was done before, `answered` where the request is not open any more, and
     * `unknown` where there is none.
     */
    act: (
      clinicId: string,
      requestId: string,
      step: NewConsultStep,
      change: ConsultChange,
    ): Promise<'done' | 'there' | 'answered' | 'unknown'> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await transaction
          .selectFrom('holdspace.consult_request')
          .select('state')
          .where('clinic_id', '=', clinicId)
          .where('request_id', '=', requestId)
          .forUpdate()
          .executeTakeFirst();
        if (!row) return 'unknown';
        const before = await transaction
          .selectFrom('holdspace.consult_step')
          .select(['request_id', 'kind'])
          .where('clinic_id', '=', clinicId)
          .where('step_id', '=', step.id)
          .executeTakeFirst();
        if (before) return before.request_id === requestId && before.kind === step.kind ? 'there' : 'answered';
        if (row.state !== 'open') return 'answered';
        const seal = await keyring.sealer(transaction, clinicId, 'identifiers');
        await transaction
          .insertInto('holdspace.consult_step')
          .values({
            clinic_id: clinicId,
            step_id: step.id,
            request_id: requestId,
            kind: step.kind,
            at: step.at,
            made_by: step.by,
            told: step.told ?? null,
            reason: step.reason ?? null,
            sealed: step.words ? seal(step.words, place(clinicId, 'consult_step', step.id)) : null,
          })
          .execute();
        await transaction
          .updateTable('holdspace.consult_request')
          .set({
            ...(change.state && { state: change.state }),
            ...(change.ownerId && { owner_id: change.ownerId }),
            ...(change.patientId && { patient_id: change.patientId }),
          })
          .where('clinic_id', '=', clinicId)
          .where('request_id', '=', requestId)
          .execute();
        return 'done';
      }),

    /** Says that a prospective patient was made of it, while it still waits for its answer. */
    becomes: (clinicId: string, requestId: string, patientId: string): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .updateTable('holdspace.consult_request')
          .set({ patient_id: patientId })
          .where('clinic_id', '=', clinicId)
          .where('request_id', '=', requestId)
          .where('patient_id', 'is', null)
          .execute();
      }),
    /** Those in crisis of which no patient was made yet: a server stopped in between. */
    unheard: (clinicId: string): Promise<readonly ConsultRequest[]> =>
      readingSealed(db, clinicId, async (transaction) =>
        openedAll(
          transaction,
          clinicId,
          await rowsOf(transaction, clinicId)
            .where('state', '=', 'open')
            .where('crisis', '=', true)
            .where('patient_id', 'is', null)
            .execute(),
        ),
      ),
    /** Takes upon itself those whose time has passed and of which nobody was told; each once, over all servers. */
    escalate: (clinicId: string, now: Instant): Promise<readonly string[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .updateTable('holdspace.consult_request')
          .set({ escalated_at: now })
          .where('clinic_id', '=', clinicId)
          .where('state', '=', 'open')
          .where('due_at', '<=', now)
          .where('escalated_at', 'is', null)
          .returning('request_id')
          .execute();
        for (const { request_id } of rows)
          await transaction
            .insertInto('holdspace.consult_step')
            .values({
              clinic_id: clinicId,
              step_id: randomUUID(),
              request_id,
              kind: 'escalated',
              at: now,
              made_by: null,
              told: null,
              reason: null,
              sealed: null,
            })
            .execute();
        return rows.map(({ request_id }) => request_id);
      }),
  };
}

type ConsultRequestRow = Selectable<ConsultRequestTable>;
