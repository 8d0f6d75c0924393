import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Protocol } from '../protocol/schema.ts';
import { SHIPPED_PROTOCOLS, shippedProtocol as shipped } from '../protocols/index.ts';
import { quantity } from '../quantity.ts';
import { type DoseAsked, prepareDose } from './prepare-dose.ts';

const kg = (value: number) => quantity(value, 'kg');
const byWeight = (value: number): DoseAsked['prescribed'] => ({
  by: 'weight',
  perKilogram: quantity(value, 'ug/kg'),
});
const fixed = (milligrams: number): DoseAsked['prescribed'] => ({
  by: 'fixed',
  amount: quantity(milligrams * 1000, 'ug'),
});
const because = (id: string, asked: DoseAsked) => {
  const answer = prepareDose(shipped(id), asked);
  if (answer.known) throw new Error(`prepared ${answer.amount.value} ug`);
  return answer;
};

describe('an order becomes what the hand does', () => {
  test('an infusion: 0.5 mg/kg at 72.5 kg is drawn as 3.6 mL and pumped at 150 mL/h for 40 min', () => {
    expect(
      prepareDose(shipped('infusion-iv'), { prescribed: byWeight(500), product: 'ketamine-10', weight: kg(72.5) }),
    ).toEqual({
      known: true,
      exact: quantity(36_250, 'ug'),
      amount: quantity(36_000, 'ug'),
      perKilogram: quantity(497, 'ug/kg'),
      volume: quantity(3600, 'uL'),
      pump: {
        bagVolume: quantity(100_000, 'uL'),
        concentration: quantity(360, 'ug/mL'),
        rate: quantity(150_000, 'uL/h'),
        duration: quantity(2400, 's'),
      },
    });
  });

  test('an injection: 0.75 mg/kg at 70 kg is 52.5 mg, drawn as 1.06 mL of 50 mg/mL', () => {
    expect(
      prepareDose(shipped('kap-im'), { prescribed: byWeight(750), product: 'ketamine-50', weight: kg(70) }),
    ).toEqual({
      known: true,
      exact: quantity(52_500, 'ug'),
      amount: quantity(53_000, 'ug'),
      perKilogram: quantity(757, 'ug/kg'),
      volume: quantity(1060, 'uL'),
    });
  });

  test('a lozenge: 1 mg/kg at 70 kg is one and a half lozenges of 50 mg', () => {
    expect(
      prepareDose(shipped('kap-sublingual'), { prescribed: byWeight(1000), product: 'lozenge-50', weight: kg(70) }),
    ).toMatchObject({ units: 1.5, amount: quantity(75_000, 'ug'), perKilogram: quantity(1071, 'ug/kg') });
  });

  test('devices: 84 mg is three, and no weight is needed', () => {
    const prepared = prepareDose(shipped('esketamine-nasal'), { prescribed: fixed(84), product: 'device-28' });
    expect(prepared).toEqual({ known: true, exact: quantity(84_000, 'ug'), amount: quantity(84_000, 'ug'), units: 3 });
  });
});

describe('what cannot be prepared is refused, never guessed', () => {
  test.each([
    ['a product that the protocol does not have', 'kap-im', { product: 'ketamine-10' }, 'product', 'no product'],
    ['a dose by weight without a weight', 'kap-im', { weight: undefined }, 'prescribed', 'needs the weight'],
    ['a weight of nothing', 'kap-im', { weight: kg(0) }, 'prescribed', 'no weight'],
    ['a weight that is no number', 'kap-im', { weight: kg(Number.NaN) }, 'prescribed', 'no weight'],
    ['a time for an injection', 'kap-im', { over: quantity(2400, 's') }, 'over', 'Only an infusion'],
    [
      'an infusion faster than the protocol’s',
      'infusion-iv',
      { product: 'ketamine-50', over: quantity(600, 's') },
      'over',
      '10 min is outside the protocol',
    ],
    [
      'a dose too small to draw: it would become 1 mg',
      'kap-im',
      { prescribed: { by: 'fixed', amount: quantity(1, 'ug') } },
      'product',
      'The nearest to 0.001 mg is 0.02 mL of Ketamine 50 mg/mL, 1 mg',
    ],
    [
      'a count that would halve the dose',
      'kap-sublingual',
      { prescribed: fixed(14), product: 'lozenge-50' },
      'product',
      '0.5 x Ketamine lozenge 50 mg, 25 mg: 78.57 % off',
    ],
  ] as [string, string, Partial<DoseAsked>, string, string][])('%s', (_what, id, more, field, says) => {
    const { weight, ...asked } = { prescribed: byWeight(750), product: 'ketamine-50', weight: kg(70), ...more };
    const answer = because(id, { ...asked, ...(weight && { weight }) });
    expect(answer.field).toBe(field);
    expect(answer.because).toContain(says);
  });

  test('a rounding that passes the limit by a hair, which a rounded share would hide', () => {
    // 66.667 mg in halves of 100 mg: 50 mg is 16.667 mg off, 25.0004 % of it.
    expect(
      prepareDose(shipped('kap-sublingual'), {
        prescribed: byWeight(1000),
        product: 'lozenge-100',
        weight: kg(66.667),
      }),
    ).toMatchObject({
      known: false,
      field: 'product',
      because: expect.stringContaining('a little more than 25 % off'),
    });
  });

  test('more volume than the bag holds', () => {
    const infusion = shipped('infusion-iv');
    const protocol: Protocol = {
      ...infusion,
      delivery: { ...infusion.delivery, bagVolume: quantity(3000, 'uL') } as Protocol['delivery'],
    };
    expect(prepareDose(protocol, { prescribed: byWeight(500), product: 'ketamine-10', weight: kg(70) })).toMatchObject({
      known: false,
      field: 'product',
      because: '3.5 mL does not fit into a bag of 3 mL.',
    });
  });
});

describe('the shipped protocols', () => {
  const weights = fc.integer({ min: 40_000, max: 150_000 }).map((grams) => kg(grams / 1000));
  /** A syringe reaches any dose of the range; pieces only those near a count, so the usual one must be among them. */
  const dosesOf = ({ dose: { basis }, delivery }: Protocol): fc.Arbitrary<DoseAsked['prescribed']> => {
    if (basis.by === 'fixed') return fc.constantFrom(...basis.choices).map((amount) => ({ by: 'fixed', amount }));
    if (delivery.kind === 'lozenge') return fc.constant(byWeight(basis.usual.value));
    return fc.integer({ min: basis.allowed.low.value, max: basis.allowed.high.value }).map(byWeight);
  };

  test.each(SHIPPED_PROTOCOLS.map((one) => [one.id, one] as const))(
    '%s: a product can be found for its doses at any weight, within its rounding',
    (_id, protocol) => {
      fc.assert(
        fc.property(dosesOf(protocol), weights, (prescribed, weight) => {
          const prepared = protocol.medicine.products
            .map((product) => prepareDose(protocol, { prescribed, product: product.id, weight }))
            .filter((one) => one.known);
          expect(prepared.length).toBeGreaterThan(0);
          for (const { amount, exact } of prepared)
            expect(Math.abs(amount.value - exact.value) * 100).toBeLessThanOrEqual(
              protocol.dose.roundingAtMost.value * exact.value,
            );
        }),
        { numRuns: 1000 },
      );
    },
  );
});
