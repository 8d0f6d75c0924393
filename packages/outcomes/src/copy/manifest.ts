/**
 * Which files make up a clinic's copy. Files are written once and never changed; this list, renamed into place last, is what
 * makes them the copy: whoever dies before that has changed nothing.
 */
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '@holdspace/care';
import type { FeedMark } from '@holdspace/store';
import { FORM, type TableName } from '../tables.ts';

export interface CopiedFile {
  readonly file: string;
  readonly rows: number;
}
export interface Manifest {
  readonly form: number;
  /** Counts up with every refresh that changed something. */
  readonly generation: number;
  readonly madeAt: Instant;
  readonly mark: FeedMark;
  /** How many imports had been taken back: with another one, what it had brought leaves the copy. */
  readonly takenBack: number;
  /** The year for which ages over 89 are told together. */
  readonly ageYear: number;
  /** By table and month (UTC) in which the session's log, or the row, began. */
  readonly tables: { readonly [Name in TableName]: Readonly<Record<string, CopiedFile>> };
}

const MANIFEST = 'manifest.json';
export const filesOf = ({ tables }: Manifest): readonly string[] =>
  Object.values(tables).flatMap((months) => Object.values(months).map(({ file }) => file));

/** Null where there is no copy yet, or one of another form. Throws where what is there is no list. */
export async function readManifest(folder: string): Promise<Manifest | null> {
  let text: string;
  try {
    text = await readFile(join(folder, MANIFEST), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const manifest = JSON.parse(text) as Manifest;
  return manifest.form === FORM ? manifest : null;
}

/** What was written to a file or a folder is on the disk when this is answered. */
export async function flush(path: string, flags: 'r' | 'r+' = 'r+'): Promise<void> {
  const handle = await open(path, flags);
  await handle.sync().finally(() => handle.close());
}

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const aside = join(folder, `${MANIFEST}.next`);
  const handle = await open(aside, 'w', 0o600);
  await handle.writeFile(`${JSON.stringify(manifest, null, 1)}\n`);
  await handle.sync().finally(() => handle.close());
  await rename(aside, join(folder, MANIFEST));
  await flush(folder, 'r');
}
