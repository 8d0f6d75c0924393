/** How long it was until the next dose: one follow-up for each patient, as Kaplan and Meier’s curve takes them. */
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
  /** Until the next dose, or until the copy was made where none was given. */
  readonly days: readonly number[];
  readonly given: readonly boolean[];
}

const DAY_MS = 86_400_000;

/** A session in which something was given is a dose, boosters and all. */
export async function timeToNextDose(ask: Ask, { dose }: NextDoseAsked): Promise<NextDosesOfProtocol[]> {
  if (!Number.isSafeInteger(dose) || dose < 1) throw new RangeError('no such dose');
  const until = `${quoted(ask.madeAt)}::TIMESTAMPTZ`;
  const since = (moment: string): string => `list((epoch_ms(${moment}) - epoch_ms(first_dose_at)) / ${DAY_MS}.0)`;
  const rows = await ask.rows<{ protocolId: string; given: readonly number[]; waiting: readonly number[] }>(
    `select protocol_id as "protocolId", coalesce(${since('next_dose_at')} filter (next_dose_at <= ${until}), []) as given,
            coalesce(${since(until)} filter (next_dose_at is null or next_dose_at > ${until}), []) as waiting
       from session where dose_number = ${dose} and first_dose_at <= ${until}
      group by protocol_id order by protocol_id`,
  );
  return rows.map(({ protocolId, given, waiting }) => ({
    protocolId,
    days: [...given, ...waiting],
    given: [...given.map(() => true), ...waiting.map(() => false)],
  }));
}
