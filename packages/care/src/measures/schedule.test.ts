import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockAt } from '../governance/clinic-clock.ts';
import { DAY, HOUR, type Instant, instant, later } from '../instant.ts';
import { SHIPPED_PROTOCOLS } from '../protocols/index.ts';
import {
  type CourseForMeasures,
  type DoseOfCourse,
  MEASURE_WINDOWS,
  type MeasureDue,
  measureStanding,
  measuresDue,
  measuresOf,
  scalesDueAt,
  scalesInRoom,
} from './schedule.ts';

const ZONE = 'America/Chicago';
const at = (text: string): Instant => instant(Date.parse(text));
/** 2 March 2026, 09:00 in Chicago. */
const START = at('2026-03-02T15:00:00Z');
const LATER = at('2026-12-31T00:00:00Z');
type When = 'baseline' | 'before_dose' | 'after_dose' | 'day_1' | 'day_7' | 'monthly';
const asking = (measure: string, ...when: When[]) => ({ measures: [{ measure, when, why: 'To see.' }] });
const given = (sessionId: string, text: string, hours = 2): DoseOfCourse => ({
  sessionId,
  givenAt: at(text),
  endedAt: later(at(text), hours * HOUR),
});
const planned = (sessionId: string, text: string): DoseOfCourse => ({ sessionId, plannedAt: at(text) });
const course = (...doses: DoseOfCourse[]): CourseForMeasures => ({ startedAt: START, doses });
const due = (protocol: ReturnType<typeof asking>, of: CourseForMeasures, now = START) =>
  measuresDue(protocol, of, ZONE, now);
const clock = (moment: Instant | undefined) => moment && clockAt(moment, ZONE).replace('T', ' ');
const said = (one: MeasureDue | undefined) =>
  one && `${one.key}: ${clock(one.opensAt)} – ${clock(one.dueAt)} – ${clock(one.closesAt) ?? 'open'}`;
const first = (all: readonly MeasureDue[]): MeasureDue => {
  const [one] = all;
  if (!one) throw new Error('nothing is due');
  return one;
};

describe('a baseline', () => {
  test('opens with the course, and is due a week later where no dose is planned', () => {
    expect(due(asking('PHQ-9', 'baseline'), course()).map(said)).toEqual([
      'phq-9:baseline:course: 2026-03-02 09:00 – 2026-03-09 08:00 – open',
    ]);
  });
  test('is due by the first dose, and closes once it is given: after it there is no baseline', () => {
    const before = course(planned('one', '2026-03-05T16:00:00Z'));
    expect(first(due(asking('PHQ-9', 'baseline'), before))).toMatchObject({ dueAt: at('2026-03-05T16:00:00Z') });
    const one = first(due(asking('PHQ-9', 'baseline'), course(given('one', '2026-03-05T16:20:00Z'))));
    expect(measureStanding(one, false, at('2026-03-05T16:20:00Z'))).toBe('closed');
    expect(measureStanding(one, false, at('2026-03-05T16:19:59Z'))).toBe('open');
  });
});

describe('before a dose', () => {
  const protocol = asking('PHQ-9', 'before_dose');
  test('opens on the morning of the day before, is due when the dose is planned, closes when it is given', () => {
    expect(due(protocol, course(planned('one', '2026-03-05T16:00:00Z'))).map(said)).toEqual([
      'phq-9:before_dose:one: 2026-03-04 08:00 – 2026-03-05 10:00 – 2026-03-06 00:00',
    ]);
    expect(
      due(protocol, course({ ...planned('one', '2026-03-05T16:00:00Z'), givenAt: at('2026-03-05T17:00:00Z') })).map(
        said,
      ),
    ).toEqual(['phq-9:before_dose:one: 2026-03-04 08:00 – 2026-03-05 11:00 – 2026-03-05 11:00']);
  });
  test('a dose that is moved is asked about once, at its new time', () => {
    const moved = due(protocol, course(planned('one', '2026-03-05T16:00:00Z'), planned('one', '2026-03-12T16:00:00Z')));
    expect(moved.map(said)).toEqual(['phq-9:before_dose:one: 2026-03-11 08:00 – 2026-03-12 11:00 – 2026-03-13 00:00']);
  });
  test('nothing is asked before the course has started', () => {
    expect(due(protocol, course(planned('one', '2026-03-02T16:00:00Z'))).map(said)).toEqual([
      'phq-9:before_dose:one: 2026-03-02 09:00 – 2026-03-02 10:00 – 2026-03-03 00:00',
    ]);
  });
});

