import type { ScreeningFinding } from '@holdspace/care';
import { expect, test } from 'vitest';
import { asLookedAt, differsFrom, stillJudged } from './judged.ts';

const finding = (rule: string, more: Partial<ScreeningFinding> = {}): ScreeningFinding => ({
  rule,
  title: rule,
  outcome: 'ask',
  because: 'Ask.',
  sources: [],
  ...more,
});

test('what was judged stands for the finding that was looked at: of one that differs the words stay, and no judgement', () => {
  const heart = finding('heart', { answered: 'Yes' });
  const pressure = finding('pressure');
  const judged = { judgement: 'accepted', reason: 'Spoken about.' } as const;
  const by = {
    heart: { ...judged, of: asLookedAt(heart) },
    pressure: { ...judged, of: asLookedAt(pressure) },
    liver: { ...judged },
  };
  expect(stillJudged(by, [heart, pressure])).toEqual({ heart: by.heart, pressure: by.pressure });
  // As a draft is kept and found again.
  expect(stillJudged(JSON.parse(JSON.stringify(by)), [pressure]).pressure?.judgement).toBe('accepted');
  for (const now of [
    finding('heart', { answered: 'Yes, since last week' }),
    finding('heart', { answered: 'Yes', outcome: 'needs_clearance' }),
    finding('heart'),
  ])
    expect(stillJudged(by, [now])).toEqual({ heart: { reason: 'Spoken about.' } });
  expect(stillJudged(by, [finding('liver')])).toEqual({ liver: { reason: 'Spoken about.' } });
});

test('what has come since one looked is said: a finding that differs, one that is gone, a letter and its end', () => {
  const asked = {
    id: 'c',
    rules: ['heart'],
    of: 'Dr. Vale',
    what: 'Whether.',
    askedOn: '2026-03-01',
    dueOn: '2026-03-10',
    askedBy: { id: 'n', name: 'Nora', roles: ['nurse' as const] },
  };
  const event = { id: 'l', at: '2026-03-02T14:00:00.000Z' as never, author: asked.askedBy, clearance: 'c' };
  const arrived = {
    ...event,
    type: 'ClearanceArrived' as const,
    arrivedOn: '2026-03-02',
    from: 'Dr. Vale',
    verdict: 'against' as const,
    says: 'Not before it is treated.',
  };
  const ended = { ...event, type: 'ClearanceEnded' as const, reason: 'Of another patient.' };
  const looked = { findings: [finding('heart'), finding('liver')], clearances: [asked] };
  expect(differsFrom(looked, looked)).toEqual([]);
  const letter = 'A letter has come from Dr. Vale. Advises against it: Not before it is treated.';
  const now = { findings: [finding('heart', { answered: 'Yes' })], clearances: [{ ...asked, arrived }] };
  expect(differsFrom(looked, now)).toEqual(['heart: Yes. Ask.', 'liver: is not found any more.', letter]);
  expect(differsFrom(now, { ...now, clearances: [{ ...asked, arrived, ended }] })).toEqual([
    'What was asked of Dr. Vale was ended: Of another patient.',
  ]);
});
