import { describe, expect, test } from 'vitest';
import { instant } from '../instant.ts';
import { parseProtocol } from '../protocol/parse.ts';
import { SHIPPED_DOCUMENTS } from '../protocols/index.ts';
import { beforeDose } from './before-dose.ts';

const protocol = (id: string) => {
  const parsed = parseProtocol(SHIPPED_DOCUMENTS.find((one) => one.id === id));
  if (!parsed.ok) throw new Error('the shipped protocol does not parse');
  return parsed.protocol;
};
const at = instant(Date.UTC(2026, 10, 26, 14));

describe('what a patient does before a dosing visit', () => {
  test('counts fasting back from when the visit begins, by the gate of its own protocol', () => {
    expect(beforeDose(protocol('infusion-iv'), at).slice(0, 2)).toEqual([
      { kind: 'no_food', at: '2026-11-26T08:00:00.000Z' },
      { kind: 'clear_liquids_only_until', at: '2026-11-26T12:00:00.000Z' },
    ]);
    expect(beforeDose(protocol('esketamine-nasal'), at).slice(0, 2)).toEqual([
      { kind: 'no_food', at: '2026-11-26T12:00:00.000Z' },
      { kind: 'clear_liquids_only_until', at: '2026-11-26T13:30:00.000Z' },
    ]);
  });

  test('says nothing of what no gate asks', () => {
    const { gates, ...rest } = protocol('infusion-iv');
    const without = { ...rest, gates: gates.filter(({ gate }) => gate !== 'fasting' && gate !== 'escort') };
    expect(beforeDose(without, at).map(({ kind }) => kind)).toEqual(['nothing_else_taken', 'pregnancy_test']);
  });

  test.each(SHIPPED_DOCUMENTS.map(({ id }) => id))('names an escort, and no driving after it, under %s', (id) => {
    expect(beforeDose(protocol(id), at).slice(-2)).toEqual([{ kind: 'escort' }, { kind: 'no_driving' }]);
  });
});