describe('right after a dose', () => {
  test('a patient is asked once the visit is over', () => {
    expect(due(asking('MEQ30', 'after_dose'), course(given('one', '2026-03-05T16:00:00Z', 3))).map(said)).toEqual([
      'meq30:right_after:one: 2026-03-05 13:00 – 2026-03-06 13:00 – 2026-03-08 14:00',
    ]);
  });
  test('or two hours after the dose, where nobody wrote down its end', () => {
    const open = course({ sessionId: 'one', givenAt: at('2026-03-05T16:00:00Z') });
    expect(first(due(asking('MEQ30', 'after_dose'), open)).opensAt).toBe(at('2026-03-05T18:00:00Z'));
  });
  test('a clinician’s scale opens with the dose', () => {
    expect(first(due(asking('CADSS', 'after_dose'), course(given('one', '2026-03-05T16:00:00Z')))).opensAt).toBe(
      at('2026-03-05T16:00:00Z'),
    );
  });
  test('a dose that is only planned asks for nothing', () => {
    expect(due(asking('MEQ30', 'after_dose'), course(planned('one', '2026-03-05T16:00:00Z')))).toEqual([]);
  });
});

describe('days after a dose', () => {
  test('are the site’s days, at eight in the morning of its clock, over the change of the clocks too', () => {
    // Clocks go forward on 8 March 2026.
    expect(due(asking('PHQ-9', 'day_1', 'day_7'), course(given('one', '2026-03-06T03:00:00Z'))).map(said)).toEqual([
      'phq-9:day_1:one: 2026-03-06 08:00 – 2026-03-07 08:00 – 2026-03-08 08:00',
      'phq-9:day_7:one: 2026-03-12 08:00 – 2026-03-14 08:00 – 2026-03-16 08:00',
    ]);
  });
  test('the next dose begins the counting anew: a week after is not asked on its day or later', () => {
    const weekly = course(given('one', '2026-03-05T16:00:00Z'), planned('two', '2026-03-12T16:00:00Z'));
    expect(due(asking('PHQ-9', 'day_1', 'day_7'), weekly).map(({ key }) => key)).toEqual(['phq-9:day_1:one']);
    const apart = course(given('one', '2026-03-05T16:00:00Z'), planned('two', '2026-03-13T16:00:00Z'));
    expect(due(asking('PHQ-9', 'day_7'), apart).map(({ key }) => key)).toEqual(['phq-9:day_7:one']);
  });
  test('what is open when the next dose comes closes with it: an answer after that is about the next one', () => {
    const soon = course(given('one', '2026-03-05T16:00:00Z'), given('two', '2026-03-13T16:00:00Z'));
    const [week] = due(asking('PHQ-9', 'day_7'), soon);
    expect(said(week)).toBe('phq-9:day_7:one: 2026-03-12 08:00 – 2026-03-13 11:00 – 2026-03-13 11:00');
  });
  test('but a dose that was planned and did not come to be stands in the way of nothing', () => {
    const missed = course(given('one', '2026-03-05T16:00:00Z'), planned('two', '2026-03-12T16:00:00Z'));
    const on = (text: string) => due(asking('PHQ-9', 'day_7'), missed, at(text)).map(({ key }) => key);
    expect(on('2026-03-12T20:00:00Z')).toEqual([]);
    expect(on('2026-03-13T14:00:00Z')).toEqual(['phq-9:day_7:one']);
  });
});

