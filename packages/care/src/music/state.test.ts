import { describe, expect, test } from 'vitest';
import { mayDo } from '../authority/may-do.ts';
import { SHIPPED_PROTOCOLS } from '../protocols/index.ts';
import { ROLES } from '../roles.ts';
import { idOf, PEOPLE, Room } from '../session/making.ts';
import { musicTurnsOf, playedAt } from './played.ts';

const kap = SHIPPED_PROTOCOLS.find(({ id }) => id === 'kap-im');
if (!kap) throw new Error('kap-im is not shipped');
const HERE = idOf(700);
const THERE = idOf(701);
const start = {
  type: 'RecordMusic' as const,
  action: 'started' as const,
  player: HERE,
  soundtrack: { id: idOf(800), version: 1, name: 'Open water' },
  phase: 'settling' as const,
};
const act = (action: 'paused' | 'resumed' | 'stopped' | 'taken_over', player = HERE) => ({
  type: 'RecordMusic' as const,
  action,
  player,
});
const arrived = () => new Room(kap).planned().does(PEOPLE.frontDesk, { type: 'RecordArrival' });
const playing = () => arrived().does(PEOPLE.guide, start);

describe('the music of a session', () => {
  test('plays from its start, and no second counts while it is paused', () => {
    const room = playing()
      .after(10)
      .does(PEOPLE.guide, act('paused'))
      .after(5)
      .does(PEOPLE.guide, act('resumed'))
      .after(2);
    const music = room.state.music;
    expect(music?.status).toBe('playing');
    expect(music && playedAt(music, room.now)).toBe(12 * 60);
  });
  test('turns stand at the seconds of playing at which they were asked', () => {
    const room = playing()
      .after(10)
      .does(PEOPLE.guide, act('paused'))
      .after(5)
      .does(PEOPLE.guide, act('resumed'))
      .after(1)
      .does(PEOPLE.guide, { ...act('paused'), action: 'shortened', phase: 'peak' })
      .does(PEOPLE.guide, { ...act('paused'), action: 'stretched', phase: 'peak', seconds: 300 });
    expect(room.state.music && musicTurnsOf(room.state.music)).toEqual([
      { at: 660, do: 'enter', phase: 'peak' },
      { at: 660, do: 'stretch', seconds: 300 },
    ]);
  });
  test('two devices never both start it; taking over says who played', () => {
    const room = playing();
    expect(room.refusedBy(PEOPLE.nurse, { ...start, player: THERE })).toEqual(['music-by-one-player']);
    const taken = room.does(PEOPLE.nurse, act('taken_over', THERE));
    expect(taken.state.music).toMatchObject({ player: THERE, by: { name: PEOPLE.nurse.name }, status: 'playing' });
    expect(taken.refusedBy(PEOPLE.guide, { ...start, type: 'RecordMusic', action: 'resumed' })).toContain(
      'music-makes-sense',
    );
  });
  test('may be made silent from every device', () => {
    expect(playing().does(PEOPLE.nurse, act('paused', THERE)).state.music?.status).toBe('paused');
    expect(playing().does(PEOPLE.nurse, act('stopped', THERE)).state.music?.status).toBe('stopped');
  });
  test('is silent from the emergency stop on, on record, until somebody plays on', () => {
    const stopped = playing().after(3).does(PEOPLE.nurse, { type: 'CallEmergencyStop' });
    expect(stopped.state.music?.status).toBe('silenced');
    expect(stopped.state.log.at(-1)).toMatchObject({ type: 'MusicRecorded', action: 'faded_for_emergency' });
    const cleared = stopped.does(PEOPLE.prescriber, { type: 'ClearEmergencyStop', reason: 'settled' });
    expect(cleared.state.music?.status).toBe('silenced');
    expect(cleared.does(PEOPLE.guide, act('resumed')).state.music?.status).toBe('playing');
  });
  test('an emergency stop without music says nothing of any', () => {
    const room = arrived().does(PEOPLE.nurse, { type: 'CallEmergencyStop' });
    expect(room.state.log.some(({ type }) => type === 'MusicRecorded')).toBe(false);
  });
  test('what makes no sense is refused in words, and can still be recorded as having happened', () => {
    expect(arrived().refusedBy(PEOPLE.guide, act('paused'))).toEqual(['music-makes-sense']);
    const { soundtrack, ...without } = start;
    expect(arrived().refusedBy(PEOPLE.guide, without)).toEqual(['music-makes-sense']);
    const told = arrived().does(PEOPLE.guide, { ...act('stopped'), happened: { reason: 'From a phone, without us' } });
    expect(told.state.log.at(-1)?.flags?.[0]?.rule).toBe('music-makes-sense');
  });
  test('is recorded by clinical staff', () => {
    expect(arrived().refusedBy(PEOPLE.frontDesk, start)).toEqual(['clinical-staff-record']);
  });
});

test('who may play music, and who may keep it', () => {
  const whoMay = (asked: 'play music' | 'keep music') =>
    ROLES.filter((role) => mayDo(asked, { roles: [role] }).allowed).sort();
  expect(whoMay('play music')).toEqual(
    ['anesthesia', 'guide', 'medical_director', 'nurse', 'prescriber', 'therapist'].sort(),
  );
  expect(whoMay('keep music')).toEqual(['clinic_admin', 'guide', 'medical_director', 'therapist']);
});
