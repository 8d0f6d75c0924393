import { instant, later, type Playable, playableOf, type Session, SHIPPED_SOUNDTRACK } from '@holdspace/care';
import { expect, test, vi } from 'vitest';
import { Conductor, playsOnHere } from './conductor.ts';
import type { Engine } from './engine.ts';
import type { Shelf } from './shelf.ts';

const AT = instant(Date.UTC(2026, 2, 2, 14));
const HERE = '00000000-0000-4000-8000-000000000001';
const OPEN_WATER: Playable = playableOf(SHIPPED_SOUNDTRACK, { tracks: [], avoided: new Set(), target: -23 });

/** A conductor whose engine only says what it was asked. */
function conducting(more: object = {}, music: object = {}, confirmedSeq = Number.POSITIVE_INFINITY) {
  const engine = { isSounding: false, second: 0, begin: vi.fn(), follow: vi.fn(), silence: vi.fn() };
  const record = vi.fn();
  const session = {
    status: 'open',
    doses: [],
    infusions: [],
    nosc: {},
    log: [],
    music: {
      ...{ player: HERE, status: 'playing', startedAt: AT, startPhase: 'settling', turns: [], pauses: [] },
      ...music,
    },
    ...more,
  } as unknown as Session;
  const conductor = new Conductor({
    player: HERE,
    engine: engine as unknown as Engine,
    shelf: { keepNear: vi.fn() } as unknown as Shelf,
    session: () => session,
    confirmedSeq: () => confirmedSeq,
    now: () => later(AT, 2000),
    record,
  });
  conductor.have(OPEN_WATER);
  return { conductor, engine, record };
}

test('it plays where the log names it, and writes down the track as of its beginning', () => {
  const { conductor, engine, record } = conducting();
  conductor.tick();
  expect(engine.begin).toHaveBeenCalledOnce();
  expect(record).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ action: 'track', phase: 'settling', at: AT }),
  );
});

test('what it was given is what it says is heard, though more was left out meanwhile', () => {
  expect(conducting().conductor.playable).toBe(OPEN_WATER);
});

test('it is silent where another plays, and where the music is paused', () => {
  for (const music of [{ player: 'another' }, { status: 'paused' }, { status: 'silenced' }, { status: 'stopped' }]) {
    const { conductor, engine, record } = conducting({}, music);
    conductor.tick();
    expect(engine.begin).not.toHaveBeenCalled();
    expect(engine.silence).toHaveBeenCalled();
    expect(record).not.toHaveBeenCalled();
  }
});

test('an emergency stop that the log has before the start of the music silences it all the same', () => {
  const { conductor, engine, record } = conducting({ emergencyStop: { at: later(AT, 1000) } });
  conductor.tick();
  expect(engine.begin).not.toHaveBeenCalled();
  expect(engine.silence).toHaveBeenCalled();
  expect(record).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ action: 'paused' }));
});

const BEGAN = { type: 'MusicRecorded', action: 'started', seq: 4, commandId: 'started' };
const CALLED = { type: 'EmergencyStopCalled', commandId: 'stop' };
test.each([
  [
    'the pause before it',
    [
      { ...BEGAN, action: 'paused', seq: 5, commandId: 'paused' },
      { ...CALLED, seq: 6 },
    ],
  ],
  [
    'its own silence',
    [
      { ...CALLED, seq: 5 },
      { ...BEGAN, action: 'faded_for_emergency', seq: 6, commandId: 'stop' },
    ],
  ],
])(
  'after a stop, where %s was struck out, the log is told that it is silent: nothing plays on by itself',
  (_, entries) => {
    const log = [BEGAN, ...entries, { type: 'StruckOut', seq: 7, commandId: 'strike' }];
    const { conductor, engine, record } = conducting({ emergencyStop: { at: later(AT, 1000) }, log });
    conductor.tick();
    expect(engine.silence).toHaveBeenCalled();
    expect(record).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ action: 'paused' }));
  },
);

test('a stop called while it plays silences it before the stop’s own entry has come, and nothing is written twice', () => {
  const log = [BEGAN, { ...CALLED, seq: 5 }];
  const { conductor, engine, record } = conducting({ emergencyStop: { at: later(AT, 1000) }, log });
  conductor.tick();
  expect(engine.begin).not.toHaveBeenCalled();
  expect(engine.silence).toHaveBeenCalled();
  expect(record).not.toHaveBeenCalled();
});

test('what this device has entered and the server has not heard of yet is not taken for what followed the stop', () => {
  const log = [BEGAN, { ...CALLED, seq: 5 }, { type: 'ObservationRecorded', seq: 6, commandId: 'tearful' }];
  const stopped = { emergencyStop: { at: later(AT, 1000) }, log };
  const waiting = conducting(stopped, {}, 5);
  waiting.conductor.tick();
  expect(waiting.engine.silence).toHaveBeenCalled();
  expect(waiting.record).not.toHaveBeenCalled();
  const followed = conducting(stopped, {}, 6);
  followed.conductor.tick();
  expect(followed.record).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ action: 'paused' }));
});

test('what is played on after the stop goes on', () => {
  const pauses = [{ from: later(AT, 500), until: later(AT, 1500) }];
  const { conductor, engine } = conducting({ emergencyStop: { at: later(AT, 1000) } }, { pauses });
  conductor.tick();
  expect(engine.begin).toHaveBeenCalledOnce();
});

test('a recorded moment brings its phase, once', () => {
  const { conductor, record } = conducting({ nosc: { onset: AT, peak: later(AT, 1000) } });
  conductor.tick();
  expect(record).toHaveBeenCalledWith(
    expect.objectContaining({ action: 'shortened', phase: 'peak', followed: 'peak' }),
  );
  const turns = [{ at: AT, do: 'enter', phase: 'peak' }];
  const after = conducting({ nosc: { peak: later(AT, 1000) } }, { turns });
  after.conductor.tick();
  expect(after.record).not.toHaveBeenCalledWith(expect.objectContaining({ action: 'shortened' }));
});

test('a device that slept finds its place again', () => {
  const { conductor, engine } = conducting();
  Object.assign(engine, { isSounding: true, second: 1.2 });
  conductor.tick();
  expect(engine.begin).toHaveBeenCalledWith(expect.anything(), 2);
  Object.assign(engine, { second: 1.9 });
  conductor.tick();
  expect(engine.begin).toHaveBeenCalledOnce();
  expect(engine.follow).toHaveBeenCalledOnce();
});

test('what is taken over plays on where it was paused, and never over an emergency stop', () => {
  const sessionWith = (status: string, ...log: readonly object[]) =>
    ({ seq: 4, music: { status }, log }) as unknown as Session;
  const paused = sessionWith('paused');
  const stop = { type: 'EmergencyStopCalled' };
  expect(playsOnHere(paused, paused)).toBe(true);
  expect(playsOnHere(paused, sessionWith('paused', { ...stop, seq: 3 }))).toBe(true);
  expect(playsOnHere(paused, sessionWith('paused', { ...stop, seq: 5 }))).toBe(false);
  expect(playsOnHere(sessionWith('playing'), sessionWith('silenced', { ...stop, seq: 5 }))).toBe(false);
  expect(playsOnHere(sessionWith('silenced'), sessionWith('silenced'))).toBe(false);
});
