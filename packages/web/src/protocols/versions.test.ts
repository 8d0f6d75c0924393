import type { Standing } from '@holdspace/care';
import { expect, test } from 'vitest';
import type { ProtocolShown } from '../api/shapes.ts';
import { byProtocol } from './versions.ts';

const protocol = (id: string, version: string, standing: Standing = 'superseded', name = id) =>
  ({ id, version, name, standing }) as unknown as ProtocolShown & { standing: Standing };

test('versions are compared as numbers, so 1.10.0 is newer than 1.9.0', () => {
  const [group] = byProtocol([protocol('a', '1.9.0'), protocol('a', '1.10.0'), protocol('a', '1.2.3')]);
  expect(group?.shown.version).toBe('1.10.0');
  expect(group?.others.map((one) => one.version)).toEqual(['1.9.0', '1.2.3']);
});

test('the version in force stands for its protocol, whatever is proposed after it', () => {
  const [group] = byProtocol([protocol('a', '1.0.0', 'effective'), protocol('a', '2.0.0', 'proposed')]);
  expect([group?.shown.version, group?.others.map((one) => one.version)]).toEqual(['1.0.0', ['2.0.0']]);
});

test('protocols stand in order of name', () => {
  const groups = byProtocol([
    protocol('x', '1.0.0', 'effective', 'Zeta'),
    protocol('y', '1.0.0', 'effective', 'Alpha'),
  ]);
  expect(groups.map((group) => group.shown.name)).toEqual(['Alpha', 'Zeta']);
});
