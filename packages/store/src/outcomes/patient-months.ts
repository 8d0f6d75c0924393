/** In which months' files of a copy the rows of some patients are: found by patient, so that the clinic's history costs nothing. */
import { type RawBuilder, sql } from 'kysely';
import type { ClinicTransaction } from '../database.ts';

/** Months (UTC, such as 2026-03) by table. What came in since a copy last looked may be among them. */
export interface PatientMonths {
  readonly session: readonly string[];
  readonly course: readonly string[];
  readonly score: readonly string[];
}

const PATIENTS_A_BATCH = 1000;

/** Each table by the moment that a copy files its rows by. */
const FILED: Readonly<Record<keyof PatientMonths, RawBuilder<unknown>>> = {
  session: sql`select session.clinic_id, patient_id, begun.recorded_at at time zone 'UTC' as filed_at
    from holdspace.session session join holdspace.session_event begun
      on begun.clinic_id = session.clinic_id and begun.session_id = session.session_id and begun.seq = 1`,
  course: sql`select clinic_id, patient_id, started_on::timestamp as filed_at from holdspace.course`,
  score: sql`select clinic_id, patient_id, recorded_at at time zone 'UTC' as filed_at from holdspace.measure_response`,
};

export async function monthsOf(
  transaction: ClinicTransaction,
  clinicId: string,
  patients: readonly string[],
): Promise<PatientMonths> {
  const monthsIn = async (name: keyof PatientMonths): Promise<readonly string[]> => {
    const months = new Set<string>();
    for (let from = 0; from < patients.length; from += PATIENTS_A_BATCH) {
      const { rows } = await sql<{ month: string }>`
        select distinct to_char(filed_at, 'YYYY-MM') as month from (${FILED[name]}) filed
         where clinic_id = ${clinicId} and patient_id = any (${patients.slice(from, from + PATIENTS_A_BATCH)}::uuid[])
         order by 1`.execute(transaction);
      for (const { month } of rows) months.add(month);
    }
    return [...months];
  };
  return { session: await monthsIn('session'), course: await monthsIn('course'), score: await monthsIn('score') };
}
