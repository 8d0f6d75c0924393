/**
 * Invitations: one link for one person, e-mail, clinic and roles, good once and for a while. The link's hash is kept
 * outside the clinic, since whoever opens it is not yet anybody there.
 */
import type { Instant, Role } from '@holdspace/care';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';
import { noteChange, type Person } from './people.ts';

export interface Invitation {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly invitedAt: Instant;
  readonly expiresAt: Instant;
  /** Absent where it was made at the command line. */
  readonly invitedBy?: { readonly id: string; readonly name: string };
}
export interface NewInvitation extends Omit<Invitation, 'invitedBy'> {
  readonly invitedBy?: string | undefined;
  /** SHA-256 of the link's secret. */
  readonly hash: string;
}
export interface OpenInvitation extends Invitation {
  readonly clinicId: string;
}

export function createInvitations(db: Database) {
  /** An invitation that can still be accepted; null whatever the reason. */
  const open = async (hash: string, now: Instant): Promise<OpenInvitation | null> => {
    const link = await db.selectFrom('auth.invitation_link').selectAll().where('hash', '=', hash).executeTakeFirst();
    if (!link) return null;
    const { clinic_id: clinicId, invitation_id: id } = link;
    return withClinic(db, clinicId, async (transaction) => {
      const row = await standing(transaction, clinicId, now)
        .where('invitation.invitation_id', '=', id)
        .executeTakeFirst();
      return row ? { ...toInvitation(row), clinicId } : null;
    });
  };

  return {
    open,

    /** Invites; earlier links to the same e-mail are good no longer. False where somebody with it works here. */
    create: (clinicId: string, invitation: NewInvitation): Promise<boolean> =>
      withClinic(db, clinicId, async (transaction) => {
        const here = await transaction
          .selectFrom('holdspace.practitioner')
          .select('practitioner_id')
          .where('clinic_id', '=', clinicId)
          .where('email', '=', invitation.email)
          .where('ended_at', 'is', null)
          .executeTakeFirst();
        if (here) return false;
        await transaction
          .updateTable('holdspace.invitation')
          .set({ withdrawn_at: invitation.invitedAt })
          .where('clinic_id', '=', clinicId)
          .where('email', '=', invitation.email)
          .where('accepted_at', 'is', null)
          .where('withdrawn_at', 'is', null)
          .execute();
        await transaction
          .insertInto('holdspace.invitation')
          .values({
            clinic_id: clinicId,
            invitation_id: invitation.id,
            name: invitation.name,
            email: invitation.email,
            roles: [...invitation.roles],
            invited_by: invitation.invitedBy ?? null,
            invited_at: invitation.invitedAt,
            expires_at: invitation.expiresAt,
            withdrawn_at: null,
            accepted_at: null,
            practitioner_id: null,
          })
          .execute();
        await transaction
          .insertInto('auth.invitation_link')
          .values({ hash: invitation.hash, clinic_id: clinicId, invitation_id: invitation.id })
          .execute();
        return true;
      }),

    /** Those that can still be accepted, the latest first. */
    list: (clinicId: string, now: Instant): Promise<readonly Invitation[]> =>
      withClinic(db, clinicId, async (transaction) =>
        (await standing(transaction, clinicId, now).orderBy('invitation.invited_at', 'desc').execute()).map(
          toInvitation,
        ),
      ),

    /** Makes the link good no longer; false where there was none to withdraw. */
    withdraw: (clinicId: string, invitationId: string, now: Instant): Promise<boolean> =>
      withClinic(db, clinicId, async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('holdspace.invitation')
          .set({ withdrawn_at: now })
          .where('clinic_id', '=', clinicId)
          .where('invitation_id', '=', invitationId)
          .where('accepted_at', 'is', null)
          .where('withdrawn_at', 'is', null)
          .executeTakeFirstOrThrow();
        return numUpdatedRows > 0n;
      }),

    /**
     * Makes the user a practitioner of the clinic, once: null where the link was used, withdrawn or ran out meanwhile.
     * Whoever worked here before is the same person again.
     */
    async accept(
      hash: string,
      joining: { readonly userId: string; readonly personId: string; readonly changeId: string },
      now: Instant,
    ): Promise<(Pick<Person, 'id' | 'name' | 'roles'> & { readonly clinicId: string }) | null> {
      const invitation = await open(hash, now);
      if (!invitation) return null;
      const { clinicId } = invitation;
      return withClinic(db, clinicId, async (transaction) => {
        const claimed = await transaction
          .updateTable('holdspace.invitation')
          .set({ accepted_at: now })
          .where('clinic_id', '=', clinicId)
          .where('invitation_id', '=', invitation.id)
          .where('accepted_at', 'is', null)
          .where('withdrawn_at', 'is', null)
          .executeTakeFirstOrThrow();
        if (claimed.numUpdatedRows === 0n) return null;
        const personId = await join(transaction, invitation, joining, now);
        await transaction
          .updateTable('holdspace.invitation')
          .set({ practitioner_id: personId })
          .where('clinic_id', '=', clinicId)
          .where('invitation_id', '=', invitation.id)
          .execute();
        return { clinicId, id: personId, name: invitation.name, roles: invitation.roles };
      });
    },
  };
}

