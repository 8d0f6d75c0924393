import { describe, expect, test } from 'vitest';
import type { Role } from '../roles.ts';
import { inOrder, refusePeopleChange } from './people-changes.ts';

const person = (id: string, ...roles: Role[]) => ({ id, name: `Person ${id}`, roles });
const admin = person('a', 'clinic_admin');
const director = person('d', 'medical_director');
const nurse = person('n', 'nurse');
const rules = (change: Parameters<typeof refusePeopleChange>[0]) => refusePeopleChange(change).map(({ rule }) => rule);

describe('roles are changed', () => {
  const everybody = [admin, director, nurse];
  test.each([admin, director])('by $roles.0', (by) => {
    expect(rules({ by, person: nurse, to: ['nurse', 'guide'], everybody })).toEqual([]);
  });

  test.each(['prescriber', 'anesthesia', 'nurse', 'therapist', 'guide', 'front_desk'] as const)('not by %s', (role) => {
    const by = person('x', role);
    expect(rules({ by, person: nurse, to: [], everybody: [...everybody, by] })).toContain('managers-change-people');
  });

  test('but nobody gives themselves a role, though they may lay one down', () => {
    expect(rules({ by: admin, person: admin, to: ['clinic_admin', 'prescriber'], everybody })).toEqual([
      'nobody-raises-themselves',
    ]);
    const both = person('b', 'clinic_admin', 'nurse');
    expect(rules({ by: both, person: both, to: ['nurse'], everybody: [admin, both] })).toEqual([]);
  });
});

describe('a clinic is never left without', () => {
  test('a clinic administrator, whether the last one changes, leaves, or is sent away', () => {
    for (const by of [admin, director])
      for (const to of [[], ['nurse']] as Role[][])
        expect(rules({ by, person: admin, to, everybody: [admin, director, nurse] })).toContain(
          'last-administrator-stays',
        );
  });

  test('somebody who can add people', () => {
    expect(rules({ by: director, person: director, to: [], everybody: [director, nurse] })).toEqual([
      'last-administrator-stays',
    ]);
    expect(rules({ by: director, person: director, to: [], everybody: [director, admin] })).toEqual([]);
  });
});

test('roles are listed once each, in the product’s order', () => {
  expect(inOrder(['guide', 'medical_director', 'guide'])).toEqual(['medical_director', 'guide']);
});
