/**
 * When a measure is asked: from the protocol's measures and what happened in the course, as moments that open, fall due and
 * close. Pure: the time and the site's zone are passed in. A moment that has closed is not asked for any more; an answer that
 * comes all the same is kept, as one that came of its own accord.
 */
import { momentOfClock } from '../governance/clinic-clock.ts';
import { HOUR, type Instant, instant, later, latest, MINUTE } from '../instant.ts';
import type { Protocol } from '../protocol/schema.ts';
import { dayAt, dayLater, daysBetween } from '../session/site-day.ts';
import { instrumentNamed } from './catalogue.ts';
import type { Instrument } from './instrument.ts';

export const MOMENTS = [
  'baseline',
  'before_dose',
  'right_after',
  'day_1',
  'day_7',
  'monthly',
  /** Asked by somebody of the clinic, answered unasked, or too late for what was asked. */
  'at_will',
] as const;
export type MeasureMoment = (typeof MOMENTS)[number];
export const MOMENT_WORDS: Readonly<Record<MeasureMoment, string>> = {
  baseline: 'At the start',
  before_dose: 'Before a dose',
  right_after: 'Right after a dose',
  day_1: 'The day after',
  day_7: 'A week after',
  monthly: 'Each month',
  at_will: 'Outside the protocol’s moments',
};

/** How long each moment lasts. On the site's clock. */
export const MEASURE_WINDOWS = {
  opens: '08:00',
  /** A baseline waits for the first dose; without one, it is due a week after the start. */
  baselineDueAfterDays: 7,
  /** Before a dose: from the day before, until it is given. */
  beforeDoseOpensDaysBefore: 1,
  /** Of an experience: a patient answers once the visit is over, or so long after the dose where its end is not known. */
  rightAfterHours: 2,
  /** A clinician asks in the room when the experience is strongest: about so long after the first dose (clinical.md §4). */
  inRoomAfterMinutes: 40,
  rightAfterDueHours: 24,
  rightAfterClosesHours: 72,
  day1: { dueAfterDays: 1, closesAfterDays: 2 },
  day7: { dueAfterDays: 2, closesAfterDays: 4 },
  monthly: { dueAfterDays: 7, closesAfterDays: 21 },
  /** So near to a dosing day a month's asking is left out, where the same measure is asked before the dose. */
  monthlyApartDays: 3,
  source: 'Project default, to be confirmed by the clinic’s medical director',
  checked: 'background',
} as const;

export interface DoseOfCourse {
  readonly sessionId: string;
  readonly plannedAt?: Instant;
  /** When medicine was first given. */
  readonly givenAt?: Instant;
  /** When the visit was over. */
  readonly endedAt?: Instant;
}
/** What of a course the asking rests on. Sessions that were called off are not in it. */
export interface CourseForMeasures {
  readonly startedAt: Instant;
  readonly endedAt?: Instant;
  readonly doses: readonly DoseOfCourse[];
}

export interface MeasureDue {
  /** The same moment has the same key whenever it is worked out, so that it is asked once. */
  readonly key: string;
  readonly instrument: string;
  readonly moment: Exclude<MeasureMoment, 'at_will'>;
  readonly sessionId?: string;
  /** Of a monthly one: 1 is a month after the start. */
  readonly month?: number;
  readonly opensAt: Instant;
  /** From here on it is overdue. */
  readonly dueAt: Instant;
  /** Absent where it stays open: a baseline before there is a dose. */
  readonly closesAt?: Instant;
}

/** Those of a protocol's measures that Holdspace knows, and the names of those that it does not, so that none is lost. */
export function measuresOf({ measures }: Pick<Protocol, 'measures'>): {
  readonly asked: readonly { readonly instrument: Instrument; readonly moments: ReadonlySet<MeasureDue['moment']> }[];
  readonly unknown: readonly string[];
} {
  const found = new Map<string, { readonly instrument: Instrument; readonly moments: Set<MeasureDue['moment']> }>();
  const unknown: string[] = [];
  for (const { measure, when } of measures) {
    const instrument = instrumentNamed(measure);
    if (!instrument) {
      unknown.push(measure);
      continue;
    }
    const one = found.get(instrument.id) ?? { instrument, moments: new Set<MeasureDue['moment']>() };
    for (const moment of when) one.moments.add(moment === 'after_dose' ? 'right_after' : moment);
    found.set(instrument.id, one);
  }
  return { asked: [...found.values()], unknown };
}

