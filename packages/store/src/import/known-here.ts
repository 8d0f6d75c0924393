/** What is here already, as far as an import asks: patients, scores, doses that were brought before, and days of sessions. */
import { dayAt, doseKey, type Instant, type KnownHere, scoreKey, scoresText } from '@holdspace/care';
import { sql } from 'kysely';
import type { ClinicTransaction } from '../database.ts';
import type { Keyring } from '../encryption/keyring.ts';
import { openPatient } from '../patients.ts';

export async function knownHere(
  keyring: Keyring,
  transaction: ClinicTransaction,
  clinicId: string,
): Promise<KnownHere> {
  const { zone } = await transaction
    .selectFrom('holdspace.clinic')
    .select('zone')
    .where('clinic_id', '=', clinicId)
    .executeTakeFirstOrThrow();
  const rows = await transaction
    .selectFrom('holdspace.patient')
    .select(['patient_id', 'sealed'])
    .where('clinic_id', '=', clinicId)
    .execute();
  const patients = [];
  for (const row of rows) {
    const { id, name, dateOfBirth, recordNumber } = await openPatient(keyring, transaction, clinicId, row);
    patients.push({ id, name, dateOfBirth, recordNumber });
  }
  const scores = new Map<string, string[]>();
  const note = (patientId: string, key: string, text: string) => {
    const at = `${patientId} ${key}`;
    const texts = scores.get(at);
    if (texts) texts.push(text);
    else scores.set(at, [text]);
  };
  const noteScore = (patientId: string, instrument: string, day: string, at: string | null, text: string) => {
    note(patientId, scoreKey({ instrument, when: { day } }), text);
    if (at !== null) note(patientId, scoreKey({ instrument, when: { day, at: at as Instant } }), text);
  };
  const imported = await transaction
    .selectFrom('holdspace.imported_score')
    .select(['patient_id', 'instrument', 'on_day', 'at', 'scores'])
    .where('clinic_id', '=', clinicId)
    .execute();
  for (const one of imported) noteScore(one.patient_id, one.instrument, one.on_day, one.at, scoresText(one.scores));
  const { rows: answered } = await sql<{
    patient_id: string;
    instrument: string;
    answered_at: Instant;
    scores: Readonly<Record<string, number>>;
  }>`
    select patient_id, instrument, answered_at, jsonb_object_agg(scale, value) as scores from holdspace.measure_score
     where clinic_id = ${clinicId} group by response_id, patient_id, instrument, answered_at`.execute(transaction);
  for (const one of answered) {
    // To the minute, as files write times.
    const minute = `${one.answered_at.slice(0, 16)}:00.000Z`;
    noteScore(one.patient_id, one.instrument, dayAt(one.answered_at, zone), minute, scoresText(one.scores));
  }
  const given = await transaction
    .selectFrom('holdspace.imported_dose')
    .select(['patient_id', 'on_day', 'at', 'substance', 'route', 'amount_ug'])
    .where('clinic_id', '=', clinicId)
    .execute();
  const doses = given.map(({ patient_id, on_day, at, substance, route, amount_ug }) => {
    const when = { day: on_day, ...(at !== null && { at: at as Instant }) };
    return `${patient_id} ${doseKey({ when, substance, route, amount: { value: amount_ug, unit: 'ug' } })}`;
  });
  const { rows: sessions } = await sql<{ patient_id: string; arrived_at: Instant }>`
    select patient_id, summary->>'arrivedAt' as arrived_at from holdspace.session
     where clinic_id = ${clinicId} and summary->>'arrivedAt' is not null
       and (summary->'cumulative'->>'value')::numeric > 0`.execute(transaction);
  return {
    patients,
    scores,
    doses: new Set(doses),
    sessionDays: new Set(sessions.map((one) => `${one.patient_id} ${dayAt(one.arrived_at, zone)}`)),
  };
}
