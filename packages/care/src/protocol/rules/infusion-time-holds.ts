import { sayQuantity } from '../../quantity.ts';
import { type SpanningRule, unless } from '../spanning-rule.ts';

export const infusionTimeHolds: SpanningRule = {
  id: 'infusion-time-holds',
  title: 'The infusion time lies in its range, and the pump can run it',
  check({ delivery }) {
    if (delivery.kind !== 'infusion') return [];
    const { duration, durationAllowed, bagVolume, pumpStep, highestRate } = delivery;
    const { low, high } = durationAllowed;
    const range = `${sayQuantity(low)} to ${sayQuantity(high)}`;
    return [
      ...unless(low.value > 0, ['delivery', 'durationAllowed', 'low'], 'An infusion takes longer than no time.'),
      ...unless(low.value <= high.value, ['delivery', 'durationAllowed'], `${range}: the low end is above the high.`),
      ...unless(
        duration.value >= low.value && duration.value <= high.value,
        ['delivery', 'duration'],
        `${sayQuantity(duration)} is outside ${range}.`,
      ),
      ...unless(
        low.value * highestRate.value >= bagVolume.value * 3600,
        ['delivery', 'highestRate'],
        `${sayQuantity(bagVolume)} cannot run in ${sayQuantity(low)} at ${sayQuantity(highestRate)}.`,
      ),
      ...unless(
        high.value * pumpStep.value <= bagVolume.value * 3600,
        ['delivery', 'pumpStep'],
        `${sayQuantity(bagVolume)} over ${sayQuantity(high)} is slower than the pump's step, ${sayQuantity(pumpStep)}.`,
      ),
    ];
  },
};
