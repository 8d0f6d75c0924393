import { describe, expect, test } from 'vitest';
import { SHIPPED_PROTOCOLS } from '../protocols/index.ts';
import { explainProtocol } from './explain.ts';

const named = (id: string) => {
  const protocol = SHIPPED_PROTOCOLS.find((one) => one.id === id);
  if (!protocol) throw new Error(`no protocol ${id}`);
  return protocol;
};
const said = (id: string, section: string, row: string) =>
  explainProtocol(named(id))
    .find((one) => one.id === section)
    ?.rows.find((one) => one.id === row)?.says;

describe.each(SHIPPED_PROTOCOLS.map((protocol) => [protocol.id, protocol] as const))('%s', (_, protocol) => {
  const sections = explainProtocol(protocol);
  const rows = sections.flatMap((section) => section.rows);

  test('every gate and every phase is on the page', () => {
    const ids = (section: string) => sections.find((one) => one.id === section)?.rows.map((one) => one.id);
    expect(ids('gates')).toEqual(protocol.gates.map((gate) => gate.gate));
    expect(ids('phases')).toEqual(protocol.phases.map((phase) => phase.id));
  });

  test('every row says something, and names only sources that the protocol lists', () => {
    const listed = protocol.sources.map((source) => source.id);
    for (const row of rows) {
      expect(row.says.join('')).not.toMatch(/undefined|\[object|^$/);
      for (const source of row.sources) expect(listed).toContain(source);
    }
  });

  test('a row is found again by its section and id', () => {
    const keys = sections.flatMap((section) => section.rows.map((row) => `${section.id}/${row.id}`));
    expect(new Set(keys).size).toBe(keys.length);
  });
});

test('the numbers on the page are the ones that decide', () => {
  expect(said('kap-im', 'dose', 'usual')).toEqual(['0.75 mg/kg by weight', 'allowed: 0.4 mg/kg to 1.5 mg/kg']);
  expect(said('kap-im', 'leaving', 'minimum')?.[0]).toBe('1 h 30 min after the last dose');
  expect(said('infusion-iv', 'dose', 'how')?.[0]).toContain('over 40 min');
});
