/**
 * Tries at whatever can be guessed, counted in one place for all servers: each try is counted before it is looked at, so
 * that many at once are no way around. After the free tries each further one waits, twice as long as the last.
 */
import { type Instant, instant } from '@holdspace/care';
import { sql } from 'kysely';
import type { Database } from '../database.ts';

export interface GuessLimit {
  /** Tries before the first wait. */
  readonly free: number;
  /** The first wait, doubled with each further try. */
  readonly firstWaitSeconds: number;
  readonly longestWaitSeconds: number;
  /** After so long without a try the count begins anew. */
  readonly forgottenAfterSeconds: number;
}

/** No limit remembers longer. */
const SWEPT_AFTER_SECONDS = 48 * 3600;

export type Guess =
  | { readonly allowed: true }
  /** Nothing is looked at before then. */
  | { readonly allowed: false; readonly until: Instant };

export function createGuesses(db: Database) {
  return {
    /** Counts a try at `subject`; says whether it may be looked at. */
    async take(subject: string, limit: GuessLimit, now: Instant): Promise<Guess> {
      // The new count, and with it the wait that follows this try, all in the row's own lock.
      const tries = sql<number>`case when guess.last_at < ${now}::timestamptz - make_interval(secs => ${limit.forgottenAfterSeconds})
        then 1 else guess.tries + 1 end`;
      const wait = (count: ReturnType<typeof sql<number>>) => sql<string | null>`case when ${count} >= ${limit.free}
        then ${now}::timestamptz + make_interval(secs => least(${limit.longestWaitSeconds}::double precision,
          ${limit.firstWaitSeconds} * power(2::double precision, least(${count} - ${limit.free}, 30)))) end`;
      const { rows } = await sql<{ tries: number }>`
        insert into auth.guess (subject, tries, last_at, blocked_until)
        values (${subject}, 1, ${now}, ${wait(sql<number>`1`)})
        on conflict (subject) do update set tries = ${tries}, last_at = ${now}, blocked_until = ${wait(tries)}
          where guess.blocked_until is null or guess.blocked_until <= ${now}::timestamptz
        returning tries`.execute(db);
      if (rows.length > 0) return { allowed: true };
      const blocked = await db
        .selectFrom('auth.guess')
        .select('blocked_until')
        .where('subject', '=', subject)
        .executeTakeFirst();
      return { allowed: false, until: instant(Date.parse(blocked?.blocked_until ?? now)) };
    },
    /** It was no guess: the count begins anew. */
    async right(subject: string): Promise<void> {
      await db.deleteFrom('auth.guess').where('subject', '=', subject).execute();
    },
    /** It was right, but others count under the same subject: this one try is taken back. */
    async takeBack(subject: string): Promise<void> {
      await sql`update auth.guess set tries = greatest(tries - 1, 0), blocked_until = null where subject = ${subject}`.execute(
        db,
      );
    },
    /** Removes counts that are forgotten. */
    async sweep(now: Instant): Promise<void> {
      await sql`delete from auth.guess where last_at < ${now}::timestamptz - make_interval(secs => ${SWEPT_AFTER_SECONDS})`.execute(
        db,
      );
    },
  };
}