describe('each month', () => {
  const protocol = asking('PHQ-9', 'monthly');
  test('the same day of the month; and no more once the course has ended', () => {
    const ended = { ...course(), endedAt: at('2026-05-20T00:00:00Z') };
    expect(due(protocol, ended, LATER).map(said)).toEqual([
      'phq-9:monthly:month-1: 2026-04-02 08:00 – 2026-04-09 08:00 – 2026-04-23 08:00',
      'phq-9:monthly:month-2: 2026-05-02 08:00 – 2026-05-09 08:00 – 2026-05-23 08:00',
    ]);
  });
  test('a month after the 31st is the last of the month, and does not drift', () => {
    const days = measuresDue(
      protocol,
      { startedAt: at('2026-01-31T18:00:00Z'), doses: [] },
      ZONE,
      at('2026-04-15T00:00:00Z'),
    );
    expect(days.map(({ opensAt }) => clock(opensAt)?.slice(0, 10))).toEqual(['2026-02-28', '2026-03-31', '2026-04-30']);
  });
  test('what opens next is there, and no further', () => {
    expect(due(protocol, course(), START).map(({ month }) => month)).toEqual([1]);
  });
  test('is left out within three days of a dose before which the same is asked anyway', () => {
    const doses = course(given('one', '2026-04-05T16:00:00Z'));
    const months = (...when: When[]) =>
      due(asking('PHQ-9', ...when), doses, at('2026-05-10T00:00:00Z')).flatMap(({ month }) => month ?? []);
    expect(months('monthly', 'before_dose')).toEqual([2, 3]);
    expect(months('monthly')).toEqual([1, 2, 3]);
  });
});

test('upcoming, open, overdue, closed; and answered whenever it was', () => {
  const one = first(due(asking('PHQ-9', 'day_1'), course(given('one', '2026-03-05T16:00:00Z'))));
  const standing = (text: string, isAnswered = false) => measureStanding(one, isAnswered, at(text));
  expect(standing('2026-03-06T13:59:59Z')).toBe('upcoming');
  expect(standing('2026-03-06T14:00:00Z')).toBe('open');
  expect(standing('2026-03-07T14:00:00Z')).toBe('overdue');
  expect(standing('2026-03-08T13:00:00Z')).toBe('closed');
  expect(standing('2026-03-20T00:00:00Z', true)).toBe('answered');
});

describe('a protocol’s measures', () => {
  test.each(SHIPPED_PROTOCOLS.map((one) => [one.id, one] as const))('all of %s are known', (_, protocol) => {
    expect(measuresOf(protocol).unknown).toEqual([]);
  });
  test('one that is not known is named, not lost', () => {
    const read = measuresOf({
      measures: [...asking('PHQ-9', 'baseline').measures, ...asking('Our own', 'day_1').measures],
    });
    expect(read.unknown).toEqual(['Our own']);
    expect(read.asked.map(({ instrument }) => instrument.id)).toEqual(['phq-9']);
  });
  test('named twice, it is asked once at each moment', () => {
    const twice = {
      measures: [...asking('PHQ-9', 'baseline').measures, ...asking('phq 9', 'baseline', 'day_1').measures],
    };
    const keys = due(twice, course(given('one', '2026-03-05T16:00:00Z'))).map(({ key }) => key);
    expect(keys).toEqual(['phq-9:baseline:course', 'phq-9:day_1:one']);
  });
});

