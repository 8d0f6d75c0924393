import library from '@lhncbc/ucum-lhc';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Quantity, quantityOf, sayQuantity, toBase, UNITS, type Unit } from './quantity.ts';

const ucum = library.UcumLhcUtils.getInstance();

const CODES = Object.keys(UNITS) as Unit[];

describe('every unit', () => {
  test.each(CODES)('%s is a UCUM code', (code) => {
    expect(ucum.validateUnitString(code).status).toBe('valid');
  });

  test.each(CODES)('%s has the factor that the UCUM library has', (code) => {
    const { base, factor } = UNITS[code];
    const { status, toVal } = ucum.convertUnitTo(code, 1, base);
    expect(status).toBe('succeeded');
    // Its factors carry binary noise (1000.0000000000001); ours are exact.
    expect(Math.abs((toVal ?? 0) / factor - 1)).toBeLessThan(1e-12);
  });

  test.each(CODES)('%s has its base in its own kind', (code) => {
    const { base, kind } = UNITS[code];
    expect(UNITS[base]).toMatchObject({ kind, base, factor: 1 });
  });

  test('what UCUM can turn into each other but people must not is a kind of its own', () => {
    // A body's kilograms and a drug's micrograms are both mass to UCUM; here one is never taken for the other.
    expect(ucum.convertUnitTo('kg', 1, 'mg').status).toBe('succeeded');
    expect(UNITS.kg.kind).not.toBe(UNITS.mg.kind);
  });
});

describe('pounds and kilograms', () => {
  const weight = quantityOf('mass_of_body', { low: 25, high: 350 });

  test('a weight in pounds is kept in kilograms', () => {
    expect(weight.parse({ value: 154, unit: '[lb_av]' })).toEqual({ value: 69.85322498, unit: 'kg' });
  });

  test.each([
    [{ value: 70 }, 'a weight without a unit'],
    [{ value: 70, unit: 'lb' }, 'a unit that is not UCUM'],
    [{ value: 70, unit: 'mg' }, 'a drug amount'],
    [{ value: 70, unit: 'KG' }, 'a unit in capitals'],
    [70, 'a bare number'],
  ] as [unknown, string][])('%o is refused: %s', (given) => {
    expect(weight.safeParse(given).success).toBe(false);
  });

  test('the same number in both units is never the same weight, and the range holds in kilograms', () => {
    fc.assert(
      fc.property(fc.double({ min: 56, max: 349, noNaN: true }), (value) => {
        const [kilograms, pounds] = [weight.parse({ value, unit: 'kg' }), weight.parse({ value, unit: '[lb_av]' })];
        expect(pounds.unit).toBe('kg');
        expect(pounds.value / kilograms.value).toBeCloseTo(0.45359237, 8);
      }),
    );
    expect(weight.safeParse({ value: 351, unit: '[lb_av]' }).success).toBe(true);
    expect(weight.safeParse({ value: 351, unit: 'kg' }).success).toBe(false);
  });
});

describe('amounts of a drug', () => {
  test('a milligram to three decimals is a whole number of micrograms, without the noise of a double', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000 }), (micrograms) => {
        expect(toBase({ value: micrograms / 1000, unit: 'mg' })).toEqual({
          known: true,
          quantity: { value: micrograms, unit: 'ug' },
        });
      }),
    );
  });

  test.each([
    [{ value: 0.00005, unit: 'mg' }, 'not a whole number of micrograms'],
    [{ value: Number.NaN, unit: 'mg' }, 'not a number that can be kept'],
    [{ value: Number.POSITIVE_INFINITY, unit: 'mg' }, 'not a number that can be kept'],
    [{ value: 1e308, unit: 'mg' }, 'not a number that can be kept'],
  ] as [Quantity<'mg'>, string][])('%o is %s', (given, because) => {
    const answer = toBase<'drug_amount'>(given);
    expect(answer.known || answer.because).toContain(because);
  });
});

test.each([
  [{ value: 37_500, unit: 'ug' }, '37.5 mg'],
  [{ value: 750, unit: 'ug/kg' }, '0.75 mg/kg'],
  [{ value: 20, unit: 'uL' }, '0.02 mL'],
  [{ value: 150_000, unit: 'uL/h' }, '150 mL/h'],
  [{ value: 50_000, unit: 'ug/mL' }, '50 mg/mL'],
  [{ value: 2400, unit: 's' }, '40 min'],
  [{ value: 5400, unit: 's' }, '1 h 30 min'],
  [{ value: 604_800, unit: 's' }, '7 days'],
  [{ value: 140, unit: 'mm[Hg]' }, '140 mmHg'],
  [{ value: 72.5, unit: 'kg' }, '72.5 kg'],
] as [Quantity, string][])('%o is said as "%s"', (given, said) => {
  expect(sayQuantity(given)).toBe(said);
});

test('an amount with a comma for a point is told what to write', () => {
  const said = (value: unknown) =>
    quantityOf('volume', { low: 0, high: 100_000 }).safeParse({ value, unit: 'mL' }).error?.issues[0]?.message;
  expect(said('2,5')).toBe('must be a number, with a point for the decimals and not a comma, such as 2.5');
  expect(said('2.5')).toBe('must be a finite number');
  expect(said(Number.NaN)).toBe('must be a finite number');
  expect(said(2.5)).toBeUndefined();
});
