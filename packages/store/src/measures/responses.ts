/**
 * What was answered and what it came to, kept in one piece: the answers, their scores, what acted at once, and that the
 * request is answered; or none of it.
 */
import type { Instant, MeasureAct, MeasureAnswers, MeasureMoment } from '@holdspace/care';
import { sql } from 'kysely';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';
import type { Keyring } from '../encryption/keyring.ts';
import { readingSealed } from '../encryption/reading.ts';
import { keepActs } from './acts.ts';
import type { MeasureWay, Unscored } from './tables.ts';

export interface MeasureResponse {
  readonly id: string;
  readonly patientId: string;
  readonly courseId?: string;
  readonly sessionId?: string;
  readonly requestId?: string;
  readonly instrument: string;
  readonly instrumentVersion: string;
  readonly moment: MeasureMoment;
  readonly answeredAt: Instant;
  readonly recordedAt: Instant;
  readonly way: MeasureWay;
  readonly by?: { readonly kind: 'patient' | 'practitioner'; readonly id: string };
  readonly language?: string;
  readonly crisis: boolean;
  /** By scale: those that have a value. */
  readonly scores: Readonly<Record<string, number>>;
  readonly unscored: Readonly<Record<string, Unscored>>;
  /** Absent where scores alone were brought from elsewhere. */
  readonly answers?: MeasureAnswers;
}
export type NewMeasureResponse = MeasureResponse & {
  readonly by: NonNullable<MeasureResponse['by']>;
  readonly language: string;
  readonly answers: MeasureAnswers;
};
/** `answered`: the request has been answered, by another sending. `newActs`: answers that acted and had not before. */
export type MeasureKept =
  | { readonly kept: true; readonly response: MeasureResponse; readonly newActs: number }
  | { readonly kept: false; readonly newActs: number };

const place = (clinicId: string, rowId: string) => ({ clinicId, table: 'measure_response', column: 'sealed', rowId });

