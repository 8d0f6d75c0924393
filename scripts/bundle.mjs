// Bundles an entry of the project for Node: its own packages are source and go in, installed ones stay outside.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Installed packages stay outside, each named by the file that was found for the package that imports it: npm may have
 * put it into that package's own folder, out of the bundle's sight.
 */
const installedStayOutside = {
  name: 'installed-packages-stay-outside',
  setup(builder) {
    builder.onResolve({ filter: /^[^./]/ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
      if (
        kind === 'entry-point' ||
        path.startsWith('@holdspace/') ||
        path.startsWith('node:') ||
        pluginData === 'asked'
      )
        return undefined;
      const found = await builder.resolve(path, { kind, importer, resolveDir, pluginData: 'asked' });
      if (found.errors.length > 0 || found.external) return found;
      return { path: pathToFileURL(found.path).href, external: true };
    });
  },
};

export async function bundle(entry, outfile) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    logLevel: 'warning',
    plugins: [installedStayOutside],
    write: false,
  });
  mkdirSync(dirname(outfile), { recursive: true });
  // Put in place whole: another command may run what stands there at the same time.
  for (const { path, contents } of outputFiles) {
    const aside = `${path}.${process.pid}`;
    writeFileSync(aside, contents);
    renameSync(aside, path);
  }
}
