/** Answers to check-ins, how each patient wants to be asked, and which notices were sent. */
import type { CheckInAnswers, CheckInChannel, Instant, VisitOutcome } from '@holdspace/care';
import { sql } from 'kysely';
import { type Database, withClinic } from '../../database.ts';
import type { Keyring } from '../../encryption/keyring.ts';
import { readingSealed } from '../../encryption/reading.ts';

export interface CheckInAnswer {
  readonly id: string;
  readonly checkInId: string;
  readonly sessionId: string;
  readonly courseId: string;
  readonly patientId: string;
  /** Days after the session. */
  readonly day: number;
  readonly answeredAt: Instant;
  /** Who asked on the telephone; absent where the patient answered. */
  readonly authorId?: string;
  readonly crisis: boolean;
  readonly highDistress: boolean;
  readonly answers: CheckInAnswers;
}
export interface CheckInChoice {
  readonly id: string;
  readonly patientId: string;
  readonly channel: CheckInChannel;
  readonly chosenAt: Instant;
  readonly authorId?: string;
}
export interface KeptOutcome {
  readonly id: string;
  readonly visitId: string;
  readonly courseId: string;
  readonly outcome: VisitOutcome;
  readonly saidAt: Instant;
  readonly saidBy: string;
}

const place = (clinicId: string, rowId: string) => ({ clinicId, table: 'check_in_answer', column: 'sealed', rowId });

export function createCheckIns(db: Database, keyring: Keyring) {
  return {
    answer: (clinicId: string, answer: CheckInAnswer): Promise<CheckInAnswer> =>
      withClinic(db, clinicId, async (transaction) => {
        const seal = await keyring.sealer(transaction, clinicId, 'record_notes');
        await transaction
          .insertInto('holdspace.check_in_answer')
          .values({
            clinic_id: clinicId,
            answer_id: answer.id,
            check_in_id: answer.checkInId,
            session_id: answer.sessionId,
            course_id: answer.courseId,
            patient_id: answer.patientId,
            day: answer.day,
            answered_at: answer.answeredAt,
            author_id: answer.authorId ?? null,
            crisis: answer.crisis,
            high_distress: answer.highDistress,
            sealed: seal(JSON.stringify(answer.answers), place(clinicId, answer.id)),
          })
          .execute();
        return answer;
      }),

    /** Which answers were a crisis, as their rows say it: known also where what is sealed cannot be opened. */
    crisesOf: (
      clinicId: string,
      patientId: string,
    ): Promise<readonly Pick<CheckInAnswer, 'id' | 'courseId' | 'answeredAt'>[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.check_in_answer')
          .select(['answer_id', 'course_id', 'answered_at'])
          .where('clinic_id', '=', clinicId)
          .where('patient_id', '=', patientId)
          .where('crisis', '=', true)
          .execute();
        return rows.map((row) => ({
          id: row.answer_id,
          courseId: row.course_id,
          answeredAt: row.answered_at as Instant,
        }));
      }),
    /** In the order in which they came. */
    answersOf: (clinicId: string, patientId: string): Promise<readonly CheckInAnswer[]> =>
      readingSealed(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.check_in_answer')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('patient_id', '=', patientId)
          .orderBy('answered_at')
          .orderBy('answer_id')
          .execute();
        const answers: CheckInAnswer[] = [];
        for (const row of rows)
          answers.push({
            id: row.answer_id,
            checkInId: row.check_in_id,
            sessionId: row.session_id,
            courseId: row.course_id,
            patientId: row.patient_id,
            day: row.day,
            answeredAt: row.answered_at as Instant,
            ...(row.author_id && { authorId: row.author_id }),
            crisis: row.crisis,
            highDistress: row.high_distress,
            answers: JSON.parse(await keyring.open(transaction, row.sealed, place(clinicId, row.answer_id))),
          });
        return answers;
      }),

    choose: (clinicId: string, choice: CheckInChoice): Promise<CheckInChoice> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .insertInto('holdspace.check_in_choice')
          .values({
            clinic_id: clinicId,
            choice_id: choice.id,
            patient_id: choice.patientId,
            channel: choice.channel,
            chosen_at: choice.chosenAt,
            author_id: choice.authorId ?? null,
          })
          .execute();
        return choice;
      }),

    /** Every choice of a patient, the last of which holds. */
    choicesOf: (clinicId: string, patientId: string): Promise<readonly CheckInChoice[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.check_in_choice')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('patient_id', '=', patientId)
          .orderBy('chosen_at')
          .orderBy('choice_id')
          .execute();
        return rows.map((row) => ({
          id: row.choice_id,
          patientId: row.patient_id,
          channel: row.channel,
          chosenAt: row.chosen_at as Instant,
          ...(row.author_id && { authorId: row.author_id }),
        }));
      }),

    /** Patients who now want an e-mail, and have had a session that moved since. */
    toWriteTo: (clinicId: string, since: Instant): Promise<readonly string[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const { rows } = await sql<{ patient_id: string }>`
          select patient_id from (
            select distinct on (patient_id) patient_id, channel from holdspace.check_in_choice
             where clinic_id = ${clinicId} order by patient_id, chosen_at desc, choice_id desc) chosen
           where channel = 'email' and exists (
             select from holdspace.session s
              where s.clinic_id = ${clinicId} and s.patient_id = chosen.patient_id and s.updated_at >= ${since})
           order by patient_id`.execute(transaction);
        return rows.map((row) => row.patient_id);
      }),

    /** Takes the sending of a notice upon oneself; false where it was sent, or somebody tried since `again`. */
    takeNotice: (
      clinicId: string,
      notice: { readonly checkInId: string; readonly patientId: string },
      now: Instant,
      again: Instant,
    ): Promise<boolean> =>
      withClinic(db, clinicId, async (transaction) => {
        const { numAffectedRows } = await sql`
          insert into holdspace.check_in_notice as notice (clinic_id, check_in_id, patient_id, tried_at)
          values (${clinicId}, ${notice.checkInId}, ${notice.patientId}, ${now})
          on conflict (clinic_id, check_in_id) do update set tried_at = excluded.tried_at
           where notice.sent_at is null and notice.tried_at < ${again}`.execute(transaction);
        return numAffectedRows === 1n;
      }),
    noticeSent: (clinicId: string, checkInId: string, now: Instant): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .updateTable('holdspace.check_in_notice')
          .set({ sent_at: now })
          .where('clinic_id', '=', clinicId)
          .where('check_in_id', '=', checkInId)
          .execute();
      }),

    /** Says what came of a visit; the last word on it stands. */
    sayOutcome: (clinicId: string, outcome: KeptOutcome): Promise<KeptOutcome> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .insertInto('holdspace.visit_outcome')
          .values({
            clinic_id: clinicId,
            outcome_id: outcome.id,
            visit_id: outcome.visitId,
            course_id: outcome.courseId,
            outcome: outcome.outcome,
            said_at: outcome.saidAt,
            said_by: outcome.saidBy,
          })
          .execute();
        return outcome;
      }),
    outcomesOf: (clinicId: string, courseId: string): Promise<readonly KeptOutcome[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.visit_outcome')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('course_id', '=', courseId)
          .orderBy('said_at')
          .orderBy('outcome_id')
          .execute();
        return rows.map((row) => ({
          id: row.outcome_id,
          visitId: row.visit_id,
          courseId: row.course_id,
          outcome: row.outcome,
          saidAt: row.said_at as Instant,
          saidBy: row.said_by,
        }));
      }),
  };
}
