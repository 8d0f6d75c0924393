import { expect, test } from 'vitest';
import { sayPlace } from './say-place.ts';

test('a place in the document is said in words', () => {
  expect(sayPlace('gates.baseline_vital_signs.softBloodPressure.systolic')).toBe(
    'Gates, baseline vital signs, soft blood pressure, systolic',
  );
});
