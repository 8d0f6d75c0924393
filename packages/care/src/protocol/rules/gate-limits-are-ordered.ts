import { sayQuantity } from '../../quantity.ts';
import type { GateOf } from '../schema.ts';
import type { Breach } from '../spanning-rule.ts';
import { type SpanningRule, unless } from '../spanning-rule.ts';

function vitalSigns(gate: GateOf<'baseline_vital_signs'>, path: PropertyKey[]): Breach[] {
  const { softBloodPressure: soft, hardBloodPressure: hard, heartRate } = gate;
  const sayPressure = ({ systolic, diastolic }: typeof soft) => `${systolic.value}/${diastolic.value} mmHg`;
  return [
    ...unless(
      soft.systolic.value < hard.systolic.value && soft.diastolic.value < hard.diastolic.value,
      [...path, 'softBloodPressure'],
      `It asks from ${sayPressure(soft)} but stops from ${sayPressure(hard)}; both numbers must be lower.`,
    ),
    ...(['softBloodPressure', 'hardBloodPressure'] as const).flatMap((field) =>
      unless(
        gate[field].systolic.value > gate[field].diastolic.value,
        [...path, field],
        `${sayPressure(gate[field])}: the systolic pressure is the higher one.`,
      ),
    ),
    ...unless(
      heartRate.low.value < heartRate.high.value,
      [...path, 'heartRate'],
      `${heartRate.low.value} to ${heartRate.high.value}: the low end is not below the high.`,
    ),
  ];
}

export const gateLimitsAreOrdered: SpanningRule = {
  id: 'gate-limits-are-ordered',
  title: 'A gate warns before it stops, and its limits can be met',
  check: ({ gates }) =>
    gates.flatMap((gate, index) => {
      if (gate.gate === 'weight')
        return unless(
          gate.warnAfter.value <= gate.stopAfter.value,
          ['gates', index, 'warnAfter'],
          `It warns after ${sayQuantity(gate.warnAfter)} but stops after ${sayQuantity(gate.stopAfter)}.`,
        );
      return gate.gate === 'baseline_vital_signs' ? vitalSigns(gate, ['gates', index]) : [];
    }),
};
