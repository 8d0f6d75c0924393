import { explainProtocol, SHIPPED_PROTOCOLS } from '@holdspace/care';
import { expect, test } from 'vitest';
import { compareExplained } from './differences.ts';

const section = (id: string, rows: Record<string, string>) => ({
  id,
  title: id,
  rows: Object.entries(rows).map(([row, says]) => ({ id: row, term: row, says: [says], sources: [] })),
});

test('only what differs is told, what one lacks included, in the order of the page', () => {
  const before = [section('dose', { usual: '1 mg', same: 'yes' }), section('leaving', { sign: 'nurse' })];
  const after = [
    section('dose', { usual: '2 mg', same: 'yes', booster: 'one' }),
    section('leaving', { sign: 'nurse' }),
  ];
  expect(compareExplained(before, after)).toEqual([
    {
      id: 'dose',
      title: 'dose',
      rows: [
        { id: 'usual', term: 'usual', before: ['1 mg'], after: ['2 mg'] },
        { id: 'booster', term: 'booster', after: ['one'] },
      ],
    },
  ]);
});

test('a protocol does not differ from itself', () => {
  for (const protocol of SHIPPED_PROTOCOLS)
    expect(compareExplained(explainProtocol(protocol), explainProtocol(protocol))).toEqual([]);
});
