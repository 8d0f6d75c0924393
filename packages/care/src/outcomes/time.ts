/** How long: until a response is lost, and until the next dose. Times are whole days. */
import { logRank } from '../statistics/log-rank.ts';
import { type FollowUp, kaplanMeier } from '../statistics/survival.ts';
import type { CoursesMeasured, KnownProtocol } from './change.ts';
import { movedCourses, protocolShown } from './change.ts';
import type { OutcomeCurves, OutcomesTime } from './contract.ts';
import type { FoundScale } from './measure.ts';
import { figuresOf } from './rules.ts';

/** So many were followed for so many days, and it happened then, or had not happened yet. */
export interface FollowedDays {
  readonly protocolId: string;
  readonly days: number;
  readonly happened: boolean;
  readonly n: number;
}
/** What a response is, as a question asks for it. */
export interface ResponseRule {
  readonly higherIs: 'worse' | 'better';
  readonly percent: number;
}

/** Null where the scale has no such rule, or no better side. */
export function responseRule(found: FoundScale): ResponseRule | null {
  const response = figuresOf(found)?.response;
  const { higherIs } = found.scale;
  return response && higherIs !== 'neither' ? { higherIs, percent: response.percent } : null;
}

export const RELAPSE_RULE =
  'Courses that responded, from the first answer that was a response to the first later one that is none any more; who had no such answer counts until the last one. A course without both answers is missing. This rule is the project’s own (background: to be checked by the clinic).';
/** One follow-up for each patient: whose doses come often would count more than others otherwise, and be no news each time. */
export const nextDoseRule = (dose: number): string =>
  `From each patient’s dose of number ${dose} at the clinic to the next, whatever course that is of; without a next one it counts until the records were copied. Each patient counts once, under the protocol of the dose that is counted from. Why there was no other dose, it does not say.`;

const noneOf = (count: number): null[] => new Array<null>(Math.max(0, count)).fill(null);
const followUpOf = (followed: readonly FollowedDays[], missing: number): FollowUp => {
  const each = followed.flatMap((one) => new Array<FollowedDays>(one.n).fill(one));
  return {
    time: [...each.map(({ days }) => days), ...noneOf(missing)],
    event: [...each.map(({ happened }) => happened), ...noneOf(missing)],
  };
};

function curvesOf(
  rule: string,
  protocols: readonly KnownProtocol[],
  followed: readonly FollowedDays[],
  missingOf: (protocolId: string) => number,
): OutcomeCurves {
  const groups = protocols.flatMap((protocol) => {
    const own = followed.filter(({ protocolId }) => protocolId === protocol.id);
    const missing = missingOf(protocol.id);
    return own.length === 0 && missing === 0
      ? []
      : [{ protocol, isFollowed: own.length > 0, followUp: followUpOf(own, missing) }];
  });
  return {
    rule,
    protocols: groups.map(({ protocol, followUp }) => ({
      protocol: protocolShown(protocol),
      survival: kaplanMeier(followUp),
    })),
    // Of whom nobody was followed, there is nothing to compare.
    test: logRank(groups.filter(({ isFollowed }) => isFollowed).map(({ followUp }) => followUp)),
  };
}

/** `relapses` is null where the scale has no rule of response. */
export function outcomesTime(
  found: FoundScale,
  protocols: readonly KnownProtocol[],
  courses: readonly CoursesMeasured[],
  {
    relapses,
    nextDoses,
    dose,
  }: {
    readonly relapses: readonly FollowedDays[];
    readonly nextDoses: readonly FollowedDays[];
    /** The number of the dose that the next one is counted from. */
    readonly dose: number;
  },
): OutcomesTime {
  const lacking = new Map(
    courses.map((measured) => [measured.protocolId, measured.courses - movedCourses(found, measured).length]),
  );
  return {
    relapse: responseRule(found) ? curvesOf(RELAPSE_RULE, protocols, relapses, (id) => lacking.get(id) ?? 0) : null,
    nextDose: curvesOf(nextDoseRule(dose), protocols, nextDoses, () => 0),
  };
}
