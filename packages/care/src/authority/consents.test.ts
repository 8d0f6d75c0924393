import { expect, test } from 'vitest';
import { ROLES } from '../roles.ts';
import { mayDo } from './may-do.ts';

test('to publish consent documents is the medical director’s alone', () => {
  for (const role of ROLES)
    expect(mayDo('publish consent documents', { roles: [role] }).allowed, role).toBe(role === 'medical_director');
});

test('consents are kept by who treats the patient, on the grounds on which they see the record', () => {
  const inTeam = { 'in the care team': true };
  for (const role of ROLES) {
    const treats = ['prescriber', 'anesthesia', 'nurse', 'therapist', 'guide'].includes(role);
    expect(mayDo('keep consents', { roles: [role] }).allowed, role).toBe(role === 'medical_director');
    expect(mayDo('keep consents', { roles: [role], conditions: inTeam }).allowed, role).toBe(
      treats || role === 'medical_director',
    );
  }
});
