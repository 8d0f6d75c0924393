import { rule } from '../rule.ts';
import { isUnderMedicine, TOUCH_BEFORE_MEDICINE } from '../touch.ts';

export const touchAgreedBeforeMedicine = rule({
  id: TOUCH_BEFORE_MEDICINE,
  title: 'Touch is agreed before the medicine, never widened under it',
  source:
    'clinical §2 (touch consent asked again on the day); that nobody is asked for more in a non-ordinary state: background',
  stop: 'hard',
  overrideBy: [],
  commands: ['ConfirmGate'],
  check: (state, { finding, at }) =>
    finding.gate === 'touch_consent' && finding.given && isUnderMedicine(state, at)
      ? {
          field: 'finding.given',
          message: 'The patient is under the medicine, where nobody is asked for more touch than was agreed before it.',
          numbers: { at },
          satisfy:
            'Hold to what was agreed before the dose; less can be said at any moment ("Withdraw touch"). After the return is recorded, ask again.',
        }
      : null,
});
