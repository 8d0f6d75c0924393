import { quantity } from '@holdspace/care';
import { expect, test } from 'vitest';
import { measured } from './measured.ts';

const solution = (perMillilitre: number) => ({
  form: 'solution' as const,
  concentration: quantity(perMillilitre, 'ug/mL'),
  volume: quantity(10_000, 'uL'),
  use: 'multi_dose' as const,
});
const lozenge = (strength: number, divisibleInto: number) => ({
  ...{ form: 'unit' as const, unitName: 'lozenge', units: 30, divisibleInto },
  strength: quantity(strength, 'ug'),
});

test('a syringe holds its volume times the concentration', () => {
  expect(measured('1.2', solution(50_000))).toMatchObject({
    volume: quantity(1200, 'uL'),
    amount: quantity(60_000, 'ug'),
    isRounded: false,
  });
});

test('a volume finer than a microlitre is refused with words, and no amount is made of it', () => {
  expect(measured('1.2345', solution(50_000))).toEqual({
    read: { because: '“1.2345”: write 3 places after the point at most.' },
  });
  expect(measured('1,2', solution(50_000)).read).toHaveProperty('because');
});

test('what holds a part of a microgram says that it is rounded', () => {
  expect(measured('0.001', solution(1500))).toMatchObject({ amount: quantity(2, 'ug'), isRounded: true });
  expect(measured('0.5', lozenge(25, 4))).toMatchObject({ amount: quantity(13, 'ug'), isRounded: true });
  expect(measured('2', lozenge(25, 4))).toMatchObject({ amount: quantity(50, 'ug'), isRounded: false });
});

test('pieces hold their strength, cut into parts too', () => {
  expect(measured('1.5', lozenge(100_000, 2))).toMatchObject({ amount: quantity(150_000, 'ug'), isRounded: false });
  expect(measured('0.333', lozenge(300_000, 3))).toMatchObject({ amount: quantity(100_000, 'ug'), isRounded: false });
});
