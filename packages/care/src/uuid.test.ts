import { expect, test } from 'vitest';
import { commandSchema } from './session/commands.ts';
import { uuid } from './uuid.ts';

const ID = '0190a1b2-c3d4-4e5f-8a6b-7c8d9e0fabcd';

test('an id sent in capitals is the id that is stored', () => {
  expect(uuid.parse(ID.toUpperCase())).toBe(ID);
  expect(uuid.parse(ID)).toBe(ID);
  expect(uuid.safeParse('K-42').error?.issues[0]?.message).toBe('must be a UUID');
});

test('in a command every id is', () => {
  const command = commandSchema.parse({
    type: 'WasteMedicine',
    id: ID.toUpperCase(),
    at: '2026-03-02T14:00:00.000Z',
    waste: ID.toUpperCase(),
    draw: ID.toUpperCase(),
    amount: { value: 5, unit: 'mg' },
    how: 'other',
  });
  expect(command).toMatchObject({ id: ID, waste: ID, draw: ID });
});
