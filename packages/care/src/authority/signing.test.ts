import { describe, expect, test } from 'vitest';
import { type CommandType, commandSchema } from '../session/commands.ts';
import { needsSignature, signedAct } from './signing.ts';

const OWN = { isLocked: false, isShared: false };
const LOCKED = { isLocked: true, isShared: false };
const SHARED = { isLocked: false, isShared: true };
const EVERY = commandSchema.options.map((option) => option.shape.type.value);
const ACTS: readonly CommandType[] = [
  'OrderDose',
  'CheckOrder',
  'WitnessWaste',
  'ClearEmergencyStop',
  'SignOverride',
  'SignDischarge',
  'SignRecord',
];
const override = [{ rule: 'gates-before-dose', reason: 'seen by the director' }];

describe('an act of authority', () => {
  test.each(ACTS)('%s is signed for itself on a locked or shared device, and not on one’s own', (type) => {
    expect([OWN, LOCKED, SHARED].map((device) => needsSignature({ type }, device))).toEqual([false, true, true]);
    expect(needsSignature({ type }, OWN, 'always')).toBe(true);
  });

  test('is every command that carries an override', () => {
    for (const type of EVERY) expect(needsSignature({ type, overrides: override }, LOCKED)).toBe(true);
  });

  test('has a name that the screen can ask with', () => {
    for (const type of ACTS) expect(signedAct({ type })).toMatch(/^(the|clearing|having)/);
  });
});

describe('recording', () => {
  test.each(EVERY.filter((type) => !ACTS.includes(type)))('%s is never held up', (type) => {
    for (const device of [OWN, LOCKED, SHARED]) expect(needsSignature({ type }, device, 'always')).toBe(false);
  });

  test('what has happened is recorded without a signature, even against a rule', () => {
    const happened = { reason: 'given in an emergency' };
    expect(needsSignature({ type: 'AdministerDose', happened, overrides: override }, LOCKED)).toBe(false);
    expect(needsSignature({ type: 'ChangeInfusionRate', happened }, LOCKED)).toBe(false);
  });

  test('an order cannot have happened: it stays an act of authority', () => {
    expect(needsSignature({ type: 'OrderDose', happened: { reason: 'no' } }, LOCKED)).toBe(true);
  });
});
