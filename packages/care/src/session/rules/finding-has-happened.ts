import { toMilliseconds } from '../../instant.ts';
import type { CommandOf } from '../commands.ts';
import { rule, type Violation } from '../rule.ts';
import { dayAt } from '../site-day.ts';
import { CLOCK_TOLERANCE } from './not-in-the-future.ts';

type Finding = CommandOf<'ConfirmGate'>['finding'];
/** What is dated in a finding: the day a paper was signed, the time of the last meal. */
interface Dated {
  readonly field: string;
  readonly what: string;
  readonly on: string;
}

const daysOf = (finding: Finding): readonly Dated[] => {
  if (finding.gate === 'consent')
    return [{ field: 'finding.signedOn', what: 'The day of the consent', on: finding.signedOn }];
  if (finding.gate === 'screening')
    return [{ field: 'finding.signedOn', what: 'The day of the screening', on: finding.signedOn }];
  if (finding.gate === 'weight')
    return [{ field: 'finding.measuredOn', what: 'The day of weighing', on: finding.measuredOn }];
  return [];
};
const momentsOf = (finding: Finding): readonly Dated[] =>
  finding.gate === 'fasting'
    ? [
        { field: 'finding.lastSolids', what: 'The time of the last meal', on: finding.lastSolids },
        { field: 'finding.lastClearLiquids', what: 'The time of the last drink', on: finding.lastClearLiquids },
      ]
    : [];

export const findingHasHappened = rule({
  id: 'finding-has-happened',
  title: 'What a gate is confirmed by has happened, in the patient’s life and before it is confirmed',
  source: 'clinical.md §2; design: every event carries the clinical time',
  stop: 'hard',
  overrideBy: [],
  commands: ['ConfirmGate'],
  keepsTheRecordCoherent: true,
  check({ plan }, { at, finding }) {
    const zone = plan?.zone ?? 'UTC';
    const today = dayAt(at, zone);
    const born = plan?.patient.dateOfBirth ?? '';
    const satisfy = 'Correct the date.';
    return [
      ...daysOf(finding).map((dated) => ({ ...dated, day: dated.on, isAhead: dated.on > today })),
      ...momentsOf(finding).map((dated) => ({
        ...dated,
        day: dayAt(dated.on as typeof at, zone),
        isAhead: toMilliseconds(dated.on as typeof at) > toMilliseconds(at) + CLOCK_TOLERANCE,
      })),
    ].flatMap(({ field, what, on, day, isAhead }): Violation[] => {
      if (isAhead)
        return [{ field, message: `${what} is in the future.`, numbers: { [field]: on, at, today }, satisfy }];
      if (day < born)
        return [{ field, message: `${what} is before the patient’s birth.`, numbers: { [field]: on, born }, satisfy }];
      return [];
    });
  },
});
