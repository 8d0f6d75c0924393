/** Answers that did not wait. Written with what told of them, in one transaction, so that none is lost on the way to a person. */
import { randomUUID } from 'node:crypto';
import type { Instant, MeasureAct } from '@holdspace/care';
import { sql } from 'kysely';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';

export interface KeptAct {
  readonly id: string;
  readonly courseId?: string;
  readonly instrument: string;
  readonly item: string;
  readonly value: number;
  readonly at: Instant;
}
export interface ActSource {
  readonly patientId: string;
  readonly courseId?: string | undefined;
  /** The request, or the response where nobody had asked. */
  readonly sourceId: string;
}

/** Answers how many are new: the same, or a lesser one of the same item, has been told of already. */
export async function keepActs(
  transaction: ClinicTransaction,
  clinicId: string,
  { patientId, courseId, sourceId }: ActSource,
  acts: readonly MeasureAct[],
  at: Instant,
): Promise<number> {
  let kept = 0;
  for (const { fact } of acts) {
    const { numAffectedRows } = await sql`
      insert into holdspace.measure_act (clinic_id, act_id, patient_id, course_id, source_id, instrument, item, value, at)
      select ${clinicId}, ${randomUUID()}, ${patientId}, ${courseId ?? null}, ${sourceId}, ${fact.measure},
             ${fact.item ?? ''}, ${fact.value}, ${at}
       where not exists (
         select from holdspace.measure_act before
          where before.clinic_id = ${clinicId} and before.source_id = ${sourceId} and before.item = ${fact.item ?? ''}
            and before.value >= ${fact.value})
      on conflict do nothing`.execute(transaction);
    kept += Number(numAffectedRows ?? 0n);
  }
  return kept;
}

export function createMeasureActs(db: Database) {
  return {
    /** What acts of something that is refused. Answers how many are new. */
    keep: (clinicId: string, source: ActSource, acts: readonly MeasureAct[], at: Instant): Promise<number> =>
      acts.length === 0
        ? Promise.resolve(0)
        : withClinic(db, clinicId, (transaction) => keepActs(transaction, clinicId, source, acts, at)),
    ofPatient: (clinicId: string, patientId: string): Promise<readonly KeptAct[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.measure_act')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('patient_id', '=', patientId)
          .orderBy('at')
          .orderBy('act_id')
          .execute();
        return rows.map((row) => ({
          id: row.act_id,
          ...(row.course_id && { courseId: row.course_id }),
          instrument: row.instrument,
          item: row.item,
          value: row.value,
          at: row.at as Instant,
        }));
      }),
  };
}
