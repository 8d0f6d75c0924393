/** Where this installation keeps the key that signs audit checkpoints: the environment, or a file that it alone may read. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CheckpointKeys, newCheckpointKey, parseCheckpointKeys } from '@holdspace/store';
import { UsageError } from './settings.ts';

const FILE = 'checkpoint-key.pem';
const OWNER_ALONE = 0o600;

/**
 * The keys in PEM, the current first; made at first use, unless the operator gives them. Earlier ones stay in the file, so
 * that what they signed is still known as this installation's.
 */
export function keptCheckpointKeys(folder: string): CheckpointKeys {
  const given = process.env.HOLDSPACE_CHECKPOINT_KEY;
  if (given !== undefined) return read(given, 'HOLDSPACE_CHECKPOINT_KEY');
  const file = join(folder, FILE);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    try {
      writeFileSync(file, newCheckpointKey(), { mode: OWNER_ALONE, flag: 'wx' });
    } catch (error) {
      // Another process made it in the meantime: that one is used.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return read(readFileSync(file, 'utf8'), file);
}

function read(text: string, place: string): CheckpointKeys {
  try {
    return parseCheckpointKeys(text);
  } catch (cause) {
    throw new UsageError(`${place}: ${(cause as Error).message}.`);
  }
}
