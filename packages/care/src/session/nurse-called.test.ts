import { expect, test } from 'vitest';
import { SHIPPED_PROTOCOLS } from '../protocols/index.ts';
import { PEOPLE, Room } from './making.ts';
import { nurseCalled } from './nurse-called.ts';

const kap = SHIPPED_PROTOCOLS.find(({ id }) => id === 'kap-im');
if (!kap) throw new Error('kap-im is shipped');
const done = (intervention: 'called_nurse' | 'nurse_came') => ({ type: 'RecordIntervention' as const, intervention });
const here = new Room(kap).planned().arrived().peopled().after(1);
const called = here.does(PEOPLE.guide, done('called_nurse')).after(1);

test('a call stands from its moment, with who called', () => {
  expect(nurseCalled(here.state)).toBeUndefined();
  expect(nurseCalled(called.state)).toEqual({ at: here.now, by: PEOPLE.guide });
});

test('it stands until it is recorded that the nurse came; another call after that stands anew', () => {
  const came = called.does(PEOPLE.nurse, done('nurse_came'));
  expect(nurseCalled(came.state)).toBeUndefined();
  expect(nurseCalled(came.does(PEOPLE.guide, done('called_nurse')).state)).toBeDefined();
});

test('a nurse who comes into the room answers it; one who goes no nearer does not', () => {
  const left = called.does(PEOPLE.nurse, { type: 'LeaveSession', person: { id: PEOPLE.nurse.id } });
  const comes = (attendance: 'in_room' | 'on_site') =>
    left.does(PEOPLE.nurse, {
      type: 'JoinSession',
      person: { ...PEOPLE.nurse, roles: [...PEOPLE.nurse.roles] },
      attendance,
    });
  expect(nurseCalled(comes('on_site').state)).toBeDefined();
  expect(nurseCalled(comes('in_room').state)).toBeUndefined();
});

test('a call that is struck out, or entered long after, calls nobody', () => {
  const struck = called.does(PEOPLE.guide, { type: 'StrikeOut', seq: called.state.seq, reason: 'the wrong button' });
  expect(nurseCalled(struck.state)).toBeUndefined();
  const late = here.after(40).does(PEOPLE.guide, { ...done('called_nurse'), at: here.now });
  expect(nurseCalled(late.state)).toBeUndefined();
});