/**
 * Every moment of a course that has opened by now, and the next ones that are known to come; the earliest first. A dose that
 * was planned for a day that has passed, and was not given, stands in the way of nothing.
 */
export function measuresDue(
  protocol: Pick<Protocol, 'measures'>,
  course: CourseForMeasures,
  zone: string,
  now: Instant,
): readonly MeasureDue[] {
  const doses = inOrder(course.doses);
  const today = dayAt(now, zone);
  const expected = doses.filter(({ givenAt, plannedAt }) => givenAt ?? (plannedAt && dayAt(plannedAt, zone) >= today));
  return measuresOf(protocol)
    .asked.flatMap(({ instrument, moments }) => {
      const asks = (moment: MeasureDue['moment'], made: () => readonly Made[]): readonly MeasureDue[] =>
        moments.has(moment) ? made().flatMap((one) => dueOf(instrument, moment, one)) : [];
      return [
        ...asks('baseline', () => [baseline(course, doses, zone)]),
        ...asks('before_dose', () => doses.map((dose) => beforeDose(course, dose, zone))),
        ...asks('right_after', () => doses.flatMap((dose) => rightAfter(instrument, dose))),
        ...asks('day_1', () => daysAfter(expected, 1, MEASURE_WINDOWS.day1, zone)),
        ...asks('day_7', () => daysAfter(expected, 7, MEASURE_WINDOWS.day7, zone)),
        ...asks('monthly', () => monthly(course, moments.has('before_dose') ? expected : [], zone, now)),
      ];
    })
    .toSorted((one, other) => one.opensAt.localeCompare(other.opensAt) || one.key.localeCompare(other.key));
}

export const MEASURE_STANDINGS = ['upcoming', 'open', 'overdue', 'answered', 'closed'] as const;
export type MeasureStanding = (typeof MEASURE_STANDINGS)[number];
export function measureStanding(
  { opensAt, dueAt, closesAt }: MeasureDue,
  isAnswered: boolean,
  now: Instant,
): MeasureStanding {
  if (isAnswered) return 'answered';
  if (now < opensAt) return 'upcoming';
  if (closesAt !== undefined && now >= closesAt) return 'closed';
  return now >= dueAt ? 'overdue' : 'open';
}

type Made = Omit<MeasureDue, 'key' | 'instrument' | 'moment'>;
const timeOf = ({ givenAt, plannedAt }: DoseOfCourse): Instant | undefined => givenAt ?? plannedAt;
/** One for each session, those without a time left out. */
const inOrder = (doses: readonly DoseOfCourse[]): readonly DoseOfCourse[] =>
  [...new Map(doses.map((dose) => [dose.sessionId, dose])).values()]
    .filter((dose) => timeOf(dose) !== undefined)
    .toSorted((one, other) => (timeOf(one) ?? '').localeCompare(timeOf(other) ?? ''));

/** What would close before it opens is never asked. */
function dueOf({ id }: Instrument, moment: MeasureDue['moment'], made: Made): readonly MeasureDue[] {
  const dueAt = latest(made.opensAt, made.dueAt);
  if (made.closesAt !== undefined && made.closesAt <= made.opensAt) return [];
  const occasion = made.sessionId ?? (made.month === undefined ? 'course' : `month-${made.month}`);
  return [{ key: `${id}:${moment}:${occasion}`, instrument: id, moment, ...made, dueAt }];
}

function baseline({ startedAt }: CourseForMeasures, doses: readonly DoseOfCourse[], zone: string): Made {
  const [first] = doses;
  const closesAt = doses.find(({ givenAt }) => givenAt !== undefined)?.givenAt;
  const lastDay = dayLater(dayAt(startedAt, zone), MEASURE_WINDOWS.baselineDueAfterDays);
  const latestDue = onClock(lastDay, MEASURE_WINDOWS.opens, zone);
  return { opensAt: startedAt, dueAt: (first && timeOf(first)) ?? latestDue, ...(closesAt && { closesAt }) };
}

