/** What must hold for every dose: nothing is lost but the declared rounding, and a bag gives what it holds. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant, later, SECOND } from '../instant.ts';
import { quantity, toBase } from '../quantity.ts';
import { deliveredAt } from '../session/infusion.ts';
import type { Infusion } from '../session/session.ts';
import { amountIn, volumeToDraw } from './draw.ts';
import { infusionProgram } from './infusion-program.ts';

const START = instant(Date.UTC(2026, 2, 2, 14));
const concentrations = fc.constantFrom(2_000, 5_000, 10_000, 20_000, 50_000, 100_000);
const steps = fc.constantFrom(10, 20, 50, 100, 200);
const micrograms = fc.integer({ min: 1, max: 2_000_000 });

describe('milligrams to millilitres and back', () => {
  test('lose at most half a step of the syringe, where there is a step to draw at all', () => {
    fc.assert(
      fc.property(micrograms, concentrations, steps, (amount, concentration, step) => {
        const perStep = (concentration * step) / 1000;
        fc.pre(amount * 2 >= perStep);
        const volume = volumeToDraw(quantity(amount, 'ug'), quantity(concentration, 'ug/mL'), quantity(step, 'uL'));
        const back = amountIn(volume, quantity(concentration, 'ug/mL')).value;
        expect(Math.abs(back - amount) * 2).toBeLessThanOrEqual(perStep);
      }),
    );
  });

  test('and a second time lose nothing', () => {
    fc.assert(
      fc.property(micrograms, concentrations, steps, (amount, concentration, step) => {
        const per = quantity(concentration, 'ug/mL');
        const once = volumeToDraw(quantity(amount, 'ug'), per, quantity(step, 'uL'));
        expect(volumeToDraw(amountIn(once, per), per, quantity(step, 'uL'))).toEqual(once);
      }),
    );
  });
});

test('pounds to kilograms and back lose less than a milligram', () => {
  fc.assert(
    fc.property(fc.integer({ min: 550, max: 7700 }), (tenths) => {
      const pounds = tenths / 10;
      const answer = toBase<'mass_of_body'>(quantity(pounds, '[lb_av]'));
      if (!answer.known) throw new Error(answer.because);
      expect(Math.abs(answer.quantity.value / 0.45359237 - pounds)).toBeLessThan(1e-6);
    }),
  );
});

describe('a pump program', () => {
  const programs = fc
    .record({
      amount: fc.integer({ min: 1_000, max: 500_000 }),
      bag: fc.integer({ min: 20_000, max: 1_000_000 }),
      over: fc.integer({ min: 600, max: 21_600 }),
      step: fc.constantFrom(10, 100, 1000),
    })
    .map(({ amount, bag, over, step }) => {
      const answer = infusionProgram({
        amount: quantity(amount, 'ug'),
        bagVolume: quantity(bag, 'uL'),
        over: quantity(over, 's'),
        pumpStep: quantity(step, 'uL/h'),
        highestRate: quantity(10_000_000, 'uL/h'),
      });
      if (!answer.known) throw new Error(answer.because);
      return { amount, bag, over, step, ...answer.program };
    });
  const running = (one: { amount: number; bag: number; rate: { value: number } }, stoppedAfter?: number): Infusion => ({
    seq: 1,
    order: 'o',
    amount: quantity(one.amount, 'ug'),
    bagVolume: quantity(one.bag, 'uL'),
    concentration: quantity(1, 'ug/mL'),
    rate: quantity(one.rate.value, 'uL/h'),
    stretches: [{ from: START, rate: quantity(one.rate.value, 'uL/h') }],
    ...(stoppedAfter !== undefined && { stoppedAt: later(START, stoppedAfter * SECOND) }),
  });

  test('delivers the bag by rate x duration, to within the half second that duration is rounded by', () => {
    fc.assert(
      fc.property(programs, ({ bag, rate, duration }) => {
        const delivered = BigInt(rate.value) * BigInt(duration.value); // uL s/h
        const off = delivered - BigInt(bag) * 3600n;
        expect(off * 2n <= BigInt(rate.value) && -off * 2n <= BigInt(rate.value)).toBe(true);
      }),
    );
  });

  test('has delivered within the ordered time all but what one step of the pump makes up', () => {
    fc.assert(
      fc.property(programs, ({ bag, over, step, rate }) => {
        const missing = BigInt(bag) * 3600n - BigInt(rate.value) * BigInt(over);
        expect(missing >= 0n && missing < BigInt(step) * BigInt(over)).toBe(true);
      }),
    );
  });

  test('a bag gives more as time goes, never more than it holds, and all of it when it is empty', () => {
    fc.assert(
      fc.property(programs, fc.array(fc.integer({ min: 0, max: 50_000 }), { maxLength: 20 }), (one, moments) => {
        let before = 0;
        for (const second of moments.sort((a, b) => a - b)) {
          const { value } = deliveredAt(running(one), later(START, second * SECOND));
          expect(value).toBeGreaterThanOrEqual(before);
          expect(value).toBeLessThanOrEqual(one.amount);
          before = value;
        }
        expect(deliveredAt(running(one), later(START, (one.duration.value + 1) * SECOND)).value).toBe(one.amount);
      }),
    );
  });

  test('a bag that was stopped gives nothing more', () => {
    fc.assert(
      fc.property(programs, fc.integer({ min: 0, max: 30_000 }), (one, second) => {
        const stopped = running(one, second);
        const atStop = deliveredAt(stopped, later(START, second * SECOND));
        expect(deliveredAt(stopped, later(START, (second + 9999) * SECOND))).toEqual(atStop);
      }),
    );
  });
});
