import { expect, test } from 'vitest';
import { SHIPPED_PROTOCOLS } from '../protocols/index.ts';
import { quantity } from '../quantity.ts';
import { idOf, SESSION } from '../session/making.ts';
import { containerOf, SAFE, stockOf } from '../session/making-stock.ts';
import type { Movement } from './movement.ts';
import { safeOf, stockAfter } from './stock.ts';

const [protocol] = SHIPPED_PROTOCOLS;
if (!protocol) throw new Error('no protocol');
const vial = containerOf(protocol, { held: quantity(100, 'ug') });
const draw: Movement = {
  id: idOf(1),
  kind: 'drawn',
  container: vial.container.id,
  amount: quantity(40, 'ug'),
  from: { kind: 'safe', safe: SAFE },
  into: { kind: 'in_hand', session: SESSION },
  at: '2026-03-02T14:00:00.000Z' as Movement['at'],
  recordedAt: '2026-03-02T14:00:00.000Z' as Movement['recordedAt'],
  by: { id: idOf(4), name: 'Noor Nurse' },
  session: SESSION,
};

test('the safe of a container is the one that holds most of it', () => {
  const other = { account: { kind: 'safe' as const, safe: idOf(801) }, amount: quantity(300, 'ug') };
  expect(safeOf({ places: [...vial.places, other] })).toEqual(other);
  expect(safeOf({ places: [] })).toBeUndefined();
});

test('after a movement a container holds less, and who drew from it is known', () => {
  const after = stockAfter(stockOf(vial), [draw]).containers[vial.container.id];
  expect(after && safeOf(after)?.amount).toEqual(quantity(60, 'ug'));
  expect(after?.drawnFor).toEqual([SESSION]);
  expect(vial.places).toEqual([{ account: { kind: 'safe', safe: SAFE }, amount: quantity(100, 'ug') }]);
});

test('movements of containers that were not looked up change nothing', () => {
  const stock = stockOf();
  expect(stockAfter(stock, [draw])).toEqual(stock);
});