describe('law', () => {
  const whenever = fc.integer({ min: -5 * 24, max: 120 * 24 }).map((hours) => later(START, hours * HOUR));
  const doses = fc.uniqueArray(
    fc.record({ sessionId: fc.uuid(), time: whenever, isGiven: fc.boolean(), length: fc.integer({ min: 0, max: 8 }) }),
    { maxLength: 8, selector: ({ sessionId }) => sessionId },
  );
  const courses = doses.map((all) =>
    course(
      ...all.map(({ sessionId, time, isGiven, length }) =>
        isGiven ? { sessionId, givenAt: time, endedAt: later(time, length * HOUR) } : { sessionId, plannedAt: time },
      ),
    ),
  );
  const protocols = fc.constantFrom(...SHIPPED_PROTOCOLS, {
    measures: ['PHQ-9', 'CADSS', 'MEQ30'].flatMap(
      (measure) => asking(measure, 'baseline', 'before_dose', 'after_dose', 'day_1', 'day_7', 'monthly').measures,
    ),
  });
  const zones = fc.constantFrom('America/Chicago', 'Pacific/Auckland', 'Asia/Kathmandu', 'UTC', 'America/St_Johns');

  test('each moment is due once, and once for each dose', () => {
    fc.assert(
      fc.property(protocols, courses, zones, whenever, (protocol, of, zone, now) => {
        const all = measuresDue(protocol, of, zone, now);
        expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
        const ofDoses = all.filter(({ sessionId }) => sessionId !== undefined);
        const told = ofDoses.map(({ instrument, moment, sessionId }) => `${instrument} ${moment} ${sessionId}`);
        expect(new Set(told).size).toBe(told.length);
      }),
    );
  });
  test('none is open before it opens, each is due after that and closes after it was open', () => {
    fc.assert(
      fc.property(protocols, courses, zones, whenever, (protocol, of, zone, now) => {
        for (const one of measuresDue(protocol, of, zone, now)) {
          expect(one.opensAt >= of.startedAt || one.sessionId !== undefined).toBe(true);
          expect(one.dueAt >= one.opensAt).toBe(true);
          if (one.closesAt !== undefined) expect(one.closesAt > one.opensAt).toBe(true);
          const standing = measureStanding(one, false, now);
          expect(standing === 'upcoming').toBe(now < one.opensAt);
        }
      }),
    );
  });
  test('nothing about a dose is asked after it before it was given', () => {
    fc.assert(
      fc.property(protocols, courses, zones, (protocol, of, zone) => {
        for (const { moment, sessionId, opensAt } of measuresDue(protocol, of, zone, LATER)) {
          if (moment !== 'right_after' && moment !== 'day_1' && moment !== 'day_7') continue;
          const dose = of.doses.find((one) => one.sessionId === sessionId);
          expect(dose?.givenAt !== undefined && opensAt >= dose.givenAt).toBe(true);
        }
      }),
    );
  });
  test('the order in which sessions are told of does not matter', () => {
    fc.assert(
      fc.property(protocols, courses, zones, (protocol, of, zone) => {
        const turned = { ...of, doses: [...of.doses].reverse() };
        const keys = (one: CourseForMeasures) => measuresDue(protocol, one, zone, LATER);
        expect(keys(turned)).toEqual(keys(of));
      }),
      { numRuns: 50 },
    );
  });
  test('the windows follow each other', () => {
    const { day1, day7, monthly, rightAfterDueHours, rightAfterClosesHours } = MEASURE_WINDOWS;
    for (const { dueAfterDays, closesAfterDays } of [day1, day7, monthly])
      expect(closesAfterDays).toBeGreaterThan(dueAfterDays);
    expect(rightAfterClosesHours).toBeGreaterThan(rightAfterDueHours);
    expect(monthly.closesAfterDays * DAY).toBeLessThan(28 * DAY);
  });
});

describe('in the room', () => {
  test('a clinician asks the scales that the protocol has after a dose, and no patient’s measure is among them', () => {
    const asked = { measures: [...asking('CADSS', 'after_dose').measures, ...asking('MEQ30', 'after_dose').measures] };
    expect(scalesInRoom(asked).map(({ id }) => id)).toEqual(['cadss']);
    expect(scalesInRoom(asking('MADRS', 'baseline'))).toEqual([]);
  });
  test('they are due 40 minutes after the first dose, when dissociation is strongest', () => {
    expect(scalesDueAt(at('2026-03-09T15:00:00Z'))).toBe(at('2026-03-09T15:40:00Z'));
  });
});
