/** How long it was until the next dose: one follow-up for each patient, as Kaplan and Meier’s curve takes them. */
import { DAY, MINUTE } from '@holdspace/care';
import { quoted } from '../engine.ts';
import type { Ask } from './asked.ts';

export interface NextDoseAsked {
  /** From the patient’s dose of this number, 1 being the first that the clinic gave. */
  readonly dose: number;
}
/** One place in each list is one patient: so nobody who comes often counts more than once. */
export interface NextDosesOfProtocol {
  /** Of the dose that is counted from; the next may be under another. */
  readonly protocolId: string;
  /** To the minute, until the next dose, or until the copy was made where none was given. */
  readonly days: readonly number[];
  readonly given: readonly boolean[];
}

/** A session in which something was given is a dose, boosters and all. */
export async function timeToNextDose(ask: Ask, { dose }: NextDoseAsked): Promise<NextDosesOfProtocol[]> {
  if (!Number.isSafeInteger(dose) || dose < 1) throw new RangeError('no such dose');
  const until = `${quoted(ask.madeAt)}::TIMESTAMPTZ`;
  // Counted together to the minute: to hand over each patient would take longer than the question.
  const rows = await ask.rows<{ protocolId: string; minutes: number; given: boolean; n: number }>(
    `select protocol_id as "protocolId", ((epoch_ms(coalesce(next_at, ${until})) - epoch_ms(first_dose_at)) // ${MINUTE})::DOUBLE as minutes,
            next_at is not null as given, count(*)::INTEGER as n
       from (select protocol_id, first_dose_at, case when next_dose_at <= ${until} then next_dose_at end as next_at
               from session where dose_number = ${dose} and first_dose_at <= ${until})
      group by all order by "protocolId", minutes, given`,
  );
  return [...new Set(rows.map(({ protocolId }) => protocolId))].map((protocolId) => {
    const days: number[] = [];
    const given: boolean[] = [];
    for (const row of rows)
      if (row.protocolId === protocolId)
        for (let left = row.n; left > 0; left -= 1) {
          days.push((row.minutes * MINUTE) / DAY);
          given.push(row.given);
        }
    return { protocolId, days, given };
  });
}
