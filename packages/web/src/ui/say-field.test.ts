import { expect, test } from 'vitest';
import { sayField } from './say-field.ts';

test.each([
  ['vitalSigns.bloodPressure.diastolic', 'Diastolic'],
  ['vitalSigns.heartRate.value', 'Heart rate'],
  ['invoice', 'Invoice'],
  ['lines.0.lot', 'Lot, 1'],
  ['lines.2.containers.11.label', 'Label, 12'],
  ['movements.1', 'Movements, 2'],
  ['0', 'Entry, 1'],
])('a field at fault is said in words: %s is “%s”', (path, said) => {
  expect(sayField(path)).toBe(said);
});
