import { describe, expect, test } from 'vitest';
import { instant, later, SECOND } from '../../instant.ts';
import { shippedProtocol } from '../../protocols/index.ts';
import { type Quantity, quantity, toBase, type Unit } from '../../quantity.ts';
import { infusionAt } from '../../session/infusion.ts';
import type { Infusion } from '../../session/session.ts';
import { amountFor, amountPerKilogram, totalAmount } from '../amount.ts';
import { changeBetween } from '../change.ts';
import { amountIn, unitsToCount, volumeToDraw } from '../draw.ts';
import { infusionProgram } from '../infusion-program.ts';
import { type DoseAsked, prepareDose } from '../prepare-dose.ts';
import { mg } from './example.ts';
import { CHANGES, INFUSED, PUMPS, SUMS } from './flowing.ts';
import { AMOUNTS, COUNTS, DRAWS, WEIGHTS } from './measured.ts';
import { ORDERS } from './orders.ts';

/** In the unit in which the core keeps it. */
// biome-ignore lint/suspicious/noExplicitAny: the base unit follows from the unit, which a table of examples need not say.
function base(given: Quantity): any {
  const answer = toBase(given as Quantity<'mg'>);
  if (!answer.known) throw new Error(answer.because);
  return answer.quantity;
}
const named = <T extends { readonly title: string }>(examples: readonly T[]) =>
  examples.map((one) => [one.title, one] as const);

const ALL = [...WEIGHTS, ...AMOUNTS, ...DRAWS, ...COUNTS, ...PUMPS, ...INFUSED, ...SUMS, ...CHANGES, ...ORDERS];

test('there are at least sixty worked examples, each with its source and a title of its own', () => {
  expect(ALL.length).toBeGreaterThanOrEqual(60);
  expect(new Set(ALL.map(({ title }) => title)).size).toBe(ALL.length);
  for (const { source } of ALL)
    if ('published' in source) expect(source.url ?? source.note).toBeDefined();
    else expect(source.derived.length).toBeGreaterThan(0);
});

test('a fifth of them or more were published by others', () => {
  expect(ALL.filter(({ source }) => 'published' in source).length).toBeGreaterThanOrEqual(ALL.length / 5);
});

test.each(named(WEIGHTS))('weight: %s', (_title, { given, kilograms }) => {
  expect(base(given)).toEqual(quantity(kilograms, 'kg'));
});

test.each(named(AMOUNTS))('amount: %s', (_title, { perKilogram, weight, amount }) => {
  expect(amountFor(base(perKilogram), base(weight))).toEqual(base(amount));
});

test.each(named(DRAWS))('volume: %s', (_title, { amount, concentration, step, volume, drawn, perKilogram }) => {
  const drawnUp = volumeToDraw(base(amount), base(concentration), base(step));
  expect(drawnUp).toEqual(base(volume));
  expect(amountIn(drawnUp, base(concentration))).toEqual(base(drawn));
  if (perKilogram) expect(amountPerKilogram(base(drawn), base(perKilogram.weight))).toEqual(base(perKilogram.is));
});

test.each(named(COUNTS))('pieces: %s', (_title, { amount, strength, divisibleInto, units, counted }) => {
  expect(unitsToCount(base(amount), base(strength), divisibleInto)).toEqual({ units, amount: base(counted) });
});

test.each(named(PUMPS))('pump: %s', (_title, { amount, bag, over, step, highest, answer }) => {
  const got = infusionProgram({
    amount: base(amount),
    bagVolume: base(bag),
    over: base(over),
    pumpStep: base(step),
    highestRate: base(highest),
  });
  if ('refused' in answer) expect(got.known || got.because).toContain(answer.refused);
  else
    expect(got).toEqual({
      known: true,
      program: {
        bagVolume: base(bag),
        concentration: answer.concentration,
        rate: base(answer.rate),
        duration: quantity(answer.seconds, 's'),
      },
    });
});

const START = instant(Date.UTC(2026, 2, 2, 14));

test.each(named(INFUSED))('infusion: %s', (_title, example) => {
  let seconds = 0;
  const stretches = example.stretches.map((stretch) => {
    const from = later(START, seconds * SECOND);
    seconds += stretch.seconds;
    return { from, rate: base(stretch.rate) };
  });
  const infusion: Infusion = {
    seq: 1,
    order: 'o',
    amount: base(example.amount),
    bagVolume: base(example.bag),
    concentration: quantity(1, 'ug/mL'),
    rate: stretches[0]?.rate,
    stretches,
  };
  const now = infusionAt(infusion, later(START, seconds * SECOND));
  expect(now).toMatchObject({
    delivered: base(example.delivered),
    remaining: base(example.remaining),
    state: example.state,
  });
  expect(now.secondsLeft).toBe(example.secondsLeft);
});

test.each(named(SUMS))('in all: %s', (_title, { amounts, total }) => {
  expect(totalAmount(amounts.map(base))).toEqual(base(total));
});

test.each(named(CHANGES))('change: %s', (_title, { before, after, percent }) => {
  expect(changeBetween(base(before), base(after))).toEqual({ known: true, share: quantity(percent, '%') });
});

describe('orders', () => {
  const prescribed = (given: Quantity<'mg/kg' | 'mg'>): DoseAsked['prescribed'] =>
    given.unit === 'mg' ? { by: 'fixed', amount: base(given) } : { by: 'weight', perKilogram: base(given) };
  const optional = <K extends string>(key: K, given: Quantity<Unit> | undefined) =>
    given ? ({ [key]: base(given) } as Record<K, never>) : {};

  test.each(named(ORDERS))('%s', (_title, { protocol, product, weight, over, answer, ...order }) => {
    const got = prepareDose(shippedProtocol(protocol), {
      prescribed: prescribed(order.prescribed),
      product,
      ...optional('weight', weight),
      ...optional('over', over),
    });
    if ('because' in answer) {
      if (got.known) throw new Error(`prepared ${got.amount.value} ug`);
      expect(got.field).toBe(answer.field);
      expect(got.because).toContain(answer.because);
      return;
    }
    if (!got.known) throw new Error(got.because);
    expect(got.exact).toEqual(base(answer.exact));
    expect(got.amount).toEqual(base(answer.amount));
    expect(got.perKilogram).toEqual(answer.perKilogram && base(answer.perKilogram));
    expect(got.volume).toEqual(answer.volume && base(answer.volume));
    expect(got.units).toBe(answer.units);
    expect(got.pump?.rate).toEqual(answer.rate && base(answer.rate));
    expect(got.pump?.duration.value).toBe(answer.seconds);
  });
});

test('an amount that is no whole number of micrograms is refused, never rounded away', () => {
  expect(toBase(mg(0.0005))).toMatchObject({ known: false, because: expect.stringContaining('whole number') });
});
