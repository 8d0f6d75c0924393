import { SHIPPED_SOUNDTRACK, SHIPPED_TRACKS, type Soundtrack } from '@holdspace/care';
import { expect, test } from 'vitest';
import { forThisPatient, keyOf, playedAmong, standInAmong } from './at-hand.ts';

const music = { tracks: SHIPPED_TRACKS, avoided: [], setting: { soundtrackId: '', target: -20, isDefault: true } };
const first: Soundtrack = { ...SHIPPED_SOUNDTRACK, id: '00000000-0000-4000-8000-0000000000a1', version: 1 };
const second: Soundtrack = { ...first, version: 2 };

test('what is ready is another once a track of it was left out for this patient, and the same once that is let in again', () => {
  const track = SHIPPED_SOUNDTRACK.phases.find(({ tracks }) => tracks.length > 1)?.tracks[0];
  const avoided = [{ id: 'a', track: track ?? '', reason: 'Played at a funeral', at: '2026-03-02T14:00:00.000Z' }];
  const ready = keyOf(forThisPatient(music, SHIPPED_SOUNDTRACK));
  expect(keyOf(forThisPatient({ ...music, avoided }, SHIPPED_SOUNDTRACK))).not.toBe(ready);
  expect(keyOf(forThisPatient(music, SHIPPED_SOUNDTRACK))).toBe(ready);
});

test('what is played is the version in which it was started, though it was saved anew since; that only stands in', () => {
  const listed = [SHIPPED_SOUNDTRACK, second];
  expect(playedAmong([...listed, undefined], first)).toBeUndefined();
  expect(playedAmong([...listed, first], first)).toBe(first);
  expect(playedAmong([...listed, first], second)).toBe(second);
  expect(standInAmong(listed, first)).toBe(second);
  expect(standInAmong(listed, undefined)).toBe(SHIPPED_SOUNDTRACK);
});
