import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Protocol } from '../protocol/schema.ts';
import { SHIPPED_PROTOCOLS } from '../protocols/index.ts';
import { idOf, PEOPLE, Room } from './making.ts';
import { peopleAt } from './phases.ts';
import { presenceLapse, presenceLapses } from './presence.ts';

const shipped = (id: string): Protocol => {
  const protocol = SHIPPED_PROTOCOLS.find((one) => one.id === id);
  if (!protocol) throw new Error(`${id} is shipped`);
  return protocol;
};
const kap = shipped('kap-im');
const happened = { reason: 'was called away' };
type Person = (typeof PEOPLE)[keyof typeof PEOPLE];
const left = (person: Person) => ({ type: 'LeaveSession', person: { id: person.id }, happened }) as const;
const comes = (person: Person, attendance: 'in_room' | 'on_site' = 'in_room') => ({
  type: 'JoinSession' as const,
  person: { ...person, roles: [...person.roles] },
  attendance,
});
/** In the phase of the dose, where a therapist or guide is in the room without a break; both are. */
const begun = () => new Room(kap).planned().arrived().peopled().gatesConfirmed().measured().inDosingPhase().after(1);
/** The guide alone. */
const alone = begun().does(PEOPLE.nurse, left(PEOPLE.therapist)).after(1);
const lapseOf = (room: Room) => presenceLapse(room.state, room.protocol, room.now);

describe('presence without a break', () => {
  test('stands while one of those who are asked for is in the room', () => {
    expect(lapseOf(begun())).toBeUndefined();
    expect(lapseOf(alone)).toBeUndefined();
  });

  test('has lapsed from the moment the last of them left', () => {
    const room = alone.does(PEOPLE.guide, left(PEOPLE.guide));
    expect(lapseOf(room)).toMatchObject({
      from: room.now,
      phase: 'Administration',
      missing: 'a therapist or guide in the room',
    });
    expect(lapseOf(room)?.to).toBeUndefined();
  });

  test('is not kept by others, nor by one of them who is near but not in the room', () => {
    const room = alone.does(PEOPLE.guide, left(PEOPLE.guide)).after(1);
    expect(lapseOf(room.does(PEOPLE.nurse, comes(PEOPLE.therapist, 'on_site')))).toBeDefined();
  });

  test('goes on when one of them comes in, and the lapse stays in the record with both times', () => {
    const gone = alone.does(PEOPLE.guide, left(PEOPLE.guide));
    const back = gone.after(7).does(PEOPLE.nurse, comes(PEOPLE.guide)).after(1);
    expect(lapseOf(back)).toBeUndefined();
    expect(presenceLapses(back.state, kap, back.now)).toMatchObject([{ from: gone.now, to: gone.after(7).now }]);
  });

  test('never lapsed where the entry of the leaving is struck out', () => {
    const gone = alone.does(PEOPLE.guide, left(PEOPLE.guide)).after(1);
    const struck = gone.does(PEOPLE.guide, {
      type: 'StrikeOut',
      seq: gone.state.seq,
      reason: 'the wrong button: still here',
    });
    expect(presenceLapses(struck.state, kap, struck.now)).toEqual([]);
  });

  test('a change at one moment is no lapse', () => {
    const room = alone.does(PEOPLE.nurse, comes(PEOPLE.therapist)).does(PEOPLE.nurse, left(PEOPLE.guide)).after(5);
    expect(presenceLapses(room.state, kap, room.now)).toEqual([]);
  });

  test('a lapse that goes on into the next phase is one lapse', () => {
    const gone = alone.does(PEOPLE.guide, left(PEOPLE.guide));
    const room = gone.after(2).does(PEOPLE.nurse, {
      type: 'EnterPhase',
      phase: 'journey',
      happened: { reason: 'it has begun' },
    });
    expect(presenceLapses(room.after(3).state, kap, room.after(3).now)).toMatchObject([
      { from: gone.now, phase: 'Administration' },
    ]);
  });

  test('is not asked of phases that do not ask for it', () => {
    const preparing = ['arrival', 'preparation'].reduce<Room>(
      (room, phase) => room.does(PEOPLE.nurse, { type: 'EnterPhase', phase }).after(1),
      new Room(kap).planned().arrived().peopled(),
    );
    const empty = peopleAt(preparing.state, preparing.now).reduce<Room>(
      (before, { id }) => before.does(PEOPLE.nurse, { type: 'LeaveSession', person: { id } }),
      preparing,
    );
    expect(presenceLapses(empty.after(5).state, kap, empty.after(5).now)).toEqual([]);
  });

  test('a lapse stops no entry', () => {
    const room = alone.does(PEOPLE.guide, left(PEOPLE.guide)).after(1);
    expect(room.refusedBy(PEOPLE.nurse, { type: 'RecordObservation', observation: 'fear' })).toEqual([]);
    expect(room.measured().state.vitalSigns.length).toBe(room.state.vitalSigns.length + 1);
  });

  test('nothing is raised once the patient has left', () => {
    const room = alone.does(PEOPLE.guide, left(PEOPLE.guide)).after(5);
    const gone = room.does(PEOPLE.prescriber, { type: 'RecordDeparture', how: 'transferred', reason: 'to the ward' });
    expect(lapseOf(gone.after(9))).toBeUndefined();
    expect(presenceLapses(gone.state, kap, gone.after(9).now)).toMatchObject([{ to: gone.now }]);
  });

  test('whoever comes and goes, at every minute there is a lapse if and only if nobody of them is there', () => {
    const both = [PEOPLE.guide, PEOPLE.therapist];
    const turns = fc.array(fc.tuple(fc.nat(1), fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(turns, (list) => {
        const start = begun();
        const room = list.reduce<Room>((before, [who, minutes]) => {
          const person = both[who] as Person;
          const at = before.after(minutes);
          const isHere = peopleAt(at.state, at.now).some(({ id }) => id === person.id);
          return at.does(PEOPLE.nurse, isHere ? left(person) : comes(person));
        }, start);
        const lapses = presenceLapses(room.state, kap, room.now);
        for (let minute = start; minute.now <= room.now; minute = minute.after(1)) {
          const { now } = minute;
          const isEmpty = !peopleAt(room.state, now).some((one) => one.id === idOf(5) || one.id === idOf(6));
          expect(lapses.some(({ from, to }) => from <= now && (to === undefined || to > now))).toBe(isEmpty);
        }
      }),
      { numRuns: 60 },
    );
  });
});
