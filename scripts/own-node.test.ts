import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, linkSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const OWN = join(root, 'node_modules', '.bin', 'node');
const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const brought: string | undefined =
  process.platform === 'linux' && existsSync(OWN) ? optionalDependencies[`node-linux-${process.arch}`] : undefined;

/** Beside the one that comes with the packages, which is all that the processes below can tell the two apart by. */
let folder: string;
let another: string;
beforeAll(() => {
  folder = mkdtempSync(join(root, 'node_modules', '.another-node-'));
  another = join(folder, 'node');
  linkSync(realpathSync(process.execPath), another);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function begin(body: string): { child: ChildProcess; said: () => string; ended: Promise<number | null> } {
  const script = join(folder, 'script.mjs');
  writeFileSync(
    script,
    `import { continueOnOwnNode } from '${join(root, 'scripts', 'prepare.mjs')}';\nawait continueOnOwnNode();\n${body}`,
  );
  const child = spawn(another, [script, 'an argument'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout?.on('data', (chunk) => {
    said += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, said: () => said, ended };
}

describe.skipIf(brought === undefined)('the Node that comes with the packages', () => {
  test('is what these tests run on, in the version that the project names', () => {
    expect(process.version).toBe(`v${brought}`);
  });

  test('takes over a script that another Node began, with its arguments, and its end is the end of both', async () => {
    const { said, ended } = begin('console.log(process.execPath, process.argv[2]); process.exit(7);');
    expect(await ended).toBe(7);
    expect(said()).toBe(`${realpathSync(OWN)} an argument\n`);
  });

  test('hears that the script is to end, and finishes first', async () => {
    const { child, said, ended } = begin(
      "process.once('SIGTERM', () => { console.log('finished'); process.exit(0); }); console.log('ready'); setInterval(() => {}, 1000);",
    );
    await expect.poll(said, { timeout: 20_000 }).toBe('ready\n');
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(said()).toBe('ready\nfinished\n');
  });
});
