/**
 * Whether a clinic takes part in the registry, what it gave last, and what others gave it. Each call is within one clinic;
 * what goes from one to another is written by the server into the other's own rows.
 */
import type { GivenCells, Instant, RegistrySummary } from '@holdspace/care';
import { sql } from 'kysely';
import { type ClinicTransaction, type Database, withClinic } from '../database.ts';

export interface RegistryStep {
  readonly kind: 'joined' | 'left';
  readonly giver: string;
  /** How others are told its name; null where the clinic would rather not be named. */
  readonly name: string | null;
  readonly reason: string;
  readonly at: Instant;
  readonly by: string;
}
export interface GivenSummary {
  readonly summary: RegistrySummary;
  readonly cells: GivenCells;
  readonly madeAt: Instant;
}
/** From a clinic of this installation, or from a file that somebody took in. */
export type ReceivedFrom = { readonly clinicId: string } | { readonly keyId: string; readonly receivedBy: string };
export interface ReceivedSummary {
  readonly summary: RegistrySummary;
  readonly madeAt: Instant;
  readonly receivedAt: Instant;
  readonly from: ReceivedFrom;
}
/** What became of a summary that was handed over. */
export type Received = 'kept' | 'not-joined' | 'own' | 'not-newer' | 'another-source';

/** Joining, leaving and receiving are heard one after the other, so that a clinic that has left is given nothing. */
const alone = (transaction: ClinicTransaction, clinicId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`registry ${clinicId}`}, 0))`.execute(transaction);

export function createRegistry(db: Database) {
  const stepsIn = async (transaction: ClinicTransaction, clinicId: string): Promise<readonly RegistryStep[]> => {
    const rows = await transaction
      .selectFrom('holdspace.registry_step')
      .selectAll()
      .where('clinic_id', '=', clinicId)
      .orderBy('place')
      .execute();
    return rows.map(({ kind, giver_id, shown_name, reason, at, by }) => ({
      ...{ kind, giver: giver_id, name: shown_name, reason, at: at as Instant, by },
    }));
  };
  const receivedIn = async (transaction: ClinicTransaction, clinicId: string): Promise<readonly ReceivedSummary[]> => {
    const rows = await transaction
      .selectFrom('holdspace.registry_received')
      .selectAll()
      .where('clinic_id', '=', clinicId)
      .orderBy('giver_id')
      .execute();
    return rows.map((row) => ({
      summary: row.summary,
      madeAt: row.made_at as Instant,
      receivedAt: row.received_at as Instant,
      from:
        row.from_clinic === null
          ? { keyId: row.key_id as string, receivedBy: row.received_by as string }
          : { clinicId: row.from_clinic },
    }));
  };
  const isSource = (one: ReceivedFrom, other: ReceivedFrom): boolean =>
    'clinicId' in one
      ? 'clinicId' in other && one.clinicId === other.clinicId
      : 'keyId' in other && one.keyId === other.keyId;

  return {
    /** The earliest first. */
    steps: (clinicId: string): Promise<readonly RegistryStep[]> =>
      withClinic(db, clinicId, (transaction) => stepsIn(transaction, clinicId)),
    /** How it stands with a clinic that takes part; null where it does not. */
    joined: async (clinicId: string): Promise<RegistryStep | null> => {
      const last = (await withClinic(db, clinicId, (transaction) => stepsIn(transaction, clinicId))).at(-1);
      return last?.kind === 'joined' ? last : null;
    },
    /** False where it is so already. What a clinic was given goes when it leaves. */
    step: (clinicId: string, step: RegistryStep): Promise<boolean> =>
      withClinic(db, clinicId, async (transaction) => {
        await alone(transaction, clinicId);
        const before = await stepsIn(transaction, clinicId);
        if ((before.at(-1)?.kind ?? 'left') === step.kind) return false;
        await transaction
          .insertInto('holdspace.registry_step')
          .values({
            clinic_id: clinicId,
            place: before.length + 1,
            kind: step.kind,
            giver_id: step.giver,
            shown_name: step.name,
            reason: step.reason,
            at: step.at,
            by: step.by,
          })
          .execute();
        if (step.kind === 'left')
          await transaction.deleteFrom('holdspace.registry_received').where('clinic_id', '=', clinicId).execute();
        return true;
      }),

    /** What was given last, by whatever joining; null where nothing was. */
    given: (clinicId: string): Promise<GivenSummary | null> =>
      withClinic(db, clinicId, async (transaction) => {
        const row = await transaction
          .selectFrom('holdspace.registry_given')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .executeTakeFirst();
        return row ? { summary: row.summary, cells: row.cells, madeAt: row.made_at as Instant } : null;
      }),
    keepGiven: (clinicId: string, { summary, cells, madeAt }: GivenSummary): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        const values = { summary: JSON.stringify(summary), cells: JSON.stringify(cells), made_at: madeAt };
        await transaction
          .insertInto('holdspace.registry_given')
          .values({ clinic_id: clinicId, ...values })
          .onConflict((conflict) => conflict.column('clinic_id').doUpdateSet(values))
          .execute();
      }),

    received: (clinicId: string): Promise<readonly ReceivedSummary[]> =>
      withClinic(db, clinicId, (transaction) => receivedIn(transaction, clinicId)),
    /** Keeps the newest of each giver, from one source only. A clinic that takes no part is given nothing. */
    receive: (clinicId: string, given: ReceivedSummary): Promise<Received> =>
      withClinic(db, clinicId, async (transaction) => {
        await alone(transaction, clinicId);
        const steps = await stepsIn(transaction, clinicId);
        if (steps.at(-1)?.kind !== 'joined') return 'not-joined';
        if (steps.some(({ giver }) => giver === given.summary.giver)) return 'own';
        const before = (await receivedIn(transaction, clinicId)).find(
          ({ summary }) => summary.giver === given.summary.giver,
        );
        if (before && !isSource(before.from, given.from)) return 'another-source';
        if (before && before.madeAt >= given.madeAt) return 'not-newer';
        const { from } = given;
        const values = {
          summary: JSON.stringify(given.summary),
          made_at: given.madeAt,
          received_at: given.receivedAt,
          from_clinic: 'clinicId' in from ? from.clinicId : null,
          key_id: 'clinicId' in from ? null : from.keyId,
          received_by: 'clinicId' in from ? null : from.receivedBy,
        };
        await transaction
          .insertInto('holdspace.registry_received')
          .values({ clinic_id: clinicId, giver_id: given.summary.giver, ...values })
          .onConflict((conflict) => conflict.columns(['clinic_id', 'giver_id']).doUpdateSet(values))
          .execute();
        return 'kept';
      }),
    /** Takes away what one giver gave. False where there is nothing of theirs. */
    remove: (clinicId: string, giver: string): Promise<boolean> =>
      withClinic(db, clinicId, async (transaction) => {
        const { numDeletedRows } = await transaction
          .deleteFrom('holdspace.registry_received')
          .where('clinic_id', '=', clinicId)
          .where('giver_id', '=', giver)
          .executeTakeFirst();
        return numDeletedRows > 0n;
      }),
    /** Takes away what a clinic of this installation gave, of all its joinings but the one that is named. */
    removeFrom: (clinicId: string, fromClinic: string, but?: string): Promise<void> =>
      withClinic(db, clinicId, async (transaction) => {
        let removing = transaction
          .deleteFrom('holdspace.registry_received')
          .where('clinic_id', '=', clinicId)
          .where('from_clinic', '=', fromClinic);
        if (but !== undefined) removing = removing.where('giver_id', '<>', but);
        await removing.execute();
      }),
  };
}
