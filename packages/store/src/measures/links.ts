/**
 * Links and kiosk codes: whoever holds the secret sees what is asked on one occasion, and nothing else. The secret itself is
 * nowhere here. A new one ends those that were made before it: at once, or when it has reached the patient.
 */
import { randomUUID } from 'node:crypto';
import type { Instant } from '@holdspace/care';
import { sql } from 'kysely';
import { type Database, withClinic } from '../database.ts';
import type { MeasureLinkKind } from './tables.ts';

export interface MeasureLink {
  readonly id: string;
  readonly patientId: string;
  readonly occasion: string;
  readonly kind: MeasureLinkKind;
  readonly expiresAt: Instant;
  readonly openedAt?: Instant;
  readonly endedAt?: Instant;
}
export interface NewMeasureLink extends Pick<MeasureLink, 'patientId' | 'occasion' | 'kind' | 'expiresAt'> {
  readonly hash: string;
  readonly madeAt: Instant;
  readonly madeBy?: string;
}

export function createMeasureLinks(db: Database) {
  return {
    /** Ends none that were made before it. Throws PostgreSQL's unique violation where a code is taken. */
    make: (clinicId: string, link: NewMeasureLink): Promise<string> =>
      withClinic(db, clinicId, async (transaction) => {
        const id = randomUUID();
        await transaction
          .insertInto('holdspace.measure_link')
          .values({
            clinic_id: clinicId,
            link_id: id,
            patient_id: link.patientId,
            occasion: link.occasion,
            kind: link.kind,
            hash: link.hash,
            made_at: link.madeAt,
            made_by: link.madeBy ?? null,
            expires_at: link.expiresAt,
          })
          .execute();
        return id;
      }),

    /** Those of its kind to the same that were made before it. */
    endOlder: (clinicId: string, linkId: string, at: Instant): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await sql`
          update holdspace.measure_link as older set ended_at = ${at}
            from holdspace.measure_link as own
           where own.clinic_id = ${clinicId} and own.link_id = ${linkId} and older.clinic_id = ${clinicId}
             and older.patient_id = own.patient_id and older.occasion = own.occasion and older.kind = own.kind
             and older.link_id <> own.link_id and older.made_at <= own.made_at and older.ended_at is null`.execute(
          transaction,
        );
      }),

    /** Whatever became of it: whether it is good any more is for who asks. */
    byHash: (clinicId: string, hash: string): Promise<MeasureLink | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await transaction
          .selectFrom('holdspace.measure_link')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('hash', '=', hash)
          .executeTakeFirst();
        return row
          ? {
              id: row.link_id,
              patientId: row.patient_id,
              occasion: row.occasion,
              kind: row.kind,
              expiresAt: row.expires_at as Instant,
              ...(row.opened_at && { openedAt: row.opened_at as Instant }),
              ...(row.ended_at && { endedAt: row.ended_at as Instant }),
            }
          : null;
      }),
    /** The first time counts. */
    opened: (clinicId: string, linkId: string, at: Instant): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .updateTable('holdspace.measure_link')
          .set({ opened_at: at })
          .where('clinic_id', '=', clinicId)
          .where('link_id', '=', linkId)
          .where('opened_at', 'is', null)
          .execute();
      }),
    /** Ends it for whoever is first: false where it had ended, also a moment ago on another tablet. */
    redeem: (clinicId: string, linkId: string, at: Instant): Promise<boolean> =>
      withClinic(db, clinicId, async (transaction) => {
        const ended = await transaction
          .updateTable('holdspace.measure_link')
          .set({ ended_at: at })
          .where('clinic_id', '=', clinicId)
          .where('link_id', '=', linkId)
          .where('ended_at', 'is', null)
          .returning('link_id')
          .executeTakeFirst();
        return ended !== undefined;
      }),
    end: (clinicId: string, linkId: string, at: Instant): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .updateTable('holdspace.measure_link')
          .set({ ended_at: at })
          .where('clinic_id', '=', clinicId)
          .where('link_id', '=', linkId)
          .where('ended_at', 'is', null)
          .execute();
      }),
  };
}
