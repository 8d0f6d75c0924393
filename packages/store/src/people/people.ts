/**
 * The people of a clinic, those who have left included: changes of roles and ends of work, each decided under a lock on
 * everybody who works there, so that two administrators cannot remove each other at once.
 */
import type { Instant, Refusal, Role } from '@holdspace/care';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  /** When their work here ended; past records keep their name. */
  readonly endedAt?: Instant;
}
export interface PersonChange {
  readonly kind: 'joined' | 'roles_changed' | 'ended' | 'returned';
  readonly before: readonly Role[];
  readonly after: readonly Role[];
  readonly because?: string;
  readonly at: Instant;
  /** Absent where it was done at the command line. */
  readonly by?: { readonly id: string; readonly name: string };
}
/** A change of one person, as it is asked for. */
export interface AskedChange {
  readonly changeId: string;
  readonly personId: string;
  readonly kind: 'roles_changed' | 'ended';
  /** Empty when their work ends. */
  readonly to: readonly Role[];
  readonly because?: string | undefined;
  readonly by?: string | undefined;
  readonly at: Instant;
}
export type ChangeOutcome =
  | { readonly outcome: 'changed'; readonly person: Person }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'refused'; readonly refusals: readonly Refusal[] };
/** Judges a change, told of everybody who works at the clinic while nobody else can change them. */
export type RefuseChange = (person: Person, everybody: readonly Person[]) => readonly Refusal[];

export function createPeople(db: Database) {
  return {
    /** Everybody, by name; those who have left last. */
    list: (clinicId: string): Promise<readonly Person[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.practitioner')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .orderBy((builder) => builder('ended_at', 'is not', null))
          .orderBy('name')
          .execute();
        return rows.map(toPerson);
      }),

    find: (clinicId: string, personId: string): Promise<Person | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await transaction
          .selectFrom('holdspace.practitioner')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('practitioner_id', '=', personId)
          .executeTakeFirst();
        return row ? toPerson(row) : null;
      }),

    /** What became of somebody's work here, latest first. */
    history: (clinicId: string, personId: string): Promise<readonly PersonChange[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.practitioner_change as change')
          .leftJoin('holdspace.practitioner as by', (join) =>
            join.onRef('by.clinic_id', '=', 'change.clinic_id').onRef('by.practitioner_id', '=', 'change.changed_by'),
          )
          .selectAll('change')
          .select(['by.practitioner_id as by_id', 'by.name as by_name'])
          .where('change.clinic_id', '=', clinicId)
          .where('change.practitioner_id', '=', personId)
          .orderBy('change.changed_at', 'desc')
          .execute();
        return rows.map((row) => ({
          kind: row.kind,
          before: row.roles_before as Role[],
          after: row.roles as Role[],
          ...(row.because && { because: row.because }),
          at: row.changed_at as Instant,
          ...(row.by_id && row.by_name && { by: { id: row.by_id, name: row.by_name } }),
        }));
      }),

    /**
     * Makes a change that `refuse` lets pass. An end takes the person's tokens for this clinic and their places in
     * care teams with it, and, where they work nowhere else, every sign-in of theirs.
     */
    change: (clinicId: string, asked: AskedChange, refuse: RefuseChange): Promise<ChangeOutcome> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.practitioner')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .where('ended_at', 'is', null)
          .orderBy('practitioner_id')
          .forUpdate()
          .execute();
        const row = rows.find((one) => one.practitioner_id === asked.personId);
        if (!row) return { outcome: 'not-found' };
        const person = toPerson(row);
        const refusals = refuse(person, rows.map(toPerson));
        if (refusals.length > 0) return { outcome: 'refused', refusals };
        const ends = asked.kind === 'ended';
        const changed = await transaction
          .updateTable('holdspace.practitioner')
          // What somebody was stays readable on their page after they have left.
          .set(ends ? { ended_at: asked.at } : { roles: [...asked.to] })
          .where('clinic_id', '=', clinicId)
          .where('practitioner_id', '=', asked.personId)
          .returningAll()
          .executeTakeFirstOrThrow();
        await noteChange(transaction, clinicId, {
          id: asked.changeId,
          personId: asked.personId,
          kind: asked.kind,
          before: person.roles,
          after: asked.to,
          at: asked.at,
          because: asked.because,
          by: asked.by,
        });
        if (ends) await endAccess(transaction, clinicId, row, asked);
        return { outcome: 'changed', person: toPerson(changed) };
      }),
  };
}

const toPerson = (row: {
  practitioner_id: string;
  name: string;
  email: string;
  roles: string[];
  ended_at: string | null;
}): Person => ({
  id: row.practitioner_id,
  name: row.name,
  email: row.email,
  roles: row.roles as Role[],
  ...(row.ended_at && { endedAt: row.ended_at as Instant }),
});

/** Writes down what became of somebody's work; never changed afterwards. */
export async function noteChange(
  transaction: ClinicTransaction,
  clinicId: string,
  change: {
    readonly id: string;
    readonly personId: string;
    readonly kind: PersonChange['kind'];
    readonly before: readonly Role[];
    readonly after: readonly Role[];
    readonly at: Instant;
    readonly because?: string | undefined;
    readonly by?: string | undefined;
  },
): Promise<void> {
  await transaction
    .insertInto('holdspace.practitioner_change')
    .values({
      clinic_id: clinicId,
      practitioner_id: change.personId,
      change_id: change.id,
      kind: change.kind,
      roles_before: [...change.before],
      roles: [...change.after],
      because: change.because ?? null,
      changed_at: change.at,
      changed_by: change.by ?? null,
    })
    .execute();
}

async function endAccess(
  transaction: ClinicTransaction,
  clinicId: string,
  { practitioner_id, user_id }: { practitioner_id: string; user_id: string },
  { at, by }: Pick<AskedChange, 'at' | 'by'>,
): Promise<void> {
  await transaction
    .updateTable('auth.membership')
    .set({ ended_at: at })
    .where('clinic_id', '=', clinicId)
    .where('user_id', '=', user_id)
    .execute();
  await transaction
    .updateTable('auth.api_token')
    .set({ revoked_at: at })
    .where('clinic_id', '=', clinicId)
    .where('practitioner_id', '=', practitioner_id)
    .where('revoked_at', 'is', null)
    .execute();
  await transaction
    .updateTable('holdspace.care_team_member')
    .set({ until: at, ended_at: at, ended_by: by ?? null, ended_because: 'Their work here ended.' })
    .where('clinic_id', '=', clinicId)
    .where('practitioner_id', '=', practitioner_id)
    .where('until', 'is', null)
    .execute();
  // A link that they handed out is no way back in.
  await transaction
    .updateTable('holdspace.invitation')
    .set({ withdrawn_at: at })
    .where('clinic_id', '=', clinicId)
    .where('invited_by', '=', practitioner_id)
    .where('accepted_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute();
  const elsewhere = await transaction
    .selectFrom('auth.membership')
    .select('clinic_id')
    .where('user_id', '=', user_id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  // Their sign-in belongs to their other clinics too, and is none here from now on.
  if (!elsewhere) await transaction.deleteFrom('auth.session').where('userId', '=', user_id).execute();
}
