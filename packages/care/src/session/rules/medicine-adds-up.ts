import { sayQuantity } from '../../quantity.ts';
import { leftOf, unaccounted } from '../draws.ts';
import { rule } from '../rule.ts';
import { SENIOR_CLINICIANS } from './answers.ts';

export const medicineAddsUp = rule({
  id: 'medicine-adds-up',
  title: 'What was drawn is given, wasted, put back or lost before the session closes',
  source: '21 CFR 1304.22; clinical §8 (waste witnessed)',
  stop: 'soft',
  overrideBy: SENIOR_CLINICIANS,
  commands: ['SignDischarge', 'CancelSession'],
  check(state) {
    const { left, unwitnessed } = unaccounted(state);
    if (left.length + unwitnessed.length === 0) return null;
    const parts = [
      ...left.map((one) => `${sayQuantity(leftOf(one))} of ${one.container.label} is left in hand`),
      ...unwitnessed.map((one) => `${sayQuantity(one.amount)} wasted by ${one.by.name} waits for its witness`),
    ];
    return {
      message: `Medicine does not add up: ${parts.join('; ')}.`,
      numbers: Object.fromEntries(left.map((one) => [one.container.label, sayQuantity(leftOf(one))])),
      satisfy:
        'Waste what is left before a witness, or put whole pieces back. A senior clinician may close with a reason; a discrepancy is opened.',
    };
  },
});
