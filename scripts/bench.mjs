// `npm run bench -- NAME [--json]`: bundles one benchmark and runs it. Each prints a ratio against a named limit or peer.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [name, ...rest] = process.argv.slice(2);
const known = readdirSync(join(root, 'bench'))
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''));
if (!name || !existsSync(join(root, 'bench', `${name}.bench.ts`))) {
  console.error(`Which benchmark? npm run bench -- ${known.join(' | ')} [--json]`);
  process.exit(2);
}
const outfile = join(root, 'bench', 'dist', `${name}.mjs`);
await build({
  entryPoints: [join(root, 'bench', `${name}.bench.ts`)],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: 'inline',
  // The project's own packages are source; everything else is loaded as installed.
  plugins: [
    {
      name: 'installed-packages-stay-outside',
      setup: (builder) =>
        builder.onResolve({ filter: /^[^./]/ }, ({ path }) =>
          path.startsWith('@holdspace/') ? undefined : { path, external: true },
        ),
    },
  ],
});
const { status } = spawnSync(process.execPath, ['--expose-gc', outfile, ...rest], { stdio: 'inherit', cwd: root });
process.exit(status ?? 1);
