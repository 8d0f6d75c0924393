import { type Instant, instant, later, MINUTE } from '@holdspace/care';
import { expect, test } from 'vitest';
import { Told } from './told.ts';

const START = instant(Date.UTC(2026, 2, 2, 15));

test('who took the mail is not mailed again; who did not is tried after longer and longer, an hour at most', () => {
  const told = new Told();
  expect(told.isDue('glass', START)).toBe(true);
  told.tried('glass', ['one@clinic.test'], START);
  expect([told.isTaken('glass', 'one@clinic.test'), told.isTaken('glass', 'two@clinic.test')]).toEqual([true, false]);
  const waits: number[] = [];
  let now: Instant = START;
  for (let tries = 0; tries < 9; tries += 1) {
    let minutes = 0;
    while (!told.isDue('glass', now)) {
      now = later(now, MINUTE);
      minutes += 1;
    }
    waits.push(minutes);
    told.tried('glass', [], now);
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  expect(told.isTaken('glass', 'one@clinic.test')).toBe(true);

  told.forget('glass');
  expect(told.isDue('glass', now)).toBe(true);
});
