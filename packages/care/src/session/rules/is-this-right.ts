import { sayQuantity } from '../../quantity.ts';
import { weightAt } from '../gates.ts';
import { rule } from '../rule.ts';
import { implausibleReadings } from '../vital-signs.ts';
import { CLINICAL_STAFF } from './answers.ts';

/** Percent of change since the last weight above which the author is asked. Source: clinical §4. */
export const WEIGHT_CHANGE_ASKS_ABOVE = 10;

export const isThisRight = rule({
  id: 'is-this-right',
  title: 'An unlikely reading is confirmed before it is stored',
  source: 'clinical §4 (ask "is this right?")',
  stop: 'soft',
  overrideBy: CLINICAL_STAFF,
  commands: ['RecordVitalSigns', 'ConfirmGate'],
  keepsTheRecordCoherent: true,
  check(state, command) {
    if (command.type === 'RecordVitalSigns')
      return implausibleReadings(command.vitalSigns)
        .filter((one) => !command.confirmed?.includes(one.field))
        .map((one) => ({
          field: `vitalSigns.${one.field}`,
          message: `${sayQuantity(one.reading)} is ${one.because}. Is this right?`,
          numbers: { reading: sayQuantity(one.reading) },
          satisfy: `If it is, send it again with "${one.field}" confirmed; if not, correct it.`,
        }));
    if (command.finding.gate !== 'weight' || command.finding.confirmed) return null;
    const last = weightAt(state, command.at)?.weight ?? state.plan?.lastWeight;
    const weight = command.finding.weight;
    if (!last || Math.abs(weight.value - last.value) * 100 <= last.value * WEIGHT_CHANGE_ASKS_ABOVE) return null;
    return {
      field: 'finding.weight',
      message: `${sayQuantity(weight)} differs by more than ${WEIGHT_CHANGE_ASKS_ABOVE} % from the last weight, ${sayQuantity(last)}. Is this right?`,
      numbers: { weight: sayQuantity(weight), last: sayQuantity(last) },
      satisfy: 'If it is, send it again confirmed; if not, correct it.',
    };
  },
});