/** One that was planned and not given closes with its day. */
function beforeDose({ startedAt }: CourseForMeasures, dose: DoseOfCourse, zone: string): Made {
  const at = timeOf(dose) ?? startedAt;
  const day = dayAt(at, zone);
  const opensAt = onClock(dayLater(day, -MEASURE_WINDOWS.beforeDoseOpensDaysBefore), MEASURE_WINDOWS.opens, zone);
  return {
    sessionId: dose.sessionId,
    opensAt: latest(startedAt, opensAt),
    dueAt: at,
    closesAt: dose.givenAt ?? onClock(dayLater(day, 1), '00:00', zone),
  };
}

/** The scales that a clinician fills in while the patient is there, as a protocol asks for them after a dose. */
export const scalesInRoom = (protocol: Pick<Protocol, 'measures'>): readonly Instrument[] =>
  measuresOf(protocol).asked.flatMap(({ instrument, moments }) =>
    instrument.by === 'clinician' && moments.has('right_after') ? [instrument] : [],
  );
/** When they are due in the room. They may be filled in from the first dose on. */
export const scalesDueAt = (givenAt: Instant): Instant => later(givenAt, MEASURE_WINDOWS.inRoomAfterMinutes * MINUTE);

/** A clinician asks while the patient is there; a patient answers afterwards. */
function rightAfter({ by }: Instrument, { sessionId, givenAt, endedAt }: DoseOfCourse): readonly Made[] {
  if (givenAt === undefined) return [];
  const over = latest(givenAt, endedAt ?? later(givenAt, MEASURE_WINDOWS.rightAfterHours * HOUR));
  const opensAt = by === 'clinician' ? givenAt : over;
  return [
    {
      sessionId,
      opensAt,
      dueAt: later(opensAt, MEASURE_WINDOWS.rightAfterDueHours * HOUR),
      closesAt: later(opensAt, MEASURE_WINDOWS.rightAfterClosesHours * HOUR),
    },
  ];
}

/** The next dose begins the counting anew: what would be asked on its day or later about the one before is not asked. */
function daysAfter(
  doses: readonly DoseOfCourse[],
  days: number,
  { dueAfterDays, closesAfterDays }: { readonly dueAfterDays: number; readonly closesAfterDays: number },
  zone: string,
): readonly Made[] {
  return doses.flatMap(({ sessionId, givenAt }): readonly Made[] => {
    if (givenAt === undefined) return [];
    const on = dayLater(dayAt(givenAt, zone), days);
    const next = doses.map(timeOf).find((at) => at !== undefined && at > givenAt);
    if (next !== undefined && dayAt(next, zone) <= on) return [];
    const at = (offset: number) => onClock(dayLater(on, offset), MEASURE_WINDOWS.opens, zone);
    // What is answered after the next dose is about that one.
    const closesAt = earlier(at(closesAfterDays), next);
    return [{ sessionId, opensAt: at(0), dueAt: earlier(at(dueAfterDays), closesAt), closesAt }];
  });
}

const earlier = (one: Instant, other: Instant | undefined): Instant =>
  other !== undefined && other < one ? other : one;

/** The same day of each month after the start, for as long as the course lasts. `doses`: those before which it is asked. */
function monthly(
  { startedAt, endedAt }: CourseForMeasures,
  doses: readonly DoseOfCourse[],
  zone: string,
  now: Instant,
): readonly Made[] {
  const { opens, monthlyApartDays, monthly: lasts } = MEASURE_WINDOWS;
  const from = dayAt(startedAt, zone);
  const dosingDays = doses.flatMap((dose) => {
    const at = timeOf(dose);
    return at === undefined ? [] : [dayAt(at, zone)];
  });
  const made: Made[] = [];
  for (let month = 1; ; month += 1) {
    const on = monthsLater(from, month);
    const at = (offset: number) => onClock(dayLater(on, offset), opens, zone);
    if (endedAt !== undefined && at(0) >= endedAt) break;
    if (!dosingDays.some((day) => Math.abs(daysBetween(day, on)) <= monthlyApartDays))
      made.push({ month, opensAt: at(0), dueAt: at(lasts.dueAfterDays), closesAt: at(lasts.closesAfterDays) });
    if (at(0) > now) break;
  }
  return made;
}

/** The last of a month where it is shorter: a month after 31 January is 28 February. */
function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** At a time that the clocks skip, as if they had not. */
function onClock(day: string, clock: string, zone: string): Instant {
  const moment = momentOfClock(`${day}T${clock}`, zone);
  return moment.known ? moment.at : instant(Date.parse(`${day}T${clock}:00Z`));
}
