/** Scores at each moment of the protocol, and how many of the answers that were to be there by now are there. */
import { MEASURE_WINDOWS, SHOWN_MOMENTS } from '@holdspace/care';
import { answersOf } from './answers.ts';
import type { Ask, ScaleAsked } from './asked.ts';

export interface MeasuredMoment {
  readonly protocolId: string;
  readonly moment: 'baseline' | 'before_dose' | 'day_1' | 'day_7' | 'monthly';
  readonly answered: number;
  /** If the protocol asks then; null where nobody can know it. */
  readonly expected: number | null;
  readonly mean: number | null;
  readonly deviation: number | null;
}
export interface OccasionsAsked extends ScaleAsked {
  /** The clinic’s: a day after is a day there. */
  readonly zone: string;
  readonly now: string;
}

type OfSession = 'before_dose' | 'day_1' | 'day_7';
const { day1, day7, baselineDueAfterDays } = MEASURE_WINDOWS;
/** Days after a dose on which it is asked, and from which on it is overdue. */
const AFTER: Readonly<Record<Exclude<OfSession, 'before_dose'>, { readonly asked: number; readonly overdue: number }>> =
  {
    day_1: { asked: 1, overdue: 1 + day1.dueAfterDays },
    day_7: { asked: 7, overdue: 7 + day7.dueAfterDays },
  };
const LATER = Object.entries(AFTER);

/**
 * By the clock of the place as it stands at $now. An hour of summer time moves no dose over midnight that was given by day,
 * and reading the calendar for each of a million doses took longer than the question.
 */
const OFFSET = 'epoch_ms($now::TIMESTAMPTZ at time zone $zone) - epoch_ms($now::TIMESTAMPTZ)';

interface Asked {
  readonly protocolId: string;
  readonly before_dose: number;
  readonly day_1: number;
  readonly day_7: number;
}
interface Answered extends Omit<MeasuredMoment, 'expected'> {
  /** Of the answers: those that came before they were overdue. */
  readonly early: number;
}

/** In the order of a course. Of several answers on one occasion the last counts, and as one. */
export async function measuredMoments(ask: Ask, asked: OccasionsAsked): Promise<MeasuredMoment[]> {
  const [clock] = await ask.rows<{ now: number; offset: number }>(
    `select epoch_ms($now::TIMESTAMPTZ)::DOUBLE as now, (${OFFSET})::DOUBLE as offset`,
    { zone: asked.zone, now: asked.now },
  );
  if (!clock) throw new Error('the clock of the place is not known');
  const dayOf = (milliseconds: string): string => `((${milliseconds} + ${clock.offset}) // 86400000)`;
  const today = Math.floor((clock.now + clock.offset) / 86_400_000);
  const begun = await ask.rows<{ protocolId: string; courses: number }>(
    `with begun as (
       select course_id, protocol_id,
              first_dose_at is not null or (started_on - '1970-01-01'::DATE) + ${baselineDueAfterDays} <= ${today} as is_due
         from course),
          early as (
       select distinct course_id from score semi join (from begun where not is_due) using (course_id)
        where ${answersOf(asked)} and moment = 'baseline')
     select protocol_id as "protocolId", (count(*) filter (is_due or early.course_id is not null))::INTEGER as courses
       from begun left join early using (course_id) group by protocol_id`,
  );
  // As the schedule asks: not on or after the day of the next dose, and expected once it is overdue.
  const sessions = await ask.rows<Asked>(
    `select protocol_id as "protocolId", count(*)::INTEGER as before_dose,
            ${LATER.map(
              ([moment, { asked: days, overdue }]) =>
                `(count(*) filter ((next_day is null or next_day > day + ${days}) and day + ${overdue} <= ${today}))::INTEGER as ${moment}`,
            ).join(', ')}
       from (select protocol_id, ${dayOf('epoch_ms(first_dose_at)')} as day,
                    ${dayOf('epoch_ms(next_dose_of_course_at)')} as next_day
               from session where first_dose_at is not null)
      group by protocol_id`,
  );
  const answers = await ask.rows<Answered>(
    `select protocol_id as "protocolId", moment, count(*)::INTEGER as answered, avg(value) as mean,
            stddev(value) as deviation,
            (count(*) filter (${dayOf('epoch_ms(session_dose_at)')}
               + case moment ${LATER.map(([moment, { overdue }]) => `when '${moment}' then ${overdue}`).join(' ')} end
               > ${today}))::INTEGER as early
       from score where ${answersOf(asked)} and not is_superseded and moment in ('baseline', 'before_dose', 'day_1', 'day_7', 'monthly')
                        and (session_id is null or session_dose_at is not null)
      group by all`,
  );
  return SHOWN_MOMENTS.flatMap((moment) =>
    begun.map(({ protocolId, courses }): MeasuredMoment => {
      const given = answers.find((one) => one.protocolId === protocolId && one.moment === moment);
      const due = sessions.find((one) => one.protocolId === protocolId);
      const { answered = 0, mean = null, deviation = null, early = 0 } = given ?? {};
      const expected = () => {
        if (moment === 'baseline') return courses;
        return moment === 'monthly' ? null : (due?.[moment] ?? 0) + early;
      };
      return { protocolId, moment, answered, mean, deviation, expected: expected() };
    }),
  );
}
