import { type SpanningRule, unless } from '../spanning-rule.ts';

export const callLimitsAreOrdered: SpanningRule = {
  id: 'call-limits-are-ordered',
  title: 'A call is raised outside a range, not inside it',
  check: ({ callLimits: { systolicAtLeast, diastolicAtLeast, heartRateAbove, heartRateBelow } }) => [
    ...unless(
      systolicAtLeast.value > diastolicAtLeast.value,
      ['callLimits', 'diastolicAtLeast'],
      `${systolicAtLeast.value}/${diastolicAtLeast.value} mmHg: the systolic pressure is the higher one.`,
    ),
    ...unless(
      heartRateBelow.value < heartRateAbove.value,
      ['callLimits', 'heartRateBelow'],
      `Every heart rate is below ${heartRateBelow.value} or above ${heartRateAbove.value}.`,
    ),
  ],
};
