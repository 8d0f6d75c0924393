/** For how long: from a response to its loss, in whole days, counted together. */
import { answersOf, lastOfEach } from './answers.ts';
import type { Ask, ScaleAsked } from './asked.ts';

/** So many were followed for so many days, and it happened then, or had not happened yet. */
export interface FollowUps {
  readonly protocolId: string;
  readonly days: number;
  readonly happened: boolean;
  readonly n: number;
}
/** Whole days between two moments in milliseconds. */
const days = (from: string, until: string): string => `(greatest(0, ${until} - ${from}) // 86400000)::INTEGER`;

export interface RelapseAsked extends ScaleAsked {
  readonly higherIs: 'worse' | 'better';
  /** Of what it was before the first dose: a change for the better by this much is a response. */
  readonly percent: number;
}

/**
 * Of courses that responded: from the first answer that was a response to the first later one that is none any more, or
 * else to the last answer. A course’s own last answer before the first dose is what it is measured by.
 */
export async function relapseFollowUps(ask: Ask, { higherIs, percent, ...asked }: RelapseAsked): Promise<FollowUps[]> {
  const isLast = await lastOfEach(ask, asked);
  return ask.rows<FollowUps>(
    `with later as materialized (
      select hash(course_id) as course, protocol_id, epoch_ms(answered_at) as told_at,
             round(${higherIs === 'worse' ? 'beginning - value' : 'value - beginning'}, 9) >= beginning * $percent / 100 as responds
        from score where ${answersOf(asked)} and ${isLast} and answered_at > first_dose_at and beginning > 0),
          followed as (
      select course, first(protocol_id) as protocol_id, min(told_at) filter (responds) as since, max(told_at) as last_at
        from later group by course having since is not null),
          lost as (
      select course, min(told_at) as lost_at from later join followed using (course)
       where not responds and told_at > since group by course)
     select protocol_id as "protocolId", ${days('since', 'coalesce(lost_at, last_at)')} as days,
            lost_at is not null as happened, count(*)::INTEGER as n
       from followed left join lost using (course) group by all order by "protocolId", days, happened`,
    { percent },
  );
}
