import { sayQuantity } from '../../quantity.ts';
import { type SpanningRule, unless } from '../spanning-rule.ts';

export const doseRangeHolds: SpanningRule = {
  id: 'dose-range-holds',
  title: 'The usual dose lies in the allowed range, and the range under the absolute maximum',
  check({ dose: { basis, absoluteMaximum } }) {
    if (basis.by === 'fixed') return [];
    const { usual, allowed } = basis;
    const { low, high } = allowed;
    const range = `${sayQuantity(low)} to ${sayQuantity(high)}`;
    const most = absoluteMaximum.perKilogram;
    const path = ['dose', 'absoluteMaximum', 'perKilogram'];
    return [
      ...unless(low.value <= high.value, ['dose', 'basis', 'allowed'], `${range}: the low end is above the high.`),
      ...unless(
        usual.value >= low.value && usual.value <= high.value,
        ['dose', 'basis', 'usual'],
        `The usual dose, ${sayQuantity(usual)}, is outside ${range}.`,
      ),
      ...unless(most !== undefined, path, 'A dose by weight needs an absolute maximum per kilogram too.'),
      ...unless(
        most === undefined || most.value >= high.value,
        path,
        `The absolute maximum, ${most && sayQuantity(most)}, is below the allowed ${sayQuantity(high)}.`,
      ),
    ];
  },
};
