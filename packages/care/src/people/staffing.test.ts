import { describe, expect, test } from 'vitest';
import { SHIPPED_PROTOCOLS } from '../protocols/index.ts';
import type { Role } from '../roles.ts';
import { staffingOf, unmetNeeds } from './staffing.ts';

const kap = SHIPPED_PROTOCOLS.find(({ id }) => id === 'kap-im');
if (!kap) throw new Error('no kap-im');
const planned = (role: Role, phase?: string) => ({
  personId: `${role}-1`,
  name: `The ${role}`,
  role,
  ...(phase && { phase }),
});
const journey = kap.phases.find(({ kind }) => kind === 'journey')?.id ?? '';
const needsOf = (people: Parameters<typeof staffingOf>[1]) =>
  staffingOf(kap, people).find(({ phase }) => phase.id === journey)?.needs ?? [];

describe('a dosing visit under a protocol', () => {
  test('with nobody planned misses everybody whom its phases ask for', () => {
    const staffing = staffingOf(kap, []);
    expect(unmetNeeds(staffing).length).toBeGreaterThan(0);
    expect(staffing.flatMap(({ needs }) => needs).every(({ met }) => !met)).toBe(true);
  });

  test('is staffed by people in the roles that it asks for', () => {
    const everybody = [...new Set(kap.phases.flatMap(({ presence }) => presence.flatMap(({ anyOf }) => anyOf)))];
    expect(
      unmetNeeds(
        staffingOf(
          kap,
          everybody.map((role) => planned(role)),
        ),
      ),
    ).toEqual([]);
  });

  test('counts somebody planned for another phase in that phase alone', () => {
    const other = kap.phases.find(({ id }) => id !== journey)?.id;
    const fits = (phase: string | undefined) =>
      needsOf([planned('therapist', phase)]).some(({ by }) => by.includes('The therapist'));
    expect([fits(undefined), fits(journey), fits(other)]).toEqual([true, true, false]);
  });

  test('counts one person once, however often planned', () => {
    const twice = {
      ...kap,
      phases: kap.phases.map((phase) => ({
        ...phase,
        presence: phase.presence.map((rule) => ({ ...rule, count: 2 })),
      })),
    };
    const needs = staffingOf(twice, [planned('therapist'), planned('therapist', journey)]).flatMap((one) => one.needs);
    expect(needs.every(({ met }) => !met)).toBe(true);
  });
});
