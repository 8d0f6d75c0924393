import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DrugAmount, quantity } from '../quantity.ts';
import { amountFor, amountPerKilogram, totalAmount } from './amount.ts';
import { changeBetween } from './change.ts';
import { amountIn, unitsToCount, volumeToDraw } from './draw.ts';
import { infusionProgram } from './infusion-program.ts';

const mg = (value: number): DrugAmount => quantity(Math.round(value * 1000), 'ug');
const kg = (value: number) => quantity(value, 'kg');
const micrograms = fc.integer({ min: 1, max: 2_000_000 }).map((value) => quantity(value, 'ug'));
const weights = fc.integer({ min: 25_000, max: 350_000 }).map((grams) => kg(grams / 1000));
const perKilograms = fc.integer({ min: 1, max: 10_000 }).map((value) => quantity(value, 'ug/kg'));

describe('amount from milligrams per kilogram', () => {
  test.each([
    [500, 70, 35_000],
    [500, 72.5, 36_250],
    [750, 81.3, 60_975],
    [333, 70.1, 23_343], // 23 343.3
    [1, 25.5, 26], // 25.5, half up
    [1500, 350, 525_000],
  ])('%i ug/kg at %f kg is %i ug', (perKilogram, weight, amount) => {
    expect(amountFor(quantity(perKilogram, 'ug/kg'), kg(weight))).toEqual(quantity(amount, 'ug'));
  });

  test('is whole micrograms, within half a microgram of the exact product', () => {
    fc.assert(
      fc.property(perKilograms, weights, (perKilogram, weight) => {
        const { value } = amountFor(perKilogram, weight);
        expect(Number.isInteger(value)).toBe(true);
        // Twice the distance in thousandths, as whole numbers, so that the test itself loses nothing.
        const distance = BigInt(value) * 1000n - BigInt(perKilogram.value) * BigInt(Math.round(weight.value * 1000));
        expect(distance <= 500n && distance > -500n).toBe(true);
      }),
    );
  });

  test('read back per kilogram it is what was asked', () => {
    fc.assert(
      fc.property(perKilograms, weights, (perKilogram, weight) => {
        expect(amountPerKilogram(amountFor(perKilogram, weight), weight)).toEqual(perKilogram);
      }),
    );
  });

  test('more weight never means less medicine', () => {
    fc.assert(
      fc.property(perKilograms, weights, weights, (perKilogram, one, other) => {
        const [lighter, heavier] = one.value <= other.value ? [one, other] : [other, one];
        expect(amountFor(perKilogram, lighter).value).toBeLessThanOrEqual(amountFor(perKilogram, heavier).value);
      }),
    );
  });
});

describe('volume from concentration', () => {
  const concentrations = fc.constantFrom(1_000, 10_000, 50_000, 100_000).map((value) => quantity(value, 'ug/mL'));
  const steps = fc.constantFrom(10, 20, 50, 100).map((value) => quantity(value, 'uL'));

  test.each([
    [35, 10_000, 100, 3_500],
    [36.25, 10_000, 100, 3_600], // 3.625 mL
    [52.5, 50_000, 20, 1_060], // 1.05 mL lies between two marks: half up
    [75, 100_000, 10, 750],
  ])('%f mg at %i ug/mL in steps of %i uL is %i uL', (amount, concentration, step, volume) => {
    expect(volumeToDraw(mg(amount), quantity(concentration, 'ug/mL'), quantity(step, 'uL'))).toEqual(
      quantity(volume, 'uL'),
    );
  });

  test('stands on a mark of the syringe, and holds the amount within half a step', () => {
    fc.assert(
      fc.property(micrograms, concentrations, steps, (amount, concentration, step) => {
        const volume = volumeToDraw(amount, concentration, step);
        expect(volume.value % step.value).toBe(0);
        expect(volume.value).toBeGreaterThan(0);
        const perStep = (concentration.value * step.value) / 1000;
        const off = Math.abs(amountIn(volume, concentration).value - amount.value);
        expect(off).toBeLessThanOrEqual(amount.value < perStep / 2 ? perStep : perStep / 2);
      }),
    );
  });

  test('what one can draw is drawn exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), concentrations, steps, (marks, concentration, step) => {
        const volume = quantity(marks * step.value, 'uL');
        expect(volumeToDraw(amountIn(volume, concentration), concentration, step)).toEqual(volume);
      }),
    );
  });
});

