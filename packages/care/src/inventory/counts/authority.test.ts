import { describe, expect, test } from 'vitest';
import type { Act } from '../../authority/acts.ts';
import { mayDo } from '../../authority/may-do.ts';
import { ROLES, type Role } from '../../roles.ts';

const MAY: readonly (readonly [Act, readonly Role[]])[] = [
  ['count medicine', ['medical_director', 'prescriber', 'anesthesia', 'nurse']],
  ['see discrepancies', ['medical_director', 'prescriber', 'anesthesia', 'nurse', 'clinic_admin']],
  ['settle a discrepancy', ['medical_director']],
  ['see patterns of medicine', ['medical_director']],
];

describe.each(MAY)('to %s', (act, roles) => {
  test.each(ROLES)('is as the table says for a %s', (role) => {
    expect(mayDo(act, { roles: [role] }).allowed).toBe(roles.includes(role));
  });
});
