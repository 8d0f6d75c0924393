/** Which access a privacy officer should look at first. A mark accuses nobody: it says what is out of the common run. */
import type { Condition } from '../authority/conditions.ts';
import { clockAt } from '../governance/clinic-clock.ts';
import { HOUR, type Instant, toMilliseconds } from '../instant.ts';
import type { Role } from '../roles.ts';
import type { AuditEntry } from './audit-entry.ts';

/** How each mark is said where it is shown. */
export const UNUSUAL = {
  'outside the care team': 'They do not belong to this patient’s care team.',
  'after hours': 'It was outside the hours in which the clinic works.',
  'many patients at once': 'They looked at many different patients within an hour.',
  'broke the glass': 'They went in with a reason of their own, which is reviewed.',
  'refused repeatedly': 'They were refused again and again within an hour.',
  'clock ran backward': 'The clock of the server that wrote it was behind.',
} as const;
export type UnusualMark = keyof typeof UNUSUAL;
/** A clock that was behind says something of a server, for whoever runs it, and nothing of who was at work. */
export const saysOfAPerson = (mark: UnusualMark): boolean => mark !== 'clock ran backward';

/** From when something is unusual; one place, so that it can be argued about. */
export interface UnusualLimits {
  /** Hours of the day in the clinic's zone, from one until before the other. */
  readonly opens: number;
  readonly closes: number;
  /** Different patients within an hour. */
  readonly patientsInAnHour: number;
  /** How often one person is turned away within an hour. */
  readonly refusalsInAnHour: number;
}

/**
 * A dosing day with its preparation and recovery lies within 7 and 20 o'clock. A clinician meets few patients a day here
 * (a session takes hours), and who prepares a whole day's list opens about ten; a mistyped PIN or a missing role is
 * corrected within a few tries. Judgement, not measured: a clinic that works otherwise says so.
 */
export const UNUSUAL_LIMITS: UnusualLimits = { opens: 7, closes: 20, patientsInAnHour: 12, refusalsInAnHour: 5 };

/** Roles that see patients because they treat them; the others see them for the running of the house. */
const TREAT: readonly Role[] = ['prescriber', 'anesthesia', 'nurse', 'therapist', 'guide'];
/** Roles that see every patient here, so that belonging to a team says nothing of them. */
const SEE_ALL: readonly Role[] = ['medical_director'];
/** What else than belonging to the team opens a record to who treats. Where a role alone did, the team was not asked. */
const OTHER_WAYS: readonly Condition[] = ['a visit today', 'present in the session', 'glass broken'];

/** Whether they belonged to the care team; undefined where nothing depended on it, so that nobody looked. */
export const wasInTeam = ({ grounds }: AuditEntry): boolean | undefined => {
  if (grounds?.includes('in the care team')) return true;
  return grounds?.some((ground) => OTHER_WAYS.includes(ground)) ? false : undefined;
};

/** What must be known beside the entry itself. */
export interface AroundEntry {
  readonly zone: string;
  /** Different patients of the same person in the hour up to this entry, itself among them. */
  readonly patientsInTheHour: number;
  /** How often the same person was turned away in the hour up to this entry, itself among them. */
  readonly refusalsInTheHour: number;
}

/** The marks of an entry. Pure: what is around it is counted by whoever asks. */
export function unusual(
  entry: AuditEntry,
  around: AroundEntry,
  limits: UnusualLimits = UNUSUAL_LIMITS,
): readonly UnusualMark[] {
  const marks: UnusualMark[] = [];
  if (isOutsideTheTeam(entry)) marks.push('outside the care team');
  if (entry.grounds?.includes('glass broken') || entry.act === 'break glass') marks.push('broke the glass');
  if (entry.who.kind === 'practitioner') {
    const { at, patientId } = entry;
    const hour = hourAt(at, around.zone);
    if (patientId && (hour < limits.opens || hour >= limits.closes)) marks.push('after hours');
    if (patientId && around.patientsInTheHour > limits.patientsInAnHour) marks.push('many patients at once');
  }
  if (wasTurnedAway(entry) && around.refusalsInTheHour >= limits.refusalsInAnHour) marks.push('refused repeatedly');
  if (entry.clockBehind !== undefined) marks.push('clock ran backward');
  return marks;
}

/** Whether somebody who treats came to a patient whom they do not treat. Not known is not marked. */
export function isOutsideTheTeam(entry: AuditEntry): boolean {
  const { who, patientId, outcome } = entry;
  if (who.kind !== 'practitioner' || !patientId || outcome !== 'allowed') return false;
  if (who.roles.some((role) => SEE_ALL.includes(role)) || !who.roles.some((role) => TREAT.includes(role))) return false;
  return wasInTeam(entry) === false;
}

/** The hour of the day, 0 to 23, on the clinic's own clock. */
const hourAt = (moment: Instant, zone: string): number => Number(clockAt(moment, zone).slice(11, 13));

/** How entries begin their reason where a clinical rule, or what was sent, said no: nobody was turned away by that. */
export const NOT_TURNED_AWAY: readonly string[] = ['refused', 'bad-input', 'broken-json', 'stale', 'repeated-id'];

/** Whether somebody was refused for who they are, or for what they guessed. */
export const wasTurnedAway = ({ outcome, why }: AuditEntry): boolean =>
  outcome === 'refused' && !NOT_TURNED_AWAY.some((kind) => why?.startsWith(kind));

/** Marks all of a list that is in order of time, counting around each within the list itself. */
export function unusualAmong<Entry extends AuditEntry>(
  entries: readonly Entry[],
  zone: string,
  limits: UnusualLimits = UNUSUAL_LIMITS,
): readonly (Entry & { readonly unusual: readonly UnusualMark[] })[] {
  const recent = new Map<string, Entry[]>();
  return entries.map((entry) => {
    const person = personOf(entry);
    const since = toMilliseconds(entry.at) - HOUR;
    const within = (recent.get(person) ?? []).filter(({ at }) => toMilliseconds(at) > since);
    within.push(entry);
    recent.set(person, within);
    const around = {
      zone,
      patientsInTheHour: new Set(within.flatMap(({ patientId }) => patientId ?? [])).size,
      refusalsInTheHour: within.filter(wasTurnedAway).length,
    };
    return { ...entry, unusual: unusual(entry, around, limits) };
  });
}

/** Whom an entry is about as a doer; who did not say so is told apart by the address. */
export const personOf = ({ who, from }: AuditEntry): string =>
  who.practitionerId ?? who.memberId ?? who.userId ?? `${who.kind} at ${from.address}`;
