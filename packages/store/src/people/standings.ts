/**
 * How somebody of the clinic stands to patients at a moment: what the authority table's conditions are looked up from, in
 * one statement however many patients are asked about.
 */
import type { Instant } from '@holdspace/care';
import { sql } from 'kysely';
import { type Database, withClinic } from '../database.ts';

export interface Standing {
  /** In the care team now, or planned for a visit of the day, or for one that is still under way. */
  readonly inCareTeam: boolean;
  /** The patient has a visit on the day, or is here: in a session that is under way, also one begun the day before. */
  readonly visitToday: boolean;
  /** Is, or was, recorded as present in a session of the patient; an entry that was struck out does not count. */
  readonly presentInSession: boolean;
}

export interface StandingAsked {
  readonly practitionerId: string;
  readonly patientIds: readonly string[];
  /** The site's calendar day, from its first moment to the next day's. */
  readonly day: { readonly from: Instant; readonly to: Instant };
  /** What is open and was last recorded in before this was left behind, and is no longer under way. */
  readonly underWaySince: Instant;
  readonly now: Instant;
}

interface Row {
  patient_id: string;
  in_care_team: boolean;
  visit_today: boolean;
  present_in_session: boolean;
}

export function createStandings(db: Database) {
  return {
    /** By patient. A patient who is not there has no visit and no team, so nothing holds. */
    of: (
      clinicId: string,
      { practitionerId, patientIds, day, underWaySince, now }: StandingAsked,
    ): Promise<ReadonlyMap<string, Standing>> =>
      withClinic(db, clinicId, async (transaction) => {
        const { rows } = await sql<Row>`
          select asked.patient_id,
            exists (
              select from holdspace.care_team_member m
               where m.clinic_id = ${clinicId} and m.patient_id = asked.patient_id
                 and m.practitioner_id = ${practitionerId}
                 and m.since <= ${now} and (m.until is null or m.until > ${now}))
            or exists (
              select from holdspace.course c
                join holdspace.visit v on v.clinic_id = c.clinic_id and v.course_id = c.course_id
                join holdspace.visit_assignment a on a.clinic_id = v.clinic_id and a.visit_id = v.visit_id
               where c.clinic_id = ${clinicId} and c.patient_id = asked.patient_id
                 and a.practitioner_id = ${practitionerId} and a.removed_at is null
                 and (v.scheduled_for >= ${day.from} and v.scheduled_for < ${day.to}
                   or exists (
                     select from holdspace.session s
                      where s.clinic_id = ${clinicId} and s.visit_id = v.visit_id
                        and s.summary->>'status' = 'open' and s.updated_at >= ${underWaySince}))) as in_care_team,
            exists (
              select from holdspace.course c
                join holdspace.visit v on v.clinic_id = c.clinic_id and v.course_id = c.course_id
               where c.clinic_id = ${clinicId} and c.patient_id = asked.patient_id
                 and v.scheduled_for >= ${day.from} and v.scheduled_for < ${day.to})
            or exists (
              select from holdspace.session s
               where s.clinic_id = ${clinicId} and s.patient_id = asked.patient_id
                 and s.summary->>'status' = 'open' and s.updated_at >= ${underWaySince}) as visit_today,
            exists (
              select from holdspace.session s
                join holdspace.session_event e on e.clinic_id = s.clinic_id and e.session_id = s.session_id
               where s.clinic_id = ${clinicId} and s.patient_id = asked.patient_id
                 and e.type = 'PersonJoined' and e.event->'person'->>'id' = ${practitionerId}::text
                 and not exists (
                   select from holdspace.session_event x
                    where x.clinic_id = ${clinicId} and x.session_id = e.session_id and x.type = 'StruckOut'
                      and (x.event->>'struck')::integer = e.seq)) as present_in_session
            from unnest(${[...patientIds]}::uuid[]) as asked(patient_id)
        `.execute(transaction);
        return new Map(
          rows.map((row) => [
            row.patient_id,
            {
              inCareTeam: row.in_care_team,
              visitToday: row.visit_today,
              presentInSession: row.present_in_session,
            },
          ]),
        );
      }),
  };
}
