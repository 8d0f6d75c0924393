import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant, later, MINUTE } from '../instant.ts';
import { quantity } from '../quantity.ts';
import { deliveredAt, infusionAt, ranUntil } from './infusion.ts';
import type { Infusion } from './session.ts';

const START = instant(Date.UTC(2026, 2, 2, 14));
/** 40 mg in 100 mL; at 150 mL/h it runs 40 minutes. */
const infusion = (more: Partial<Infusion> = {}): Infusion => ({
  seq: 1,
  order: 'o',
  concentration: quantity(400, 'ug/mL'),
  bagVolume: quantity(100_000, 'uL'),
  amount: quantity(40_000, 'ug'),
  rate: quantity(150_000, 'uL/h'),
  stretches: [{ from: START, rate: quantity(150_000, 'uL/h') }],
  ...more,
});
const after = (minutes: number) => later(START, minutes * MINUTE);

describe('the delivered amount', () => {
  test.each([
    [0, 0],
    [10, 10_000],
    [20, 20_000],
    [40, 40_000],
    [60, 40_000],
  ])('of 40 mg at 150 mL/h from 100 mL after %i minutes is %i ug', (minutes, micrograms) => {
    expect(deliveredAt(infusion(), after(minutes))).toEqual(quantity(micrograms, 'ug'));
  });

  test('stands still through a pause and goes on after it', () => {
    const paused = infusion({
      stretches: [
        { from: START, rate: quantity(150_000, 'uL/h') },
        { from: after(10), rate: quantity(0, 'uL/h') },
        { from: after(25), rate: quantity(150_000, 'uL/h') },
      ],
    });
    expect(deliveredAt(paused, after(20)).value).toBe(10_000);
    expect(deliveredAt(paused, after(35)).value).toBe(20_000);
  });

  test('takes as long as the pump ran: less pauses, and until the bag is empty', () => {
    const paused = infusion({
      stretches: [
        { from: START, rate: quantity(150_000, 'uL/h') },
        { from: after(10), rate: quantity(0, 'uL/h') },
        { from: after(25), rate: quantity(300_000, 'uL/h') },
      ],
    });
    const minutesAt = (minutes: number) => ranUntil(paused, after(minutes)) / MINUTE;
    expect([5, 10, 20, 30, 40, 60].map(minutesAt)).toEqual([5, 10, 10, 15, 25, 25]);
    expect(ranUntil({ ...paused, stoppedAt: after(30) }, after(60))).toBe(15 * MINUTE);
    expect(ranUntil(infusion(), after(71))).toBe(40 * MINUTE);
    // What is left of a millisecond is no minutes at a rate that was set when the bag was empty already.
    const [from, bagVolume] = [after(0.01), quantity(1, 'uL')];
    const stretches = [
      { from: START, rate: quantity(599_999, 'uL/h') },
      { from, rate: quantity(1, 'uL/h') },
    ];
    expect(ranUntil(infusion({ bagVolume, stretches }), after(60))).toBe(6);
  });

  test('says how long is left at the present rate', () => {
    expect(infusionAt(infusion(), after(10))).toMatchObject({ state: 'running', secondsLeft: 1800 });
    expect(infusionAt(infusion(), after(41))).toMatchObject({ state: 'empty', remaining: { value: 0 } });
  });

  test('never falls, never passes the bag, and is remainder plus delivered at any stop', () => {
    const stretch = fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 600_000 }));
    fc.assert(
      fc.property(
        fc.array(stretch, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 500_000 }),
        (parts, amount) => {
          const seconds = parts.map(([second]) => second).sort((a, b) => a - b);
          const stretches = parts.map(([, rate], index) => ({
            from: later(START, (seconds[index] ?? 0) * 1000),
            rate: quantity(rate, 'uL/h'),
          }));
          const one = infusion({ amount: quantity(amount, 'ug'), stretches });
          let before = 0;
          for (let minute = 0; minute <= 60; minute += 1) {
            const now = infusionAt(one, after(minute));
            expect(now.delivered.value).toBeGreaterThanOrEqual(before);
            expect(now.delivered.value + now.remaining.value).toBe(amount);
            expect(now.remaining.value).toBeGreaterThanOrEqual(0);
            before = now.delivered.value;
          }
        },
      ),
    );
  });
});
