/**
 * What the form asks about the patient's state: sedation, dissociation, breathing. A "no" is said only where somebody
 * looked after the first device (what was read at its very moment is a baseline); where nobody did, the form says so and a
 * hand answers.
 */
import { between, type Instant, MINUTE } from '../instant.ts';
import type { Session } from '../session/session.ts';
import { type FormAnswer, known, notRecorded } from './answer.ts';

export interface Seen {
  readonly wasSeen: boolean;
  /** Whole minutes after the first device. */
  readonly beganAfter?: number;
  /** Absent where it is not recorded as over. */
  readonly overAfter?: number;
  /** What the answer stands on. */
  readonly from: string;
}

const minutesAfter = (start: Instant, at: Instant) => Math.floor(between(start, at) / MINUTE);

/** An adverse event whose term names it, as a person wrote it. */
function namedEvent(state: Session, start: Instant, term: RegExp): Seen | undefined {
  const found = state.adverseEvents.find((one) => one.at > start && term.test(one.term));
  return found && { wasSeen: true, beganAfter: minutesAfter(start, found.at), from: `adverse event: ${found.term}` };
}

/** By the Richmond scale: a reading below 0 is sedation, until the last such reading is followed by one that is not. */
export function sedationOf(state: Session, start: Instant): FormAnswer<Seen> {
  const named = namedEvent(state, start, /sedat|somnol|unconscious|loss of consciousness/i);
  const readings = state.vitalSigns.flatMap(({ at, vitalSigns: { sedation } }) =>
    sedation && at > start ? [{ at, score: sedation.value }] : [],
  );
  if (readings.length === 0)
    return named ? known(named) : notRecorded('no sedation score (RASS) after the first device');
  const first = readings.find(({ score }) => score < 0);
  const scores = readings.map(({ score }) => score);
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  const from = `RASS ${low === high ? low : `${low} to ${high}`} in ${readings.length} reading${readings.length === 1 ? '' : 's'}`;
  if (!first) return known(named ?? { wasSeen: false, from });
  const last = readings.findLast(({ score }) => score < 0);
  const over = readings.find(({ at, score }) => last && at > last.at && score >= 0);
  return known({
    wasSeen: true,
    beganAfter: minutesAfter(start, first.at),
    ...(over && { overAfter: minutesAfter(start, over.at) }),
    from,
  });
}

/** From the moments of the non-ordinary state, or an adverse event that names it. */
export function dissociationOf(state: Session, start: Instant): FormAnswer<Seen> {
  const { onset, peak, return: over } = state.nosc;
  const began = onset ?? peak;
  if (began)
    return known({
      wasSeen: true,
      beganAfter: minutesAfter(start, began),
      ...(over && { overAfter: minutesAfter(start, over) }),
      from: 'onset and return as recorded in the room',
    });
  const named = namedEvent(state, start, /dissociat|deperson|dereal/i);
  return named ? known(named) : notRecorded('neither its onset nor that there was none');
}

/** Named as an adverse event, or asked of a person: oxygen and breaths are said beside it, never judged. */
export function respirationOf(state: Session, start: Instant): FormAnswer<Seen> {
  const named = namedEvent(state, start, /respirat|apn(o|e)|hypoventil/i);
  if (named) return known(named);
  const after = state.vitalSigns.filter(({ at }) => at > start);
  const oxygen = after.flatMap(({ vitalSigns }) => vitalSigns.oxygenSaturation?.value ?? []);
  const breaths = after.flatMap(({ vitalSigns }) => vitalSigns.respiratoryRate?.value ?? []);
  const read = [
    ...(oxygen.length > 0 ? [`lowest SpO2 ${Math.min(...oxygen)} %`] : []),
    ...(breaths.length > 0 ? [`fewest breaths ${Math.min(...breaths)} a minute`] : []),
  ];
  return notRecorded(
    read.length > 0
      ? `no adverse event names it; ${read.join(', ')}: answer it from these`
      : 'neither SpO2 nor breaths were read after the first device',
  );
}
