/** The clinic's own form of each rule, every change of it with who, when and why; whose facts are looked at; and by whom. */
import type { Instant, RuleTerms } from '@holdspace/care';
import { sql } from 'kysely';
import type pg from 'pg';
import { type Database, withClinic } from '../../database.ts';

export interface RuleChange {
  readonly id: string;
  readonly ruleId: string;
  readonly version: number;
  readonly terms: RuleTerms;
  readonly reason: string;
  readonly changedBy: string;
  readonly changedAt: Instant;
}

/** Namespace of the locks under which a clinic is looked at. */
const LOOKING = 0x6c6f6f6b;

export function createRules(db: Database, pool: pg.Pool) {
  return {
    /** Every change, the latest last. */
    changes: (clinicId: string): Promise<readonly RuleChange[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const rows = await transaction
          .selectFrom('holdspace.signal_rule_change')
          .selectAll()
          .where('clinic_id', '=', clinicId)
          .orderBy('rule_id')
          .orderBy('version')
          .execute();
        return rows.map((row) => ({
          id: row.change_id,
          ruleId: row.rule_id,
          version: row.version,
          terms: row.terms as unknown as RuleTerms,
          reason: row.reason,
          changedBy: row.changed_by,
          changedAt: row.changed_at as Instant,
        }));
      }),
    /** Throws a unique violation where the id is there, or somebody else has made this version. */
    change: (clinicId: string, change: RuleChange): Promise<RuleChange> =>
      withClinic(db, clinicId, async (transaction) => {
        await transaction
          .insertInto('holdspace.signal_rule_change')
          .values({
            clinic_id: clinicId,
            change_id: change.id,
            rule_id: change.ruleId,
            version: change.version,
            terms: JSON.stringify(change.terms),
            reason: change.reason,
            changed_by: change.changedBy,
            changed_at: change.changedAt,
          })
          .execute();
        return change;
      }),

    /**
     * The patients about whom something may be said: since then a session of theirs moved, they answered,
     * shared or wrote something, or something was raised or asked; or a letter about them is or was due.
     */
    watched: (clinicId: string, since: Instant): Promise<readonly string[]> =>
      withClinic(db, clinicId, async (transaction) => {
        const { rows } = await sql<{ patient_id: string }>`
          select s.patient_id from holdspace.session s where s.clinic_id = ${clinicId} and s.updated_at >= ${since}
          union
          select c.patient_id from holdspace.concern c where c.clinic_id = ${clinicId} and c.at >= ${since}
          union
          select a.patient_id from holdspace.check_in_answer a
           where a.clinic_id = ${clinicId} and a.answered_at >= ${since}
          union
          select j.patient_id from holdspace.journal_share j
           where j.clinic_id = ${clinicId} and j.shared_at >= ${since}
          union
          select e.patient_id from holdspace.thread_entry e
           where e.clinic_id = ${clinicId} and e.written_at >= ${since} and e.author_id is null
          union
          select m.patient_id from holdspace.measure_act m where m.clinic_id = ${clinicId} and m.at >= ${since}
          union
          select r.patient_id from holdspace.measure_request r
           where r.clinic_id = ${clinicId} and r.state = 'asked' and r.due_at >= ${since}
          union
          select l.patient_id from holdspace.screening_event l
           where l.clinic_id = ${clinicId} and l.clearance_due_on >= ${since}::timestamptz::date
          order by patient_id`.execute(transaction);
        return rows.map((row) => row.patient_id);
      }),

    /** Runs work while no other server looks at this clinic; false where one does. */
    async alone(clinicId: string, work: () => Promise<void>): Promise<boolean> {
      const client = await pool.connect();
      let lost: Error | undefined;
      try {
        const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as got', [
          LOOKING,
          clinicId,
        ]);
        if (!rows[0]?.got) return false;
        try {
          await work();
        } finally {
          await client
            .query('select pg_advisory_unlock($1, hashtext($2))', [LOOKING, clinicId])
            .catch((error: Error) => {
              lost = error;
            });
        }
        return true;
      } finally {
        // A connection that may still hold the lock is closed, which gives it back.
        client.release(lost);
      }
    },
  };
}
