import { expect, test } from 'vitest';
import { ROLES, type Role } from '../roles.ts';
import type { Act } from './acts.ts';
import { mayDo } from './may-do.ts';

const MEDICAL: readonly Role[] = ['medical_director', 'prescriber', 'anesthesia', 'nurse'];
const WHO: readonly (readonly [Act, readonly Role[], withoutPapers: boolean])[] = [
  ['keep the formulary', ['medical_director', 'clinic_admin'], true],
  ['receive and move medicine', MEDICAL, false],
  ['remove medicine from stock', ['medical_director', 'prescriber', 'anesthesia'], false],
  ['witness a removal from stock', [...MEDICAL, 'therapist'], false],
  ['recall a lot', [...MEDICAL, 'clinic_admin'], true],
  ['take a recall back', ['medical_director', 'prescriber', 'anesthesia'], true],
];

test.each(WHO)(
  'to %s is for those roles alone, and where it takes a licence not without one',
  (act, who, withoutPapers) => {
    for (const role of ROLES) {
      const inOrder = { roles: [role], conditions: { 'credentials in order': true } };
      expect(mayDo(act, inOrder).allowed, role).toBe(who.includes(role));
      expect(mayDo(act, { roles: [role] }).allowed, role).toBe(who.includes(role) && withoutPapers);
    }
  },
);
