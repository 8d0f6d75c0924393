/**
 * The events of course orders. Whoever adds one, or places a dose under one, decides while every course of the patient is
 * held, so that two in the same moment leave neither two orders that stand nor a session more than was signed.
 */
import type { CourseOrderEvent } from '@holdspace/care';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';

/** What adding came to: the event, new or stored before under the same id; or whatever the decision said instead. */
export type CourseOrderAdded<No> =
  | { readonly added: true; readonly event: CourseOrderEvent; readonly isNew: boolean }
  | { readonly added: false; readonly because: No };

const eventsOf = async (transaction: ClinicTransaction, clinicId: string, patientId: string) => {
  const rows = await transaction
    .selectFrom('holdspace.course_order_event')
    .select(['order_id', 'event'])
    .where('clinic_id', '=', clinicId)
    .where('patient_id', '=', patientId)
    .orderBy('recorded_at')
    .orderBy('order_id')
    .orderBy('seq')
    .execute();
  return rows.map(({ event }) => event as CourseOrderEvent);
};

/** Holds every course of a patient until the transaction ends; what only refers to them goes on. */
const holdCourses = (transaction: ClinicTransaction, clinicId: string, patientId: string) =>
  transaction
    .selectFrom('holdspace.course')
    .select('course_id')
    .where('clinic_id', '=', clinicId)
    .where('patient_id', '=', patientId)
    .orderBy('course_id')
    .forNoKeyUpdate()
    .execute();

export function createCourseOrders(db: Database) {
  /** Those who hold, one after another: each holds a connection while it works on others, so many at once could use up all. */
  let inTurn: Promise<unknown> = Promise.resolve();

  return {
    /**
     * Does this while a patient's orders are held against every server: of two sessions that place a dose in the same moment
     * the second sees what the first has used.
     */
    holding: <T>(clinicId: string, patientId: string, work: () => Promise<T>): Promise<T> => {
      const held = inTurn.then(() =>
        withClinic(db, clinicId, async (transaction) => {
          await holdCourses(transaction, clinicId, patientId);
          return work();
        }),
      );
      inTurn = held.catch(() => undefined);
      return held;
    },

    /** Every event of a patient's orders, in the order in which they were recorded. */
    ofPatient: (clinicId: string, patientId: string): Promise<readonly CourseOrderEvent[]> =>
      withClinic(db, clinicId, (transaction) => eventsOf(transaction, clinicId, patientId)),

    /** Whose an order is; null where there is none of this id. */
    whose: (clinicId: string, orderId: string): Promise<{ courseId: string; patientId: string } | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await transaction
          .selectFrom('holdspace.course_order_event')
          .select(['course_id', 'patient_id'])
          .where('clinic_id', '=', clinicId)
          .where('order_id', '=', orderId)
          .where('seq', '=', 1)
          .executeTakeFirst();
        return row ? { courseId: row.course_id, patientId: row.patient_id } : null;
      }),

    /** Adds the event that `decide` answers of all that stands; one that is stored already under the id is answered. */
    add: <No>(
      clinicId: string,
      about: { readonly eventId: string; readonly patientId: string; readonly courseId: string },
      decide: (events: readonly CourseOrderEvent[]) => { readonly event: CourseOrderEvent } | { readonly because: No },
    ): Promise<CourseOrderAdded<No>> =>
      withClinic(db, clinicId, async (transaction): Promise<CourseOrderAdded<No>> => {
        const { eventId, patientId, courseId } = about;
        await holdCourses(transaction, clinicId, patientId);
        const stored = await transaction
          .selectFrom('holdspace.course_order_event')
          .select('event')
          .where('clinic_id', '=', clinicId)
          .where('event_id', '=', eventId)
          .executeTakeFirst();
        if (stored) return { added: true, event: stored.event as CourseOrderEvent, isNew: false };
        const events = await eventsOf(transaction, clinicId, patientId);
        const decided = decide(events);
        if (!('event' in decided)) return { added: false, because: decided.because };
        const { event } = decided;
        await transaction
          .insertInto('holdspace.course_order_event')
          .values({
            clinic_id: clinicId,
            order_id: event.order,
            seq: events.filter(({ order }) => order === event.order).length + 1,
            event_id: event.id,
            course_id: courseId,
            patient_id: patientId,
            author_id: event.author.id,
            recorded_at: event.recordedAt,
            event: JSON.stringify(event),
          })
          .execute();
        return { added: true, event, isNew: true };
      }),
  };
}
