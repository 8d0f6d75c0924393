/**
 * The events of screenings, sealed. Whoever adds one decides while the course is held, so that two who write in the same
 * moment are decided one after the other.
 */
import type { ScreeningEvent } from '@holdspace/care';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';
import type { Keyring } from '../encryption/keyring.ts';
import { readingSealed } from '../encryption/reading.ts';

/** What adding came to: the event, new or stored before under the same id; or whatever the decision said instead. */
export type ScreeningAdded<No> =
  | { readonly added: true; readonly event: ScreeningEvent; readonly isNew: boolean }
  | { readonly added: false; readonly because: No };
type Decided<No> = { readonly event: ScreeningEvent } | { readonly because: No };

export function createScreenings(db: Database, keyring: Keyring) {
  const placeOf = (clinicId: string, rowId: string) => ({
    clinicId,
    table: 'screening_event' as const,
    column: 'sealed' as const,
    rowId,
  });
  const open = async (
    transaction: ClinicTransaction,
    clinicId: string,
    row: { readonly event_id: string; readonly sealed: string },
  ): Promise<ScreeningEvent> =>
    JSON.parse(await keyring.open(transaction, row.sealed, placeOf(clinicId, row.event_id)));
  const eventsOf = async (transaction: ClinicTransaction, clinicId: string, courseId: string) => {
    const rows = await transaction
      .selectFrom('holdspace.screening_event')
      .select(['event_id', 'sealed'])
      .where('clinic_id', '=', clinicId)
      .where('course_id', '=', courseId)
      .orderBy('seq')
      .execute();
    const events: ScreeningEvent[] = [];
    for (const row of rows) events.push(await open(transaction, clinicId, row));
    return events;
  };

  return {
    /** Every event of a course, in the order in which they were stored. */
    ofCourse: (clinicId: string, courseId: string): Promise<readonly ScreeningEvent[]> =>
      readingSealed(db, clinicId, (transaction) => eventsOf(transaction, clinicId, courseId)),

    /** Adds what `decide` answers of all that stands; what is stored already under the id, in this course, is answered. */
    add: <No>(
      clinicId: string,
      about: { readonly eventId: string; readonly patientId: string; readonly courseId: string },
      decide: (events: readonly ScreeningEvent[]) => Decided<No>,
    ): Promise<ScreeningAdded<No>> =>
      withClinic(db, clinicId, async (transaction): Promise<ScreeningAdded<No>> => {
        const { eventId, patientId, courseId } = about;
        await transaction
          .selectFrom('holdspace.course')
          .select('course_id')
          .where('clinic_id', '=', clinicId)
          .where('course_id', '=', courseId)
          .forUpdate()
          .execute();
        const stored = await transaction
          .selectFrom('holdspace.screening_event')
          .select(['event_id', 'sealed'])
          .where('clinic_id', '=', clinicId)
          .where('course_id', '=', courseId)
          .where('event_id', '=', eventId)
          .executeTakeFirst();
        if (stored) return { added: true, event: await open(transaction, clinicId, stored), isNew: false };
        const events = await eventsOf(transaction, clinicId, courseId);
        const decided = decide(events);
        if (!('event' in decided)) return { added: false, because: decided.because };
        const { event } = decided;
        const seal = await keyring.sealer(transaction, clinicId, 'record_notes');
        await transaction
          .insertInto('holdspace.screening_event')
          .values({
            clinic_id: clinicId,
            event_id: event.id,
            course_id: courseId,
            patient_id: patientId,
            seq: events.length + 1,
            author_id: event.author.id,
            recorded_at: event.at,
            clearance_due_on: event.type === 'ClearanceAsked' ? event.dueOn : null,
            sealed: seal(JSON.stringify(event), placeOf(clinicId, event.id)),
          })
          .execute();
        return { added: true, event, isNew: true };
      }),
  };
}
