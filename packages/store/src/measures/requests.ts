/** What is asked of whom: made by the protocol's moments or by somebody, each once; and which notices of it were sent. */
import type { Instant, MeasureMoment } from '@holdspace/care';
import { type Selectable, sql } from 'kysely';
import { type Database, withClinic } from '../database.ts';
import type { MeasureRequestTable } from './tables.ts';

export interface NewMeasureRequest {
  readonly id: string;
  readonly patientId: string;
  readonly courseId?: string;
  readonly sessionId?: string;
  /** The same of a patient is asked once. */
  readonly key: string;
  /** What is asked together, and answered by one link. */
  readonly occasion: string;
  readonly instrument: string;
  readonly answeredBy: 'patient' | 'clinician';
  readonly moment: MeasureMoment;
  readonly opensAt: Instant;
  readonly dueAt: Instant;
  readonly closesAt?: Instant;
  readonly askedAt: Instant;
  /** Nobody, where the protocol asks. */
  readonly askedBy?: string;
}
export interface MeasureRequest extends NewMeasureRequest {
  readonly state: 'asked' | 'answered' | 'withdrawn';
  readonly responseId?: string;
  readonly answeredAt?: Instant;
}

export const toRequest = (row: MeasureRequestRow): MeasureRequest => ({
  id: row.request_id,
  patientId: row.patient_id,
  ...(row.course_id && { courseId: row.course_id }),
  ...(row.session_id && { sessionId: row.session_id }),
  key: row.ask_key,
  occasion: row.occasion,
  instrument: row.instrument,
  answeredBy: row.answered_by,
  moment: row.moment,
  opensAt: row.opens_at as Instant,
  dueAt: row.due_at as Instant,
  ...(row.closes_at && { closesAt: row.closes_at as Instant }),
  askedAt: row.asked_at as Instant,
  ...(row.asked_by && { askedBy: row.asked_by }),
  state: row.state,
  ...(row.response_id && { responseId: row.response_id }),
  ...(row.answered_at && { answeredAt: row.answered_at as Instant }),
});
export type MeasureRequestRow = Selectable<MeasureRequestTable>;

const rowOf = (clinicId: string, asked: NewMeasureRequest) => ({
  clinic_id: clinicId,
  request_id: asked.id,
  patient_id: asked.patientId,
  course_id: asked.courseId ?? null,
  session_id: asked.sessionId ?? null,
  ask_key: asked.key,
  occasion: asked.occasion,
  instrument: asked.instrument,
  answered_by: asked.answeredBy,
  moment: asked.moment,
  opens_at: asked.opensAt,
  due_at: asked.dueAt,
  closes_at: asked.closesAt ?? null,
  asked_at: asked.askedAt,
  asked_by: asked.askedBy ?? null,
});

