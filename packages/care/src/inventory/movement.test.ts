import { describe, expect, test } from 'vitest';
import { movementSchema } from './movement.ts';

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const DRAWN = {
  id: idOf(1),
  kind: 'drawn',
  container: idOf(2),
  amount: { value: 40, unit: 'mg' },
  from: { kind: 'safe', safe: idOf(3) },
  into: { kind: 'in_hand', session: idOf(4) },
  at: '2026-03-02T09:00:00-05:00',
  recordedAt: '2026-03-02T14:00:01Z',
  by: { id: idOf(5), name: 'Noor Nurse' },
};
const refusals = (more: object) =>
  movementSchema
    .safeParse({ ...DRAWN, ...more })
    .error?.issues.map(({ path, message }) => `${String(path[0])}: ${message}`) ?? [];

describe('a movement', () => {
  test('is kept in whole micrograms and in UTC', () => {
    const movement = movementSchema.parse(DRAWN);
    expect(movement.amount).toEqual({ value: 40_000, unit: 'ug' });
    expect(movement.at).toBe('2026-03-02T14:00:00.000Z');
  });

  test('goes only where its kind goes', () => {
    expect(refusals({ into: { kind: 'wasted' } })).toEqual(['into: what is drawn goes into in_hand']);
    expect(refusals({ kind: 'received' })).toEqual([
      'from: what is received comes from supplier',
      'into: what is received goes into safe',
    ]);
  });

  test('goes somewhere else', () => {
    expect(refusals({ kind: 'moved', into: DRAWN.from })).toEqual(['into: a movement goes somewhere else']);
  });

  test('is not witnessed by who made it', () => {
    expect(refusals({ witness: DRAWN.by })).toEqual(['witness: a witness is somebody else']);
  });

  test('names what it undoes, if and only if it undoes something', () => {
    expect(refusals({ reverses: idOf(9) })).toEqual(['reverses: only what is reversed names what it undoes']);
    expect(refusals({ kind: 'reversed' })).toEqual(['reverses: only what is reversed names what it undoes']);
  });

  test('says what it was received as, if it was received', () => {
    const receivedAs = { product: 'a-vial', label: 'K-0001', lot: 'L-1', expiresOn: '2027-12-31', receipt: idOf(6) };
    expect(refusals({ receivedAs })).toEqual(['receivedAs: only what is received says what it was received as']);
    const received = { kind: 'received', from: { kind: 'supplier' }, into: DRAWN.from, receivedAs };
    expect(refusals(received)).toEqual([]);
  });

  test('of less than a microgram, or of nothing, is refused', () => {
    expect(refusals({ amount: { value: 0.0005, unit: 'mg' } })[0]).toContain('not a whole number of micrograms');
    expect(refusals({ amount: { value: 0, unit: 'mg' } })[0]).toContain('outside');
  });
});
