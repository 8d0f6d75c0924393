import { expect, test } from 'vitest';
import { HOUR, instant, later } from '../instant.ts';
import type { AuditEntry } from './audit-entry.ts';
import { lookedAt } from './for-patient.ts';

const MORNING = instant(Date.UTC(2026, 2, 3, 15));
const entry = (more: Partial<AuditEntry>): AuditEntry => ({
  at: MORNING,
  act: 'see the clinical record',
  outcome: 'allowed',
  who: { kind: 'practitioner', practitionerId: 'ann', name: 'Ann', roles: ['nurse'] },
  patientId: 'p1',
  what: 'GET /api/patients/:id',
  from: { address: '127.0.0.1' },
  ...more,
});

test('a patient reads who looked, on which day, how often and at what, and not who was refused or that they looked themselves', () => {
  const seen = lookedAt(
    [
      entry({}),
      entry({ at: later(MORNING, HOUR) }),
      entry({ at: later(MORNING, 24 * HOUR), act: 'arrange visits' }),
      entry({
        outcome: 'refused',
        who: { kind: 'practitioner', practitionerId: 'bob', name: 'Bob', roles: ['guide'] },
      }),
      entry({ who: { kind: 'patient', roles: [] }, act: 'see one’s own record' }),
      entry({ grounds: ['glass broken'], at: later(MORNING, -HOUR) }),
    ],
    'America/New_York',
  );
  expect(seen.map(({ name, role, day, times, what }) => [name, role, day, times, what])).toEqual([
    ['Ann', 'Nurse', '2026-03-04', 1, 'Arranged a visit'],
    ['Ann', 'Nurse', '2026-03-03', 2, 'Read your record'],
    ['Ann', 'Nurse', '2026-03-03', 1, 'Opened your record in an emergency, with a reason that is reviewed'],
  ]);
  const [inSpanish] = lookedAt([entry({})], 'America/New_York', 'es');
  expect(inSpanish).toMatchObject({ name: 'Ann', role: 'Enfermería', what: 'Leyó su historia' });
});