export function createMeasureRequests(db: Database) {
  return {
    /** What somebody asks. Throws PostgreSQL's unique violation where its id, or the same of this patient, is there. */
    ask: (clinicId: string, asked: NewMeasureRequest): Promise<MeasureRequest> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction.insertInto('holdspace.measure_request').values(rowOf(clinicId, asked)).execute();
        return { ...asked, state: 'asked' };
      }),

    /**
     * What the protocol asks of a course now. Known ones move with the times that a dose moves; one of a dose that is not
     * given any more is taken back; what was answered stays as it is.
     */
    follow: (clinicId: string, courseId: string, asked: readonly NewMeasureRequest[], now: Instant): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        for (const one of asked)
          await sql`
            insert into holdspace.measure_request as kept (clinic_id, request_id, patient_id, course_id, session_id, ask_key,
              occasion, instrument, answered_by, moment, opens_at, due_at, closes_at, asked_at)
            values (${clinicId}, ${one.id}, ${one.patientId}, ${courseId}, ${one.sessionId ?? null}, ${one.key},
              ${one.occasion}, ${one.instrument}, ${one.answeredBy}, ${one.moment}, ${one.opensAt}, ${one.dueAt},
              ${one.closesAt ?? null}, ${one.askedAt})
            on conflict (clinic_id, patient_id, ask_key) do update
              set opens_at = excluded.opens_at, due_at = excluded.due_at, closes_at = excluded.closes_at, state = 'asked'
              where kept.state <> 'answered' and (kept.opens_at, kept.due_at, kept.closes_at, kept.state)
                is distinct from (excluded.opens_at, excluded.due_at, excluded.closes_at, 'asked')`.execute(
            transaction,
          );
        // Of the same course, made by the protocol, and not in what it asks: a session that was called off.
        await transaction
          .updateTable('holdspace.measure_request')
          .set({ state: 'withdrawn' })
          .where('clinic_id', '=', clinicId)
          .where('course_id', '=', courseId)
          .where('asked_by', 'is', null)
          .where('state', '=', 'asked')
          .where((where) => where.or([where('closes_at', 'is', null), where('closes_at', '>', now)]))
          .where('ask_key', 'not in', asked.length > 0 ? asked.map(({ key }) => key) : [''])
          .execute();
      }),

    find: (clinicId: string, requestId: string): Promise<MeasureRequest | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await transaction
          .selectFrom('holdspace.measure_request')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('request_id', '=', requestId)
          .executeTakeFirst();
        return row ? toRequest(row) : null;
      }),
    /** In the order in which they open. */
    ofPatient: (clinicId: string, patientId: string): Promise<readonly MeasureRequest[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.measure_request')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('patient_id', '=', patientId)
          .orderBy('opens_at')
          .orderBy('instrument')
          .orderBy('request_id')
          .execute();
        return rows.map(toRequest);
      }),

    /** Patients of whom a measure may be asked: whoever has a course. So many of them, in order, from one of them on. */
    toLookAt: (clinicId: string, atMost: number, after?: string): Promise<readonly string[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.course')
          .select('patient_id')
          .distinct()
          .where('clinic_id', '=', clinicId)
          .$if(after !== undefined, (query) => query.where('patient_id', '>', after as string))
          .orderBy('patient_id')
          .limit(atMost)
          .execute();
        return rows.map((row) => row.patient_id);
      }),

    /** Takes the sending of a notice upon oneself; false where it was sent, or somebody tried since `again`. */
    takeNotice: (
      clinicId: string,
      { patientId, occasion }: Pick<MeasureRequest, 'patientId' | 'occasion'>,
      now: Instant,
      again: Instant,
    ): Promise<boolean> =>
      withClinic(db, clinicId, async (transaction) => {
        const { numAffectedRows } = await sql`
          insert into holdspace.measure_notice as notice (clinic_id, patient_id, occasion, tried_at)
          values (${clinicId}, ${patientId}, ${occasion}, ${now})
          on conflict (clinic_id, patient_id, occasion) do update set tried_at = excluded.tried_at
           where notice.sent_at is null and notice.tried_at < ${again}`.execute(transaction);
        return numAffectedRows === 1n;
      }),
    noticeSent: (
      clinicId: string,
      { patientId, occasion }: Pick<MeasureRequest, 'patientId' | 'occasion'>,
      now: Instant,
    ): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .insertInto('holdspace.measure_notice')
          .values({ clinic_id: clinicId, patient_id: patientId, occasion, tried_at: now, sent_at: now })
          .onConflict((conflict) =>
            conflict.columns(['clinic_id', 'patient_id', 'occasion']).doUpdateSet({ sent_at: now }),
          )
          .execute();
      }),
    notices: (clinicId: string, patientId: string): Promise<ReadonlyMap<string, Instant>> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.measure_notice')
          .select(['occasion', 'sent_at'])
          .where('clinic_id', '=', clinicId)
          .where('patient_id', '=', patientId)
          .where('sent_at', 'is not', null)
          .execute();
        return new Map(rows.map((row) => [row.occasion, row.sent_at as Instant]));
      }),
  };
}