export function createMeasureResponses(db: Database, keyring: Keyring) {
  const rows = (transaction: ClinicTransaction, clinicId: string) =>
    transaction.selectFrom('holdspace.measure_response').selectAll().where('clinic_id', '=', clinicId);
  type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirst']>>>;

  async function opened(transaction: ClinicTransaction, clinicId: string, found: readonly Row[]) {
    if (found.length === 0) return [];
    const scores = await transaction
      .selectFrom('holdspace.measure_score')
      .select(['response_id', 'scale', 'value'])
      .where('clinic_id', '=', clinicId)
      .where(
        'response_id',
        'in',
        found.map((row) => row.response_id),
      )
      .execute();
    const responses: MeasureResponse[] = [];
    for (const row of found)
      responses.push({
        id: row.response_id,
        patientId: row.patient_id,
        ...(row.course_id && { courseId: row.course_id }),
        ...(row.session_id && { sessionId: row.session_id }),
        ...(row.request_id && { requestId: row.request_id }),
        instrument: row.instrument,
        instrumentVersion: row.instrument_version,
        moment: row.moment,
        answeredAt: row.answered_at as Instant,
        recordedAt: row.recorded_at as Instant,
        way: row.way,
        ...(row.author_kind && row.author_id && { by: { kind: row.author_kind, id: row.author_id } }),
        ...(row.language && { language: row.language }),
        crisis: row.crisis,
        scores: Object.fromEntries(
          scores.filter((one) => one.response_id === row.response_id).map(({ scale, value }) => [scale, value]),
        ),
        unscored: row.unscored,
        ...(row.sealed !== null && {
          answers: JSON.parse(await keyring.open(transaction, row.sealed, place(clinicId, row.response_id))),
        }),
      });
    return responses;
  }

  return {
    /** Throws PostgreSQL's unique violation where its id is taken. */
    keep: (clinicId: string, given: NewMeasureResponse, acts: readonly MeasureAct[]): Promise<MeasureKept> =>
      withClinic(db, clinicId, async (transaction) => {
        const { id, patientId, courseId, sessionId, requestId } = given;
        const source = { patientId, courseId, sourceId: requestId ?? id };
        const newActs = await keepActs(transaction, clinicId, source, acts, given.recordedAt);
        if (requestId) {
          const request = await transaction
            .selectFrom('holdspace.measure_request')
            .select(['state', 'response_id'])
            .where('clinic_id', '=', clinicId)
            .where('request_id', '=', requestId)
            .forUpdate()
            .executeTakeFirst();
          if (request?.state !== 'asked' && request?.response_id !== id) return { kept: false, newActs };
        }
        const seal = await keyring.sealer(transaction, clinicId, 'record_notes');
        const of = {
          clinic_id: clinicId,
          response_id: id,
          patient_id: patientId,
          course_id: courseId ?? null,
          session_id: sessionId ?? null,
          instrument: given.instrument,
          moment: given.moment,
          answered_at: given.answeredAt,
        };
        await transaction
          .insertInto('holdspace.measure_response')
          .values({
            ...of,
            instrument_version: given.instrumentVersion,
            recorded_at: given.recordedAt,
            request_id: requestId ?? null,
            way: given.way,
            author_kind: given.by.kind,
            author_id: given.by.id,
            language: given.language,
            crisis: given.crisis,
            unscored: JSON.stringify(given.unscored),
            sealed: seal(JSON.stringify(given.answers), place(clinicId, id)),
          })
          .execute();
        const scores = Object.entries(given.scores).map(([scale, value]) => ({ ...of, scale, value }));
        if (scores.length > 0) await transaction.insertInto('holdspace.measure_score').values(scores).execute();
        if (requestId) await answered(transaction, clinicId, requestId, given);
        return { kept: true, response: given, newActs };
      }),

    find: (clinicId: string, responseId: string): Promise<MeasureResponse | null> =>
      readingSealed(db, clinicId, async (transaction) => {
        const found = await rows(transaction, clinicId).where('response_id', '=', responseId).execute();
        return (await opened(transaction, clinicId, found))[0] ?? null;
      }),
    /** In the order in which they were answered. */
    ofPatient: (clinicId: string, patientId: string): Promise<readonly MeasureResponse[]> =>
      readingSealed(db, clinicId, async (transaction) =>
        opened(
          transaction,
          clinicId,
          await rows(transaction, clinicId)
            .where('patient_id', '=', patientId)
            .orderBy('answered_at')
            .orderBy('response_id')
            .execute(),
        ),
      ),
  };
}

/** The draft goes; and when nothing else of the occasion is asked, the links to it end. */
async function answered(
  transaction: ClinicTransaction,
  clinicId: string,
  requestId: string,
  { id, patientId, answeredAt, recordedAt }: NewMeasureResponse,
): Promise<void> {
  await transaction
    .deleteFrom('holdspace.measure_draft')
    .where('clinic_id', '=', clinicId)
    .where('request_id', '=', requestId)
    .execute();
  await transaction
    .updateTable('holdspace.measure_request')
    .set({ state: 'answered', response_id: id, answered_at: answeredAt })
    .where('clinic_id', '=', clinicId)
    .where('request_id', '=', requestId)
    .execute();
  await sql`
    update holdspace.measure_link as link set ended_at = ${recordedAt}
     where link.clinic_id = ${clinicId} and link.patient_id = ${patientId} and link.ended_at is null
       and link.occasion = (select occasion from holdspace.measure_request asked
                             where asked.clinic_id = ${clinicId} and asked.request_id = ${requestId})
       and not exists (
         select from holdspace.measure_request other
          where other.clinic_id = ${clinicId} and other.patient_id = ${patientId} and other.occasion = link.occasion
            and other.state = 'asked' and other.answered_by = 'patient')`.execute(transaction);
}
