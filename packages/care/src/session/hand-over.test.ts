import { describe, expect, test } from 'vitest';
import { SHIPPED_PROTOCOLS } from '../protocols/index.ts';
import { sayEvent } from '../record/say.ts';
import { decide } from './decide.ts';
import { fold } from './evolve.ts';
import { PEOPLE, Room } from './making.ts';
import { peopleAt } from './phases.ts';
import { presenceLapse, presenceLapses } from './presence.ts';
import type { CredentialsOnRecord } from './rule.ts';

const kap = SHIPPED_PROTOCOLS.find(({ id }) => id === 'kap-im');
if (!kap) throw new Error('kap-im is shipped');
type Person = (typeof PEOPLE)[keyof typeof PEOPLE];
const asPerson = (person: Person) => ({ ...person, roles: [...person.roles] });
const leaves = (person: Person) => ({ type: 'LeaveSession' as const, person: { id: person.id } });
const comes = (person: Person, attendance: 'in_room' | 'on_site') => ({
  type: 'JoinSession' as const,
  person: asPerson(person),
  attendance,
});
const handsOver = (from: Person, to: Person) => ({
  type: 'HandOverPresence' as const,
  from: { id: from.id },
  to: asPerson(to),
  words: 'Tearful since half past; the hand is welcome.',
});
const both = new Room(kap).planned().arrived().peopled().gatesConfirmed().measured().inDosingPhase().after(1);
/** The guide alone keeps the presence that the phase asks for. */
const alone = both.does(PEOPLE.nurse, leaves(PEOPLE.therapist)).after(5);
const there = (room: Room) =>
  peopleAt(room.state, room.now)
    .filter(({ attendance }) => attendance === 'in_room')
    .map(({ id }) => id);
const refusalOf = (room: Room, body: Parameters<Room['ask']>[1]) => {
  const decision = room.ask(PEOPLE.guide, body);
  return decision.accepted ? undefined : decision.refusals[0];
};

describe('the last of those who keep an unbroken presence', () => {
  test('does not leave before another has come; the words say who', () => {
    const refusal = refusalOf(alone, leaves(PEOPLE.guide));
    expect(refusal).toMatchObject({ rule: 'presence-is-handed-over', stop: 'hard', overrideBy: [] });
    expect(refusal?.message).toContain('without a therapist or guide in the room');
    expect(refusal?.satisfy).toMatch(/First comes a therapist or guide in the room/);
  });

  test('who has left all the same is recorded as gone, flagged, and the lapse is raised', () => {
    const gone = alone.does(PEOPLE.nurse, { ...leaves(PEOPLE.guide), happened: { reason: 'fell ill' } });
    expect(gone.state.flags.at(-1)).toMatchObject({ rule: 'presence-is-handed-over', why: 'recorded_against_rule' });
    expect(presenceLapse(gone.state, kap, gone.now)?.from).toBe(gone.now);
  });

  test('leaves freely while another of them is there, and so does everybody else', () => {
    expect(both.refusedBy(PEOPLE.guide, leaves(PEOPLE.guide))).toEqual([]);
    expect(alone.refusedBy(PEOPLE.nurse, leaves(PEOPLE.nurse))).toEqual([]);
  });
});

describe('a hand-over', () => {
  test('brings the other in and lets the first go at one moment, with what was said', () => {
    const room = alone.does(PEOPLE.guide, handsOver(PEOPLE.guide, PEOPLE.therapist));
    expect(there(room)).toContain(PEOPLE.therapist.id);
    expect(there(room)).not.toContain(PEOPLE.guide.id);
    expect(presenceLapses(room.state, kap, room.now)).toEqual([]);
    const [last] = room.state.log.slice(-1);
    expect(last && sayEvent(last, kap)).toBe(
      'Gil Guide handed over to Thea Therapist and left: “Tearful since half past; the hand is welcome.”',
    );
    expect(fold(room.state.log)).toEqual(room.state);
  });

  test('to somebody who is in the room already needs no coming in', () => {
    const room = both.does(PEOPLE.guide, handsOver(PEOPLE.guide, PEOPLE.therapist));
    expect(room.state.log.length).toBe(both.state.log.length + 1);
    expect(there(room)).toContain(PEOPLE.therapist.id);
  });

  test('to somebody who was on site brings them into the room', () => {
    const near = alone.does(PEOPLE.nurse, comes(PEOPLE.therapist, 'on_site')).after(1);
    const room = near.does(PEOPLE.guide, handsOver(PEOPLE.guide, PEOPLE.therapist)).after(1);
    expect(there(room)).toContain(PEOPLE.therapist.id);
    expect(room.state.people.filter(({ until }) => until === undefined).map(({ id }) => id)).toHaveLength(4);
  });

  test('to somebody who is not asked for is refused, since nobody would keep the presence', () => {
    expect(refusalOf(alone, handsOver(PEOPLE.guide, PEOPLE.nurse))).toMatchObject({
      rule: 'presence-is-handed-over',
      field: 'to',
      satisfy: 'Hand over to a therapist or guide in the room.',
    });
  });

  test('is of somebody who is there, to somebody else', () => {
    expect(refusalOf(alone, handsOver(PEOPLE.therapist, PEOPLE.guide))).toMatchObject({ field: 'from' });
    expect(refusalOf(alone, handsOver(PEOPLE.guide, PEOPLE.guide))).toMatchObject({ field: 'to' });
    expect(refusalOf(alone, { ...handsOver(PEOPLE.guide, PEOPLE.therapist), at: both.after(-30).now })?.field).toBe(
      'at',
    );
  });

  test('is refused to whose training has run out, with the words that say so', () => {
    const good = [{ kind: 'Training', expiresOn: '2026-12-31' }];
    const asked = alone.command(handsOver(PEOPLE.guide, PEOPLE.therapist));
    const refusedWith = (credentials: CredentialsOnRecord) => {
      const decision = decide(kap, alone.state, asked, { now: alone.now, author: PEOPLE.guide, credentials });
      return decision.accepted ? undefined : decision.refusals;
    };
    const lapsed = [{ kind: 'Training', expiresOn: '2026-03-01' }];
    expect(refusedWith({ [PEOPLE.guide.id]: good, [PEOPLE.therapist.id]: lapsed })).toMatchObject([
      { rule: 'credentials-in-order', field: 'to', message: expect.stringContaining('Thea Therapist') },
    ]);
    // Theirs alone is asked about: whose own has run out may still hand over.
    expect(refusedWith({ [PEOPLE.guide.id]: lapsed, [PEOPLE.therapist.id]: good })).toBeUndefined();
  });

  test('that was a mistake is struck out, and who handed over is there as before', () => {
    const room = alone.does(PEOPLE.guide, handsOver(PEOPLE.guide, PEOPLE.therapist)).after(1);
    const { seq } = room.state;
    expect(room.refusedBy(PEOPLE.guide, { type: 'StrikeOut', seq: seq - 1, reason: 'not yet' })).toEqual([
      'strike-later-first',
    ]);
    const struck = room.does(PEOPLE.guide, { type: 'StrikeOut', seq, reason: 'not yet' });
    expect(there(struck)).toEqual(expect.arrayContaining([PEOPLE.guide.id, PEOPLE.therapist.id]));
  });

  test('is recorded by clinical staff', () => {
    expect(alone.refusedBy(PEOPLE.frontDesk, handsOver(PEOPLE.guide, PEOPLE.therapist))).toContain(
      'clinical-staff-record',
    );
  });
});
