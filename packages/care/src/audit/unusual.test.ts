import { describe, expect, test } from 'vitest';
import { instant, later, MINUTE } from '../instant.ts';
import type { AuditEntry } from './audit-entry.ts';
import { UNUSUAL_LIMITS, unusual, unusualAmong } from './unusual.ts';
import { whoSaw } from './who-saw.ts';

/** Ten in the morning in New York. */
const MORNING = instant(Date.UTC(2026, 2, 3, 15));
const ZONE = 'America/New_York';
const entry = (more: Partial<AuditEntry> = {}): AuditEntry => ({
  at: MORNING,
  act: 'see the clinical record',
  outcome: 'allowed',
  who: { kind: 'practitioner', practitionerId: 'ann', name: 'Ann', roles: ['nurse'], by: 'cookie' },
  patientId: 'p1',
  what: 'GET /api/patients/:id',
  grounds: ['in the care team'],
  from: { address: '127.0.0.1' },
  ...more,
});
const marks = (more: Partial<AuditEntry>, around = {}) =>
  unusual(entry(more), { zone: ZONE, patientsInTheHour: 1, refusalsInTheHour: 0, ...around });
const as = (...roles: AuditEntry['who']['roles']) => ({ who: { ...entry().who, roles } });

describe('access is marked', () => {
  test.each<readonly [string, Partial<AuditEntry>, object, readonly string[]]>([
    ['not, where somebody of the care team looks by day', {}, {}, []],
    ['where a clinician is not of the care team', { grounds: ['a visit today'] }, {}, ['outside the care team']],
    ['not, where the role alone opened it', { grounds: [] }, {}, []],
    ['not, where nobody looked whether they are', { grounds: undefined as never }, {}, []],
    ['not, where the director looks', { ...as('medical_director'), grounds: ['a visit today'] }, {}, []],
    ['not, where the front desk looks up a name', { ...as('front_desk'), grounds: [] }, {}, []],
    ['not as outside the team where it was refused', { grounds: ['a visit today'], outcome: 'refused' }, {}, []],
    ['where the glass was broken', { grounds: ['glass broken'] }, {}, ['outside the care team', 'broke the glass']],
    ['late in the evening', { at: instant(Date.UTC(2026, 2, 4, 2)) }, {}, ['after hours']],
    [
      'before the house opens, by the clinic’s own clock',
      { at: instant(Date.UTC(2026, 2, 3, 11, 59)) },
      {},
      ['after hours'],
    ],
    ['not at opening', { at: instant(Date.UTC(2026, 2, 3, 12)) }, {}, []],
    [
      'not at night, where it is about no patient',
      { at: instant(Date.UTC(2026, 2, 4, 2)), patientId: undefined as never },
      {},
      [],
    ],
    [
      'not at night, where a patient reads their own',
      { at: instant(Date.UTC(2026, 2, 4, 2)), who: { kind: 'patient', roles: [] } },
      {},
      [],
    ],
    ['not at as many patients as a busy hour has', {}, { patientsInTheHour: UNUSUAL_LIMITS.patientsInAnHour }, []],
    ['at one more', {}, { patientsInTheHour: UNUSUAL_LIMITS.patientsInAnHour + 1 }, ['many patients at once']],
    [
      'when refused again and again',
      { outcome: 'refused' },
      { refusalsInTheHour: UNUSUAL_LIMITS.refusalsInAnHour },
      ['refused repeatedly'],
    ],
    [
      'not where a clinical rule said no again and again',
      { outcome: 'refused', why: 'refused: gates-before-dose' },
      { refusalsInTheHour: 9 },
      [],
    ],
    ['not when refused once', { outcome: 'refused' }, { refusalsInTheHour: 1 }, []],
    ['when the clock was behind', { clockBehind: 5_000 }, {}, ['clock ran backward']],
  ])('%s', (_when, more, around, expected) => {
    expect(marks(more, around)).toEqual(expected);
  });
});

test('an hour is counted up to each entry, person by person, and patients are counted once', () => {
  const seen = Array.from({ length: 14 }, (_, index) =>
    entry({ at: later(MORNING, index * MINUTE), patientId: `p${index}` }),
  );
  const again = entry({ at: later(MORNING, 15 * MINUTE), patientId: 'p3' });
  const another = entry({ at: later(MORNING, 16 * MINUTE), who: { ...entry().who, practitionerId: 'bob' } });
  const later70 = entry({ at: later(MORNING, 90 * MINUTE) });
  const found = unusualAmong([...seen, again, another, later70], ZONE).map((one) => one.unusual.length > 0);
  expect(found).toEqual([...Array.from({ length: 12 }, () => false), true, true, true, false, false]);
});

test('who saw a patient is a row a person, those with marks first', () => {
  const all = [
    entry(),
    entry({ at: later(MORNING, MINUTE) }),
    entry({ who: { ...entry().who, practitionerId: 'bob', name: 'Bob' }, grounds: ['a visit today'] }),
    entry({
      who: { ...entry().who, practitionerId: 'bob', name: 'Bob' },
      outcome: 'refused',
      at: later(MORNING, 2 * MINUTE),
    }),
  ];
  const rows = whoSaw(unusualAmong(all, ZONE));
  expect(
    rows.map(({ person, times, refused, inCareTeam, last }) => [person, times, refused, inCareTeam, last]),
  ).toEqual([
    ['bob', 1, 1, 'sometimes', later(MORNING, 2 * MINUTE)],
    ['ann', 2, 0, 'always', later(MORNING, MINUTE)],
  ]);
});
