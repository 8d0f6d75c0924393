import { expect, test } from 'vitest';
import type { ProtocolShown } from '../api/shapes.ts';
import { byProtocol } from './versions.ts';

const protocol = (id: string, version: string, name = id) => ({ id, version, name }) as unknown as ProtocolShown;

test('versions are compared as numbers, so 1.10.0 is newer than 1.9.0', () => {
  const [group] = byProtocol([protocol('a', '1.9.0'), protocol('a', '1.10.0'), protocol('a', '1.2.3')]);
  expect(group?.newest.version).toBe('1.10.0');
  expect(group?.older.map((one) => one.version)).toEqual(['1.9.0', '1.2.3']);
});

test('protocols stand in order of name', () => {
  const groups = byProtocol([protocol('x', '1.0.0', 'Zeta'), protocol('y', '1.0.0', 'Alpha')]);
  expect(groups.map((group) => group.newest.name)).toEqual(['Alpha', 'Zeta']);
});
