import { describe, expect, test } from 'vitest';
import { mayDo } from '../authority/may-do.ts';
import { DAY, HOUR, instant, later, MINUTE } from '../instant.ts';
import { type Practitioner, ROLES, type Role } from '../roles.ts';
import { type OnCallShift, onCallAt, PAGES_BEFORE_NEXT, pagedAt, refuseShift } from './on-call.ts';
import {
  dueStanding,
  ownerFor,
  refuseTaking,
  refuseTaskEnding,
  refuseTaskHanding,
  type TaskStanding,
  wordsNeeded,
} from './task.ts';

const NOW = instant(Date.UTC(2026, 2, 2, 14));
const person = (role: Role, id: string = role): Practitioner => ({ id, name: `The ${id}`, roles: [role] });
const staff = ROLES.map((role) => person(role));
const open: TaskStanding = { state: 'open', severity: 'today' };
const rules = (refusals: readonly { readonly rule: string }[]) => refusals.map(({ rule }) => rule);

describe('whose a task is', () => {
  const therapist = { by: 'role', role: 'therapist' } as const;
  test('the therapist of the care team, else the guide, else a medical director', () => {
    expect(ownerFor(therapist, [person('nurse'), person('guide'), person('therapist')], staff)?.id).toBe('therapist');
    expect(ownerFor(therapist, [person('nurse'), person('guide')], staff)?.id).toBe('guide');
    expect(ownerFor(therapist, [person('nurse')], staff)?.id).toBe('medical_director');
    expect(ownerFor(therapist, [], [person('nurse')])).toBeUndefined();
  });
  test('nobody who has left, nor who may not see the patient', () => {
    expect(ownerFor(therapist, [person('therapist', 'gone')], staff)?.id).toBe('medical_director');
    expect(ownerFor({ by: 'person', personId: 'clinic_admin' }, [person('clinic_admin')], staff)?.id).toBe(
      'medical_director',
    );
    expect(ownerFor({ by: 'person', personId: 'nurse' }, [person('nurse')], staff)?.id).toBe('nurse');
  });
});

describe('a task', () => {
  const done: TaskStanding = { ...open, state: 'done' };
  test('ends once', () => {
    expect(rules(refuseTaking(done))).toEqual(['task-ends-once']);
    expect(
      rules(refuseTaskEnding({ task: done, ending: { outcome: 'real', words: 'Called' }, by: person('nurse') })),
    ).toEqual(['task-ends-once']);
  });
  test('says in words how it ended, where a year later nobody would know', () => {
    expect(wordsNeeded('real', 'look')).toBe(true);
    expect(wordsNeeded('duplicate', 'today')).toBe(false);
    expect(wordsNeeded('duplicate', 'now')).toBe(true);
    expect(
      rules(refuseTaskEnding({ task: open, ending: { outcome: 'real', words: '' }, by: person('nurse') })),
    ).toEqual(['task-outcome-in-words']);
  });
  test('of a crisis does not end with somebody who was not reached, but by a medical director', () => {
    const task: TaskStanding = { state: 'taken', severity: 'now' };
    const ending = { outcome: 'not_reached', words: 'Called three times' } as const;
    expect(rules(refuseTaskEnding({ task, ending, by: person('therapist') }))).toEqual(['crisis-not-left-unreached']);
    expect(refuseTaskEnding({ task, ending, by: person('medical_director') })).toEqual([]);
  });
  test('is handed on to somebody who works here, sees the patient, and has time', () => {
    const asked = { task: open, to: person('nurse'), mayAnswer: true, dueAt: later(NOW, HOUR), now: NOW };
    expect(refuseTaskHanding(asked)).toEqual([]);
    expect(rules(refuseTaskHanding({ ...asked, to: undefined }))).toEqual(['task-owner-works-here']);
    expect(rules(refuseTaskHanding({ ...asked, mayAnswer: false }))).toEqual(['task-owner-sees-the-patient']);
    expect(rules(refuseTaskHanding({ ...asked, dueAt: NOW }))).toEqual(['task-due-lies-ahead']);
    expect(rules(refuseTaskHanding({ ...asked, dueAt: later(NOW, 20 * DAY) }))).toEqual(['task-due-lies-ahead']);
  });
  test.each([
    [0, 'in_time'],
    [45, 'soon'],
    [60, 'overdue'],
  ])('after %i of 60 minutes is %s', (minutes, standing) => {
    expect(dueStanding(NOW, later(NOW, HOUR), later(NOW, minutes * MINUTE))).toBe(standing);
  });
});

