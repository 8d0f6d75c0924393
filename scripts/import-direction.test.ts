import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const REFUSED = [
  ['packages/care/src/session/a.ts', '@holdspace/store'],
  ['packages/care/src/session/b.ts', '@holdspace/web'],
  ['packages/care/src/session/c.ts', 'node:fs'],
  ['packages/care/src/session/d.ts', 'react'],
  ['packages/care/src/session/e.ts', '../../../store/src/index.ts'],
  ['packages/store/src/a.ts', '@holdspace/server'],
  ['packages/store/src/b.ts', '@holdspace/web'],
  ['packages/store/src/c.ts', '@holdspace/outcomes'],
  ['packages/outcomes/src/a.ts', '@holdspace/server'],
  ['packages/outcomes/src/b.ts', '@holdspace/web'],
  ['packages/server/src/a.ts', '@holdspace/web'],
  ['packages/server/src/b.ts', '@holdspace/cli'],
  ['packages/web/src/a.ts', '@holdspace/store'],
  ['packages/web/src/b.ts', '@holdspace/server'],
  ['packages/web/src/c.ts', 'node:fs'],
  ['packages/web/src/d.ts', '@holdspace/outcomes'],
] as const;
const ALLOWED = [
  ['packages/care/src/session/y.ts', 'zod'],
  ['packages/store/src/y.ts', '@holdspace/care'],
  ['packages/outcomes/src/y.ts', '@holdspace/store'],
  ['packages/server/src/x.ts', '@holdspace/outcomes'],
  ['packages/server/src/y.ts', '@holdspace/store'],
  ['packages/web/src/y.ts', '@holdspace/care'],
  ['packages/cli/src/y.ts', '@holdspace/server'],
] as const;
const IMPURE = [
  ['packages/care/src/p.ts', 'export const id = crypto.randomUUID();'],
  ['packages/care/src/q.ts', 'export const where = process.cwd();'],
  ['packages/care/src/r.ts', 'export const got = fetch("x");'],
] as const;

/** What the project's own linter says to files like these, told file by file. */
let said: (file: string) => string;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdspace-lint-'));
  const settings = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8')) as Record<string, unknown>;
  writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...settings, vcs: { enabled: false } }));
  const write = (file: string, text: string) => {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), `${text}\n`);
  };
  for (const [file, name] of [...REFUSED, ...ALLOWED])
    write(file, `import { thing } from '${name}';\n\nexport const used = thing;`);
  for (const [file, text] of IMPURE) write(file, text);
  const { stdout, stderr } = spawnSync(
    join(root, 'node_modules', '.bin', 'biome'),
    ['lint', '--max-diagnostics=none', '.'],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  );
  const parts = `${stdout}${stderr}`.split(/\n(?=packages\/)/);
  said = (file) => parts.filter((part) => part.startsWith(file)).join('\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('imports run one way', () => {
  test.each(REFUSED)('so %s does not import %s', (file) => expect(said(file)).toContain('noRestrictedImports'));
  test.each(ALLOWED)('and %s may import %s', (file) => expect(said(file)).toBe(''));
});

test.each(IMPURE)('the core, %s, knows no randomness, process or network', (file) => {
  expect(said(file)).toContain('noRestrictedGlobals');
});
