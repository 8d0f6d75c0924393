/** How long it was until the next dose: one follow-up for each patient, as Kaplan and Meier’s curve takes them. */
import type { Ask } from './asked.ts';

export interface NextDoseAsked {
  /** From the patient’s dose of this number, 1 being the first that the clinic gave. */
  readonly dose: number;
}
/** One place in each list is one patient: so nobody who comes often counts more than once. */
export interface NextDosesOfProtocol {
  /** Of the dose that is counted from; the next may be under another. */
  readonly protocolId: string;
  /** Until the next dose, or until the copy was made where none was given. */
  readonly days: readonly number[];
  readonly given: readonly boolean[];
}

const DAY_MS = 86_400_000;

/** A session in which something was given is a dose, boosters and all. */
export async function timeToNextDose(ask: Ask, { dose }: NextDoseAsked): Promise<NextDosesOfProtocol[]> {
  if (!Number.isSafeInteger(dose) || dose < 1) throw new RangeError('no such dose');
  // As one text for each protocol: values handed over one by one would take longer than the question.
  const rows = await ask.rows<{ protocolId: string; all: string }>(
    `select protocol_id as "protocolId",
            string_agg(epoch_ms(coalesce(next_at, $until::TIMESTAMPTZ)) - epoch_ms(first_dose_at)
                       || ' ' || (next_at is not null)::INTEGER, ' ') as all
       from (select protocol_id, first_dose_at, case when next_dose_at <= $until::TIMESTAMPTZ then next_dose_at end as next_at
               from session where dose_number = $dose and first_dose_at <= $until::TIMESTAMPTZ)
      group by protocol_id order by protocol_id`,
    { until: ask.madeAt, dose },
  );
  return rows.map(({ protocolId, all }) => {
    const values = all.split(' ').map(Number);
    return {
      protocolId,
      days: values.filter((_, place) => place % 2 === 0).map((milliseconds) => milliseconds / DAY_MS),
      given: values.filter((_, place) => place % 2 === 1).map((one) => one === 1),
    };
  });
}