describe('on call', () => {
  const shift = (personId: string, from: number, until: number): OnCallShift => ({
    id: personId,
    personId,
    from: later(NOW, from * HOUR),
    until: later(NOW, until * HOUR),
  });
  test('is whoever is planned, from the first moment of a shift and not at its last', () => {
    expect(onCallAt([shift('nurse', 0, 8)], staff, NOW)).toMatchObject({
      people: [{ id: 'nurse' }],
      isNobodyPlanned: false,
    });
    expect(onCallAt([shift('nurse', -8, 0)], staff, NOW).isNobodyPlanned).toBe(true);
  });
  test('is every medical director where nobody is, and where who was planned has left', () => {
    const both = [...staff, person('medical_director', 'second')];
    expect(onCallAt([], both, NOW).people.map(({ id }) => id)).toEqual(['medical_director', 'second']);
    expect(onCallAt([shift('gone', 0, 8)], both, NOW).isNobodyPlanned).toBe(true);
    expect(onCallAt([{ ...shift('nurse', 0, 8), withdrawnAt: NOW }], both, NOW).isNobodyPlanned).toBe(true);
  });
  test('is everybody who may act where the clinic has no medical director either: a crisis never pages nobody', () => {
    const without = [person('nurse'), person('guide'), person('front_desk'), person('clinic_admin')];
    expect(onCallAt([], without, NOW)).toMatchObject({
      people: [{ id: 'nurse' }, { id: 'guide' }],
      isNobodyPlanned: true,
    });
  });
  test('is paged with the owner, and after some tries the next beside them, each once', () => {
    const onCall = onCallAt([shift('nurse', 0, 8)], staff, NOW);
    const next = [person('medical_director')];
    expect(pagedAt(1, onCall, next, person('nurse')).map(({ id }) => id)).toEqual(['nurse']);
    expect(pagedAt(PAGES_BEFORE_NEXT, onCall, next, undefined).map(({ id }) => id)).toEqual(['nurse']);
    expect(pagedAt(PAGES_BEFORE_NEXT + 1, onCall, next, person('therapist')).map(({ id }) => id)).toEqual([
      'nurse',
      'therapist',
      'medical_director',
    ]);
  });
  test('takes a clinician, and a shift that ends after it begins and is not over', () => {
    const asked = { shift: shift('nurse', 0, 8), person: person('nurse'), now: NOW };
    expect(refuseShift(asked)).toEqual([]);
    expect(rules(refuseShift({ ...asked, person: undefined }))).toEqual(['on-call-works-here']);
    expect(rules(refuseShift({ ...asked, person: person('front_desk') }))).toEqual(['on-call-works-here']);
    for (const [from, until] of [
      [8, 8],
      [-8, -1],
      [0, 24 * 40],
    ] as const)
      expect(rules(refuseShift({ ...asked, shift: shift('nurse', from, until) }))).toEqual([
        'on-call-ends-after-it-begins',
      ]);
  });
});

describe('the authority table', () => {
  test.each(ROLES)('tells %s that something waits if they treat or run the clinic', (role) => {
    const isTold = !['front_desk'].includes(role);
    expect(mayDo('see what waits', { roles: [role] }).allowed).toBe(isTold);
    expect(mayDo('change signals', { roles: [role] }).allowed).toBe(['medical_director', 'therapist'].includes(role));
  });
  test.each(ROLES)('lets %s answer what waits about a patient of theirs, or when paged to a crisis', (role) => {
    const treats = !['front_desk', 'clinic_admin'].includes(role);
    const may = (condition?: 'in the care team' | 'called to a crisis') =>
      mayDo('answer what waits', { roles: [role], conditions: condition ? { [condition]: true } : {} }).allowed;
    expect(may()).toBe(role === 'medical_director');
    expect(may('in the care team')).toBe(treats);
    expect(may('called to a crisis')).toBe(treats);
  });
});