const standing = (transaction: ClinicTransaction, clinicId: string, now: Instant) =>
  transaction
    .selectFrom('holdspace.invitation as invitation')
    .leftJoin('holdspace.practitioner as by', (on) =>
      on.onRef('by.clinic_id', '=', 'invitation.clinic_id').onRef('by.practitioner_id', '=', 'invitation.invited_by'),
    )
    .selectAll('invitation')
    .select('by.name as by_name')
    .where('invitation.clinic_id', '=', clinicId)
    .where('invitation.accepted_at', 'is', null)
    .where('invitation.withdrawn_at', 'is', null)
    .where('invitation.expires_at', '>', now);

const toInvitation = (row: {
  invitation_id: string;
  name: string;
  email: string;
  roles: string[];
  invited_by: string | null;
  invited_at: string;
  expires_at: string;
  by_name: string | null;
}): Invitation => ({
  id: row.invitation_id,
  name: row.name,
  email: row.email,
  roles: row.roles as Role[],
  invitedAt: row.invited_at as Instant,
  expiresAt: row.expires_at as Instant,
  ...(row.invited_by && row.by_name && { invitedBy: { id: row.invited_by, name: row.by_name } }),
});

/** The practitioner that an invitation makes; answers their id. */
async function join(
  transaction: ClinicTransaction,
  { clinicId, name, email, roles, invitedBy }: OpenInvitation,
  { userId, personId, changeId }: { readonly userId: string; readonly personId: string; readonly changeId: string },
  now: Instant,
): Promise<string> {
  const before = await transaction
    .selectFrom('holdspace.practitioner')
    .select(['practitioner_id', 'roles', 'ended_at'])
    .where('clinic_id', '=', clinicId)
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst();
  // An invitation is no way to change the roles of somebody who works here.
  if (before && before.ended_at === null) return before.practitioner_id;
  if (before)
    await transaction
      .updateTable('holdspace.practitioner')
      .set({ ended_at: null, roles: [...roles], name, email })
      .where('clinic_id', '=', clinicId)
      .where('practitioner_id', '=', before.practitioner_id)
      .execute();
  else
    await transaction
      .insertInto('holdspace.practitioner')
      .values({
        clinic_id: clinicId,
        practitioner_id: personId,
        user_id: userId,
        name,
        email,
        roles: [...roles],
        ended_at: null,
      })
      .execute();
  const id = before?.practitioner_id ?? personId;
  await transaction
    .insertInto('auth.membership')
    .values({ user_id: userId, clinic_id: clinicId, practitioner_id: id, ended_at: null })
    .onConflict((conflict) => conflict.columns(['user_id', 'clinic_id']).doUpdateSet({ ended_at: null }))
    .execute();
  await noteChange(transaction, clinicId, {
    id: changeId,
    personId: id,
    kind: before ? 'returned' : 'joined',
    before: [],
    after: roles,
    at: now,
    by: invitedBy?.id,
  });
  return id;
}
