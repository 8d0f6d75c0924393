// `npm run bench -- NAME [--json]`: bundles one benchmark and runs it. Each prints a ratio against a named limit or peer.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { continueOnOwnNode, demandNode, ensureBuilt, ensureInstalled, root } from './prepare.mjs';

demandNode();
ensureInstalled();
await continueOnOwnNode();
const [name, ...rest] = process.argv.slice(2);
const known = readdirSync(join(root, 'bench'))
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''));
if (!name || !existsSync(join(root, 'bench', `${name}.bench.ts`))) {
  console.error(`Which benchmark? npm run bench -- ${known.join(' | ')} [--json]`);
  process.exit(2);
}
// Some benchmarks start the product itself, so it is built as a user's is.
await ensureBuilt();
const outfile = join(root, 'bench', 'dist', `${name}.mjs`);
const { bundle } = await import('./bundle.mjs');
await bundle(join(root, 'bench', `${name}.bench.ts`), outfile);
const { status } = spawnSync(process.execPath, ['--expose-gc', outfile, ...rest], { stdio: 'inherit', cwd: root });
process.exit(status ?? 1);
