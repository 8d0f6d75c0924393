import { expect, test } from 'vitest';
import { ACT_NAMES } from '../authority/acts.ts';
import { rolesThatMay } from '../authority/table.ts';
import { scopesThatOpen, TOKEN_SCOPES } from './token-scopes.ts';

test('every act is open to a token for everything, and to no other unless a scope names it', () => {
  for (const act of ACT_NAMES) {
    const scopes = scopesThatOpen(act);
    expect(scopes).toContain('everything');
    for (const [name, { acts }] of Object.entries(TOKEN_SCOPES))
      expect(scopes.includes(name as keyof typeof TOKEN_SCOPES), `${name}: ${act}`).toBe(
        acts === 'every act' || (acts as readonly string[]).includes(act),
      );
  }
});

test('no scope beside everything opens what changes people, protocols or credentials, or takes data out', () => {
  for (const act of [
    'change who works here',
    'manage credentials',
    'issue API tokens',
    'sign protocols',
    'export',
  ] as const)
    expect(scopesThatOpen(act)).toEqual(['everything']);
});

test('every act that a scope names is somebody’s', () => {
  for (const { acts } of Object.values(TOKEN_SCOPES))
    if (acts !== 'every act') for (const act of acts) expect(rolesThatMay(act).length, act).toBeGreaterThan(0);
});
