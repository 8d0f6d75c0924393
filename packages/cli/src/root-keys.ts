/** Where this installation keeps its root keys: the environment, or a file in the data folder that it alone may read. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  formatRootKeys,
  type HeldRootKey,
  heldRootKeys,
  newRootKey,
  parseRootKeys,
  type RootKeys,
} from '@holdspace/store';
import { CannotError, UsageError } from './settings.ts';

const FILE = 'root-keys';
const OWNER_ALONE = 0o600;

export interface KeptRootKeys {
  readonly rootKeys: RootKeys;
  /** Where people find them. */
  readonly place: string;
  /** Makes the first root key; nothing where there is one, or where the operator gives them. */
  makeFirst(): void;
  /** Makes a root key that wraps from now on. Throws a `CannotError` where the operator gives them. */
  add(): string;
}

const readHeld = (text: string, place: string): readonly HeldRootKey[] => {
  try {
    return parseRootKeys(text);
  } catch (cause) {
    throw new UsageError(`${place}: ${(cause as Error).message}.`);
  }
};
const today = () => new Date().toISOString().slice(0, 10);

export function keptRootKeys(folder: string): KeptRootKeys {
  const given = process.env.HOLDSPACE_ROOT_KEYS;
  if (given !== undefined) {
    const keys = readHeld(given, 'HOLDSPACE_ROOT_KEYS');
    if (keys.length === 0) throw new UsageError('HOLDSPACE_ROOT_KEYS holds no root key.');
    return {
      rootKeys: heldRootKeys(() => keys),
      place: 'HOLDSPACE_ROOT_KEYS',
      makeFirst: () => undefined,
      add: () => {
        throw new CannotError(
          'The root keys come from HOLDSPACE_ROOT_KEYS: put a new one first there, start every server with it, and run this again.',
        );
      },
    };
  }
  const file = join(folder, FILE);
  const look = () => (existsSync(file) ? readHeld(readFileSync(file, 'utf8'), file) : []);
  return {
    rootKeys: heldRootKeys(look),
    place: file,
    makeFirst() {
      if (existsSync(file)) return;
      mkdirSync(folder, { recursive: true });
      try {
        writeFileSync(file, formatRootKeys([newRootKey(today())]), { mode: OWNER_ALONE, flag: 'wx' });
      } catch (error) {
        // Another process made it in the meantime: that one is used.
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    },
    add() {
      const key = newRootKey(today());
      const next = `${file}.next`;
      writeFileSync(next, formatRootKeys([key, ...look()]), { mode: OWNER_ALONE });
      renameSync(next, file);
      return key.id;
    },
  };
}
