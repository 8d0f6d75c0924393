import { expect, test } from 'vitest';
import { ROLES } from '../roles.ts';
import { mayDo } from './may-do.ts';

const inTeam = { 'in the care team': true };

test('whose words patients are asked in is the medical director’s alone', () => {
  for (const role of ROLES)
    expect(mayDo('load texts of measures', { roles: [role] }).allowed, role).toBe(role === 'medical_director');
});

test('the desk asks for measures, and neither fills them in nor sees the record', () => {
  for (const role of ['front_desk', 'clinic_admin'] as const) {
    expect(mayDo('ask for measures', { roles: [role] }).allowed, role).toBe(true);
    expect(mayDo('fill in a measure', { roles: [role], conditions: inTeam }).allowed, role).toBe(false);
    expect(mayDo('see the clinical record', { roles: [role], conditions: inTeam }).allowed, role).toBe(false);
  }
});

test('a measure is filled in by who is licensed and treats the patient; a guide fills in none', () => {
  for (const role of ROLES) {
    const rates = ['prescriber', 'anesthesia', 'nurse', 'therapist'].includes(role);
    expect(mayDo('fill in a measure', { roles: [role] }).allowed, role).toBe(role === 'medical_director');
    expect(mayDo('fill in a measure', { roles: [role], conditions: inTeam }).allowed, role).toBe(
      rates || role === 'medical_director',
    );
  }
});

test('what a link asks is answered by whoever holds it', () => {
  expect(mayDo('answer what a link asks', { roles: [] }).allowed).toBe(true);
});
