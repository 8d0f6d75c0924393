import { expect, test } from 'vitest';
import { mayDo } from '../authority/may-do.ts';
import { instant, MINUTE } from '../instant.ts';
import { ROLES } from '../roles.ts';
import { DEFAULT_RULES } from '../signals/defaults.ts';
import { LONGEST_MESSAGE, MESSAGE_WAITS, patientMessageSchema, waitingSince } from './patient-message.ts';

type Written = Parameters<typeof waitingSince>[0][number];
const at = (minutes: number) => instant(minutes * MINUTE);
const id = '0b0f5c4e-2f0a-4c53-9d2c-8d6f3a1c2b4d';

test('a message has words in it, and no more than can be read', () => {
  const given = (text: string) => patientMessageSchema.safeParse({ id, language: 'es', text }).success;
  expect(given('¿Puedo venir antes? 🌿 שלום')).toBe(true);
  expect(given('   ')).toBe(false);
  expect(given('x'.repeat(LONGEST_MESSAGE))).toBe(true);
  expect(given('x'.repeat(LONGEST_MESSAGE + 1))).toBe(false);
});

test('what waits is the first message that nobody who answered had seen', () => {
  const mine = (one: string): Written => ({ id: one, writtenAt: at(0) });
  const theirs = (answers?: string): Written => ({ id: `to ${answers}`, writtenAt: at(0), authorId: 'us', answers });
  expect(waitingSince([])).toBeUndefined();
  expect(waitingSince([mine('a'), mine('b')])?.id).toBe('a');
  expect(waitingSince([mine('a'), theirs('a')])).toBeUndefined();
  expect(waitingSince([mine('a'), theirs('a'), mine('c'), mine('d')])?.id).toBe('c');
  // Written while the answer was, and not seen: it goes on waiting.
  expect(waitingSince([mine('a'), mine('b'), theirs('a')])?.id).toBe('b');
  expect(waitingSince([mine('a'), theirs()])?.id).toBe('a');
  expect(waitingSince([mine('a'), theirs('a'), mine('c'), theirs('to a')])?.id).toBe('c');
});

test('a finished task is an answer to what was written by then, and to nothing later', () => {
  const mine = (one: string, minutes: number): Written => ({ id: one, writtenAt: at(minutes) });
  expect(waitingSince([mine('a', 0), mine('b', 5)], at(5))).toBeUndefined();
  expect(waitingSince([mine('a', 0), mine('b', 5), mine('c', 6)], at(5))?.id).toBe('c');
});

test('a message that waits has an owner, a time, and somebody who hears of it then', () => {
  const rule = DEFAULT_RULES.find((one) => one.id === MESSAGE_WAITS);
  expect(rule).toMatchObject({ looksFor: { kind: 'concern', concern: 'message' }, severity: 'today', on: true });
  expect(rule?.dueWithinMinutes).toBeGreaterThan(0);
  expect(rule?.escalatesTo).toBe('medical_director');
});

test('messages of patients are answered by who treats the patient, on the grounds on which they see the record', () => {
  for (const role of ROLES) {
    const treats = ['prescriber', 'anesthesia', 'nurse', 'therapist', 'guide'].includes(role);
    const may = (conditions: Parameters<typeof mayDo>[1]['conditions']) =>
      mayDo('answer messages of a patient', { roles: [role], ...(conditions && { conditions }) }).allowed;
    expect(may(undefined), role).toBe(role === 'medical_director');
    expect(may({ 'in the care team': true }), role).toBe(treats || role === 'medical_director');
    expect(may({ 'own record': true }), role).toBe(role === 'medical_director');
  }
});
