import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instant } from '../instant.ts';
import { clockAt, momentOfClock } from './clinic-clock.ts';

const NEW_YORK = 'America/New_York';

test.each([
  ['2026-01-15T06:00', '2026-01-15T11:00:00.000Z'],
  ['2026-07-15T06:00', '2026-07-15T10:00:00.000Z'],
  // Shown twice, when the clocks are put back: the first time.
  ['2026-11-01T01:30', '2026-11-01T05:30:00.000Z'],
])('%s at the clinic is %s', (clock, at) => expect(momentOfClock(clock, NEW_YORK)).toEqual({ known: true, at }));

test('a time that the clocks skip is no time', () =>
  expect(momentOfClock('2026-03-08T02:30', NEW_YORK)).toMatchObject({
    known: false,
    because: expect.stringContaining('never show'),
  }));
test('what is no time is not known', () => expect(momentOfClock('soon', NEW_YORK)).toMatchObject({ known: false }));

test('law: what the clocks show leads back to a moment at which they show it', () => {
  const zones = fc.constantFrom(NEW_YORK, 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3_000_000 }), zones, (minutes, zone) => {
      const clock = clockAt(instant(Date.UTC(2024, 0, 1) + minutes * 60_000), zone);
      const found = momentOfClock(clock, zone);
      expect(found.known && clockAt(found.at, zone)).toBe(clock);
    }),
  );
});
