/** How courses changed on one scale, by protocol: what the page says of before and after, response, remission and each moment. */

import { scoreChange } from '../measures/change.ts';
import { measuresOf } from '../measures/schedule.ts';
import type { MovedScore } from '../measures/score-lines.ts';
import type { Protocol } from '../protocol/schema.ts';
import { meanOf, meanOfSummary, pairedChange, standardisedChange } from '../statistics/means.ts';
import { proportion } from '../statistics/proportions.ts';
import type {
  OutcomeMoment,
  OutcomeProtocol,
  OutcomeShare,
  OutcomesChange,
  ProtocolChange,
  ShownMoment,
} from './contract.ts';

import { type FoundScale, measureShown } from './measure.ts';
import { figuresOf, rulesOf } from './rules.ts';

/** One place in both lists is one course that has an answer; null where it has none then. */
export interface CoursesMeasured {
  readonly protocolId: string;
  /** All that were begun, answered or not. */
  readonly courses: number;
  readonly before: readonly (number | null)[];
  readonly after: readonly (number | null)[];
}
/** Of the occasions of one moment: how many answered, and how many were to be there by now. */
export interface MomentMeasured {
  readonly protocolId: string;
  readonly moment: ShownMoment;
  readonly answered: number;
  /** Null where it is not counted. */
  readonly expected: number | null;
  readonly mean: number | null;
  readonly deviation: number | null;
}
/** A protocol as the clinic has it now. */
export type KnownProtocol = OutcomeProtocol & { readonly measures: Protocol['measures'] };

export const protocolShown = ({ id, title, way }: KnownProtocol): OutcomeProtocol => ({ id, title, way });

export function outcomesChange(
  found: FoundScale,
  protocols: readonly KnownProtocol[],
  courses: readonly CoursesMeasured[],
  moments: readonly MomentMeasured[],
): OutcomesChange {
  return {
    measure: measureShown(found),
    protocols: protocols.flatMap((protocol) => {
      const measured = courses.find(({ protocolId }) => protocolId === protocol.id);
      if (!measured) return [];
      const ofProtocol = moments.filter(({ protocolId }) => protocolId === protocol.id);
      return [{ ...changeOf(found, protocol, measured), moments: momentsOf(found, protocol, ofProtocol) }];
    }),
    rules: rulesOf(found),
  };
}

/** Of courses with both answers, each with what the measure's own rules say of it. */
export function movedCourses({ instrument, scale }: FoundScale, { before, after }: CoursesMeasured): MovedScore[] {
  const one = { scales: [scale], change: instrument.change };
  return before.flatMap((from, place) => {
    const to = after[place];
    if (from === null || to === null || to === undefined) return [];
    return scoreChange(one, { [scale.id]: from }, { [scale.id]: to }).flatMap((moved) =>
      'none' in moved ? [] : [moved],
    );
  });
}

function changeOf(
  found: FoundScale,
  protocol: KnownProtocol,
  measured: CoursesMeasured,
): Omit<ProtocolChange, 'moments'> {
  const { courses } = measured;
  const moved = movedCourses(found, measured);
  const missing = courses - moved.length;
  // Courses that lack one of the two stand as empty places, so that they are counted beside every figure.
  const lacking = new Array<null>(missing).fill(null);
  const before = [...moved.map(({ from }) => from), ...lacking];
  const after = [...moved.map(({ to }) => to), ...lacking];
  const share = (of: readonly MovedScore[], has: (one: MovedScore) => boolean): OutcomeShare =>
    proportion({ events: of.filter(has).length, n: of.length, missing });
  const { response, remission, reliable } = figuresOf(found) ?? {};
  const isReliable = (one: MovedScore, way: 'better' | 'worse') => one.isReliable === true && one.direction === way;
  const improved = moved.filter((one) => isReliable(one, 'better')).length;
  const worsened = moved.filter((one) => isReliable(one, 'worse')).length;
  return {
    protocol: protocolShown(protocol),
    courses,
    withBaseline: measured.before.filter((value) => value !== null).length,
    withBoth: moved.length,
    before: meanOf(before),
    after: meanOf(after),
    change: pairedChange(before, after),
    standardised: standardisedChange(before, after),
    response: response
      ? share(
          moved.filter(({ isResponse }) => isResponse !== undefined),
          ({ isResponse }) => isResponse === true,
        )
      : null,
    remission: remission
      ? share(
          moved.filter(({ beganInRemission }) => !beganInRemission),
          ({ isRemission }) => isRemission === true,
        )
      : null,
    reliable:
      reliable && found.scale.higherIs !== 'neither'
        ? { improved, same: moved.length - improved - worsened, worsened }
        : null,
  };
}

/** A moment is shown where the protocol asks then, or somebody answered all the same. */
function momentsOf(
  { instrument }: FoundScale,
  { measures }: KnownProtocol,
  measured: readonly MomentMeasured[],
): readonly OutcomeMoment[] {
  const asked = measuresOf({ measures }).asked.find((one) => one.instrument.id === instrument.id)?.moments;
  return measured.flatMap(({ moment, answered, mean, deviation, ...counted }): readonly OutcomeMoment[] => {
    const expected = asked?.has(moment) ? counted.expected : null;
    if (answered === 0 && !asked?.has(moment)) return [];
    const missing = expected === null ? 0 : Math.max(0, expected - answered);
    const summary = { n: answered, mean: mean ?? 0, standardDeviation: deviation ?? 0 };
    return [{ moment, mean: meanOfSummary(summary, missing), expected, answered }];
  });
}
