/** Clinics and the people who work in them: what must be known before a clinic's rows are in sight. */
import type { Instant, Role } from '@holdspace/care';
import { type Database, withClinic } from './database.ts';

export interface Clinic {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly zone: string;
  readonly isDemo: boolean;
}
export interface PractitionerRecord {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
}

export function createClinics(db: Database) {
  const find = (clinicId: string): Promise<Clinic | null> =>
    withClinic(db, clinicId, async (transaction) => {
      const row = await transaction
        .selectFrom('holdspace.clinic')
        .selectAll()
        .where('clinic_id', '=', clinicId)
        .executeTakeFirst();
      return row ? { id: row.clinic_id, slug: row.slug, name: row.name, zone: row.zone, isDemo: row.is_demo } : null;
    });
  return {
    find,
    /** Opens a clinic. Throws where the slug is taken. */
    async create(clinic: Clinic, now: Instant): Promise<Clinic> {
      await withClinic(db, clinic.id, async (transaction) => {
        await transaction
          .insertInto('auth.clinic_address')
          .values({ slug: clinic.slug, clinic_id: clinic.id, is_demo: clinic.isDemo })
          .execute();
        await transaction
          .insertInto('holdspace.clinic')
          .values({
            clinic_id: clinic.id,
            slug: clinic.slug,
            name: clinic.name,
            zone: clinic.zone,
            is_demo: clinic.isDemo,
            created_at: now,
          })
          .execute();
      });
      return clinic;
    },
    async bySlug(slug: string): Promise<Clinic | null> {
      const address = await db
        .selectFrom('auth.clinic_address')
        .select('clinic_id')
        .where('slug', '=', slug)
        .executeTakeFirst();
      return address ? find(address.clinic_id) : null;
    },
    /** Every clinic's address; names need the clinic itself. */
    async addresses(): Promise<readonly { readonly id: string; readonly slug: string; readonly isDemo: boolean }[]> {
      const rows = await db.selectFrom('auth.clinic_address').selectAll().orderBy('slug').execute();
      return rows.map((row) => ({ id: row.clinic_id, slug: row.slug, isDemo: row.is_demo }));
    },
  };
}

export function createPractitioners(db: Database) {
  const toRecord = (row: {
    practitioner_id: string;
    user_id: string;
    name: string;
    email: string;
    roles: string[];
  }): PractitionerRecord => ({
    id: row.practitioner_id,
    userId: row.user_id,
    name: row.name,
    email: row.email,
    roles: row.roles as Role[],
  });
  return {
    /** Adds a person to a clinic, as one who may sign in there. */
    create: (clinicId: string, practitioner: PractitionerRecord): Promise<PractitionerRecord> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .insertInto('holdspace.practitioner')
          .values({
            clinic_id: clinicId,
            practitioner_id: practitioner.id,
            user_id: practitioner.userId,
            name: practitioner.name,
            email: practitioner.email,
            roles: [...practitioner.roles],
            ended_at: null,
          })
          .execute();
        await transaction
          .insertInto('auth.membership')
          .values({
            user_id: practitioner.userId,
            clinic_id: clinicId,
            practitioner_id: practitioner.id,
            ended_at: null,
          })
          .execute();
        return practitioner;
      }),
    list: (clinicId: string): Promise<readonly PractitionerRecord[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.practitioner')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('ended_at', 'is', null)
          .orderBy('name')
          .execute();
        return rows.map(toRecord);
      }),
    find: (clinicId: string, practitionerId: string): Promise<PractitionerRecord | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await transaction
          .selectFrom('holdspace.practitioner')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('practitioner_id', '=', practitionerId)
          .where('ended_at', 'is', null)
          .executeTakeFirst();
        return row ? toRecord(row) : null;
      }),
    /** The clinics in which a user works now, and as whom. */
    async membershipsOf(
      userId: string,
    ): Promise<readonly { readonly clinicId: string; readonly practitionerId: string }[]> {
      const rows = await db
        .selectFrom('auth.membership')
        .selectAll()
        .where('user_id', '=', userId)
        .where('ended_at', 'is', null)
        .execute();
      return rows.map((row) => ({ clinicId: row.clinic_id, practitionerId: row.practitioner_id }));
    },
    /** Where the person with this e-mail works. */
    async membershipsOfEmail(
      email: string,
    ): Promise<readonly { readonly clinicId: string; readonly practitionerId: string }[]> {
      const rows = await db
        .selectFrom('auth.membership as membership')
        .innerJoin('auth.user as user', 'user.id', 'membership.user_id')
        .select(['membership.clinic_id', 'membership.practitioner_id'])
        .where('user.email', '=', email.toLowerCase())
        .where('membership.ended_at', 'is', null)
        .execute();
      return rows.map((row) => ({ clinicId: row.clinic_id, practitionerId: row.practitioner_id }));
    },
  };
}
