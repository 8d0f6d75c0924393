/** For how long: from a response to its loss, in whole days, counted together. */
import { answersOf } from './answers.ts';
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
 * else to the last answer. A course’s own last answer before the first dose is what it is measured by. The first loss is the
 * first answer that is no response after one that was.
 */
export function relapseFollowUps(ask: Ask, { higherIs, percent, ...asked }: RelapseAsked): Promise<FollowUps[]> {
  if (!Number.isFinite(percent)) throw new RangeError('no such share');
  const responds = (value: string): string =>
    `round(${higherIs === 'worse' ? `beginning - ${value}` : `${value} - beginning`}, 9) >= beginning * ${percent} / 100`;
  return ask.rows<FollowUps>(
    `with followed as (
      select first(protocol_id) as protocol_id, max(epoch_ms(answered_at)) as last_at,
             min(epoch_ms(answered_at)) filter (${responds('value')}) as since,
             min(epoch_ms(answered_at)) filter (not (${responds('value')}) and ${responds('previous')}) as lost_at
        from score where ${answersOf(asked)} and not is_superseded and answered_at > first_dose_at and beginning > 0
       group by hash(course_id) having since is not null)
     select protocol_id as "protocolId", ${days('since', 'coalesce(lost_at, last_at)')} as days,
            lost_at is not null as happened, count(*)::INTEGER as n
       from followed group by all order by "protocolId", days, happened`,
  );
}
