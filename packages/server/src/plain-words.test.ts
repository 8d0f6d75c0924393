import { commandSchema } from '@holdspace/care';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { inPlainWords } from './plain-words.ts';

const body = z.union([commandSchema, z.array(commandSchema).min(1).max(3)]);
const envelope = { id: '5b0e2b1e-1111-4111-8111-111111111111', at: '2026-03-01T14:05:00Z' };
const vitals = (vitalSigns: unknown, more: object = {}) => ({
  type: 'RecordVitalSigns',
  ...envelope,
  vitalSigns,
  ...more,
});

function explained(value: unknown) {
  const result = body.safeParse(value);
  return result.success ? [] : inPlainWords(result.error.issues, value);
}

describe('what cannot be is said in plain words, with field and rule', () => {
  test.each([
    [
      'an impossible saturation',
      vitals({ oxygenSaturation: { value: 140, unit: '%' } }),
      'vitalSigns.oxygenSaturation.value',
      'cannot-be',
      'Oxygen saturation: 140 % is outside 30 to 100 %.',
    ],
    [
      'a wrong unit',
      vitals({ heartRate: { value: 80, unit: 'kg' } }),
      'vitalSigns.heartRate.unit',
      'wrong-unit',
      'Heart rate cannot be in "kg": it may be in /min.',
    ],
    [
      'diastolic above systolic',
      vitals({ bloodPressure: { systolic: { value: 80, unit: 'mm[Hg]' }, diastolic: { value: 90, unit: 'mm[Hg]' } } }),
      'vitalSigns.bloodPressure.diastolic',
      'cannot-be',
      'Diastolic must be below systolic.',
    ],
    [
      'text for a number',
      vitals({ heartRate: { value: '80', unit: '/min' } }),
      'vitalSigns.heartRate.value',
      'not-a-number',
      'Heart rate must be a finite number.',
    ],
    [
      'a number beyond all numbers',
      vitals({ heartRate: { value: Number.POSITIVE_INFINITY, unit: '/min' } }),
      'vitalSigns.heartRate.value',
      'not-a-number',
      'Heart rate must be a finite number.',
    ],
    [
      '1e308',
      vitals({ temperature: { value: 1e308, unit: 'Cel' } }),
      'vitalSigns.temperature.value',
      'cannot-be',
      /Temperature: 1e\+308 °C/,
    ],
    [
      'an unknown field',
      vitals({ pain: { value: 3, unit: '{score}' } }, { mood: 'good' }),
      'mood',
      'unknown-field',
      'There is no field called "mood" here.',
    ],
    [
      'a negative weight, inside a list',
      [
        {
          type: 'ConfirmGate',
          ...envelope,
          finding: { gate: 'weight', weight: { value: -5, unit: 'kg' }, measuredOn: '2026-03-01' },
        },
      ],
      '0.finding.weight.value',
      'cannot-be',
      'Weight: -5 kg is outside 25 to 350 kg.',
    ],
    [
      'an unknown command',
      { ...envelope, type: 'Fly' },
      'type',
      'not-one-of',
      /^Type "Fly" is not known; the \d+ names that may stand here are listed at \/api\/docs\.$/,
    ],
    ['no command type', envelope, 'type', 'missing', 'Type is missing.'],
    [
      'a time without offset',
      { type: 'RecordArrival', ...envelope, at: '2026-03-01 14:05' },
      'at',
      'wrong-form',
      /^The time must be a time with its offset/,
    ],
    [
      'an id that is none',
      { type: 'RecordArrival', ...envelope, id: '7' },
      'id',
      'wrong-form',
      'The id must be a UUID.',
    ],
    [
      'an empty reason',
      { type: 'PauseInfusion', ...envelope, reason: ' ' },
      'reason',
      'empty',
      'Reason must not be empty.',
    ],
    [
      'a grade out of range',
      {
        type: 'RecordAdverseEvent',
        ...envelope,
        term: 'Nausea',
        grade: 9,
        relatedness: 'possible',
        done: 'Waited',
        outcome: 'resolved',
      },
      'grade',
      'out-of-range',
      'Grade must be at most 5.',
    ],
    [
      'an option that is none',
      { type: 'RecordNosc', ...envelope, moment: 'middle' },
      'moment',
      'not-one-of',
      'Moment "middle" is not known: it may be onset, peak or return.',
    ],
    ['no readings', vitals({}), 'vitalSigns', 'cannot-be', 'Vital signs must hold at least one reading.'],
    ['an empty list', [], '', 'count', 'What was sent must have at least 1 entry.'],
    [
      'too long a list',
      Array.from({ length: 4 }, () => ({ type: 'RecordArrival', ...envelope })),
      '',
      'count',
      'What was sent must have at most 3 entries.',
    ],
    ['a bare number', 5, '', 'wrong-type', 'What was sent must be an object with named fields.'],
    ['nothing', null, '', 'wrong-type', 'What was sent must be an object with named fields.'],
  ])('%s', (_, value, field, rule, message) => {
    const [first] = explained(value);
    expect(first).toMatchObject({ field, rule });
    if (typeof message === 'string') expect(first?.message).toBe(message);
    else expect(first?.message).toMatch(message);
  });

  test('a hundred things wrong are answered with the first twenty', () => {
    const value = vitals(
      { pain: { value: 1, unit: '{score}' } },
      Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`x${n}`, 1])),
    );
    expect(explained(value)).toHaveLength(20);
  });
});