describe('pieces from strength', () => {
  test.each([
    [84, 28, 1, 3, 84],
    [56, 28, 1, 2, 56],
    [70, 50, 2, 1.5, 75],
    [62, 50, 2, 1, 50],
    [150, 100, 2, 1.5, 150],
    [10, 100, 4, 0.25, 25],
  ])('%f mg of pieces of %i mg that divide by %i is %f pieces, %f mg', (asked, strength, divides, units, amount) => {
    expect(unitsToCount(mg(asked), mg(strength), divides)).toEqual({ units, amount: mg(amount) });
  });

  test('is the nearest count, and at least one part', () => {
    const strengths = fc.constantFrom(25_000, 28_000, 50_000, 100_000).map((value) => quantity(value, 'ug'));
    fc.assert(
      fc.property(micrograms, strengths, fc.constantFrom(1, 2, 4), (amount, strength, divides) => {
        const counted = unitsToCount(amount, strength, divides);
        const part = strength.value / divides;
        expect(counted.units * divides).toBeGreaterThanOrEqual(1);
        expect(Number.isInteger(counted.units * divides)).toBe(true);
        const off = Math.abs(counted.amount.value - amount.value);
        expect(off).toBeLessThanOrEqual(amount.value < part / 2 ? part : part / 2);
      }),
    );
  });
});

describe('the pump program', () => {
  const bag = { bagVolume: quantity(100_000, 'uL'), pumpStep: quantity(100, 'uL/h') };
  const asked = (minutes: number, more: object = {}) => ({
    ...bag,
    amount: mg(35),
    over: quantity(minutes * 60, 's'),
    highestRate: quantity(200_000, 'uL/h'),
    ...more,
  });

  test('runs 35 mg in 100 mL over 40 minutes at 150 mL/h', () => {
    expect(infusionProgram(asked(40))).toEqual({
      known: true,
      program: {
        bagVolume: quantity(100_000, 'uL'),
        concentration: quantity(350, 'ug/mL'),
        rate: quantity(150_000, 'uL/h'),
        duration: quantity(2400, 's'),
      },
    });
  });

  test.each([
    [asked(0), 'longer than no time'],
    [asked(29), '206.8 mL/h; the highest rate is 200 mL/h'],
    [asked(40, { bagVolume: quantity(10, 'uL') }), "slower than the pump's smallest step"],
  ])('refuses %#', (given, because) => {
    const answer = infusionProgram(given);
    expect(answer.known || answer.because).toContain(because);
  });

  test('the rate is one that the pump has, never faster than ordered, and slower by less than a step', () => {
    const volumes = fc.integer({ min: 20_000, max: 1_000_000 });
    fc.assert(
      fc.property(volumes, fc.integer({ min: 600, max: 21_600 }), fc.constantFrom(100, 1000), (volume, over, step) => {
        const answer = infusionProgram({
          ...asked(1),
          bagVolume: quantity(volume, 'uL'),
          over: quantity(over, 's'),
          pumpStep: quantity(step, 'uL/h'),
          highestRate: quantity(6_000_000, 'uL/h'),
        });
        if (!answer.known) throw new Error(answer.because);
        const { rate, duration } = answer.program;
        expect(rate.value % step).toBe(0);
        // rate <= volume / over < rate + step, multiplied out
        expect(BigInt(rate.value) * BigInt(over) <= BigInt(volume) * 3600n).toBe(true);
        expect(BigInt(rate.value + step) * BigInt(over) > BigInt(volume) * 3600n).toBe(true);
        expect(duration.value).toBeGreaterThanOrEqual(over);
      }),
    );
  });
});

describe('amounts together', () => {
  test('the sum over boosters is exact and does not depend on their order', () => {
    fc.assert(
      fc.property(fc.array(micrograms, { maxLength: 20 }), (amounts) => {
        const exact = amounts.reduce((sum, { value }) => sum + BigInt(value), 0n);
        expect(BigInt(totalAmount(amounts).value)).toBe(exact);
        expect(totalAmount([...amounts].reverse())).toEqual(totalAmount(amounts));
      }),
    );
  });

  test.each([
    [40, 50, 25],
    [50, 40, -20],
    [37.5, 37.5, 0],
    [30, 40, 33.33],
  ])('from %f mg to %f mg is a change of %f percent', (before, after, share) => {
    expect(changeBetween(mg(before), mg(after))).toEqual({ known: true, share: quantity(share, '%') });
  });

  test('a change from nothing is not known', () => {
    expect(changeBetween(mg(0), mg(10))).toMatchObject({ known: false });
  });
});
