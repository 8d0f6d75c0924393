import { sayQuantity } from '../../quantity.ts';
import { type SpanningRule, unless } from '../spanning-rule.ts';

export const boosterHolds: SpanningRule = {
  id: 'booster-holds',
  title: 'A booster has a range and a time window, and alone does not pass the absolute maximum',
  check({ dose: { booster, absoluteMaximum } }) {
    if (!booster) return [];
    const { allowed, earliest, latest } = booster;
    const { low, high } = allowed;
    return [
      ...unless(
        low.value <= high.value,
        ['dose', 'booster', 'allowed'],
        `${sayQuantity(low)} to ${sayQuantity(high)}: the low end is above the high.`,
      ),
      ...unless(
        high.value < absoluteMaximum.amount.value,
        ['dose', 'booster', 'allowed', 'high'],
        `A booster of ${sayQuantity(high)} leaves nothing for the first dose under ${sayQuantity(absoluteMaximum.amount)}.`,
      ),
      ...unless(
        earliest.value <= latest.value,
        ['dose', 'booster', 'earliest'],
        `It may be given from ${sayQuantity(earliest)} but only until ${sayQuantity(latest)}.`,
      ),
    ];
  },
};
