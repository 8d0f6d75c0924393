import { describe, expect, test } from 'vitest';
import { instant, later, MINUTE } from '../instant.ts';
import { gatherUnusual, type Marked } from './gathered.ts';

const NOON = instant(Date.UTC(2026, 2, 3, 17));
const looked = (minutesBefore: number, more: Partial<Marked> = {}): Marked => ({
  at: later(NOON, -minutesBefore * MINUTE),
  act: 'see the clinical record',
  outcome: 'allowed',
  who: { kind: 'practitioner', practitionerId: 'n', name: 'The nurse', roles: ['nurse'] },
  patientId: 'p',
  what: 'GET /api/patients/:id',
  from: { address: '10.0.0.1' },
  unusual: ['outside the care team'],
  ...more,
});
const gathered = (...entries: Marked[]) =>
  gatherUnusual(entries, 'America/New_York').map(({ patientId, marks, last, entries: own }) => [
    patientId,
    marks,
    last,
    own.length,
  ]);

describe('unusual access', () => {
  test('of one person to one patient on one day, under the same marks, is one thing to ask about', () => {
    expect(gathered(looked(1), looked(2), looked(9))).toEqual([['p', ['outside the care team'], looked(1).at, 3]]);
  });

  test('of another person, to another patient, on another day or under another mark is another', () => {
    const other = { ...looked(3).who, practitionerId: 'o' };
    expect(
      gathered(
        looked(1),
        looked(2, { who: other }),
        looked(3, { patientId: 'q' }),
        looked(4, { unusual: ['outside the care team', 'after hours'] }),
        looked(24 * 60),
      ),
    ).toHaveLength(5);
  });

  test('says nothing of a person where a clock alone was behind', () => {
    expect(gathered(looked(1, { unusual: ['clock ran backward'] }))).toEqual([]);
    const both = looked(1, { unusual: ['after hours', 'clock ran backward'] });
    expect(gathered(both)).toEqual([['p', ['after hours'], both.at, 1]]);
  });
});
