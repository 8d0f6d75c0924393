import { describe, expect, it } from 'vitest';
import { digitsOf, FIELDS, type FieldName, isComplete, readingOf, shownDigits } from './vitals-fields.ts';

const field = (name: FieldName) => {
  const found = FIELDS.find((one) => one.name === name);
  if (!found) throw new Error(name);
  return found;
};

describe('typing vital signs with gloves', () => {
  it.each([
    ['systolic', '12', false],
    ['systolic', '30', false],
    ['systolic', '31', false],
    ['systolic', '88', true],
    ['systolic', '128', true],
    ['diastolic', '20', false],
    ['diastolic', '21', true],
    ['diastolic', '9', false],
    ['diastolic', '110', true],
    ['heartRate', '72', true],
    ['heartRate', '13', false],
    ['oxygenSaturation', '98', true],
    ['oxygenSaturation', '10', false],
    ['oxygenSaturation', '100', true],
    ['respiratoryRate', '9', true],
    ['respiratoryRate', '1', false],
    ['respiratoryRate', '14', true],
    ['temperature', '36', false],
    ['temperature', '368', true],
  ] as const)('%s "%s": the next field is gone to: %s', (name, digits, complete) => {
    expect(isComplete(field(name), digits)).toBe(complete);
  });

  it('a digit that cannot belong to the number is not taken', () => {
    expect(digitsOf(field('systolic'), '1285')).toBe('128');
    expect(digitsOf(field('oxygenSaturation'), '983')).toBe('98');
    expect(digitsOf(field('heartRate'), '7a2')).toBe('72');
  });

  it('a temperature is typed without its point', () => {
    expect(shownDigits(field('temperature'), '368')).toBe('36.8');
    const reading = readingOf({ temperature: '368' }, {});
    expect(reading.known && reading.vitalSigns.temperature).toEqual({ value: 36.8, unit: 'Cel' });
  });
});

describe('a reading from what was typed', () => {
  it('needs both pressures or neither', () => {
    expect(readingOf({ systolic: '128' }, {})).toMatchObject({ known: false, field: 'diastolic' });
    expect(readingOf({ diastolic: '80' }, {})).toMatchObject({ known: false, field: 'systolic' });
    expect(readingOf({ heartRate: '72' }, {})).toMatchObject({ known: true });
  });
  it('never takes a diastolic pressure that is not below the systolic', () => {
    expect(readingOf({ systolic: '80', diastolic: '80' }, {})).toMatchObject({ known: false, field: 'diastolic' });
  });
  it('says which number cannot be', () => {
    expect(readingOf({ heartRate: '9' }, {})).toMatchObject({ known: false, field: 'heartRate' });
  });
  it('asks about what is possible but unlikely', () => {
    const reading = readingOf({ systolic: '212', diastolic: '100', oxygenSaturation: '82' }, {});
    expect(reading.known && reading.unlikely.map((one) => one.field)).toEqual([
      'bloodPressure.systolic',
      'oxygenSaturation',
    ]);
  });
  it('is nothing when nothing was entered', () => {
    expect(readingOf({}, {})).toMatchObject({ known: false });
  });
});
