import { expect, test } from 'vitest';
import { instant } from '../instant.ts';
import { SHIPPED_PROTOCOLS } from '../protocols/index.ts';
import { gatesAt } from './gates.ts';
import { findingFor, PEOPLE, Room } from './making.ts';
import { EMPTY_SESSION } from './session.ts';

const kap = SHIPPED_PROTOCOLS.find((protocol) => protocol.id === 'kap-im');
if (!kap) throw new Error('kap-im is shipped');
/** Twenty past eleven in the evening in New York. */
const LATE = instant(Date.UTC(2026, 2, 3, 4, 20));
const openAt = ({ state, now }: Room) =>
  gatesAt(kap, state, now)
    .filter((gate) => !gate.met)
    .map((gate) => gate.gate);

test('what was asked and made ready since the patient arrived holds past midnight', () => {
  const before = new Room(kap, EMPTY_SESSION, LATE).planned().arrived().peopled().gatesConfirmed();
  expect(openAt(before.measured())).toEqual([]);
  expect(openAt(before.after(50).measured())).toEqual([]);
});

test('what was asked before the patient arrived, on the day before, is asked again', () => {
  const touch = findingFor(kap, 'touch_consent', LATE);
  if (!touch) throw new Error('touch consent is confirmed by a person');
  const early = new Room(kap, EMPTY_SESSION, LATE)
    .planned()
    .does(PEOPLE.nurse, { type: 'ConfirmGate', finding: touch })
    .after(50)
    .arrived();
  expect(openAt(early)).toContain('touch_consent');
});

test('two midnights after the arrival it is asked again', () => {
  const room = new Room(kap, EMPTY_SESSION, LATE).planned().arrived().peopled().gatesConfirmed();
  expect(openAt(room.after(25 * 60).measured())).toEqual(expect.arrayContaining(['touch_consent', 'setting_prepared']));
});
