/** What is done with keys as a whole: made ready at start, rotated on demand. */
import type { createClinics } from '../clinics.ts';
import type { Database } from '../database.ts';
import type { Keyring } from './keyring.ts';
import { missingRootKeys, registerRootKey, retireOtherRootKeys, rootKeysInUse } from './root-key-register.ts';
import { type Rotated, type RotationObserver, rewrapDataKeys, rotateDataKeys } from './rotation.ts';
import { sealEarlierRows } from './seal-earlier-rows.ts';

/** The database needs root keys that this start was not given. */
export class MissingRootKeyError extends Error {
  readonly rootKeyIds: readonly string[];

  constructor(rootKeyIds: readonly string[]) {
    super(`what is stored here was sealed under root keys that are not at hand: ${rootKeyIds.join(', ')}`);
    this.name = 'MissingRootKeyError';
    this.rootKeyIds = rootKeyIds;
  }
}

export function createKeys(
  db: Database,
  keyring: Keyring,
  clinics: Pick<ReturnType<typeof createClinics>, 'addresses'>,
  databaseUrl: string,
) {
  const clinicIds = async () => (await clinics.addresses()).map((clinic) => clinic.id);
  const missing = () => missingRootKeys(db, keyring.rootKeys);
  return {
    rootKeysInUse: () => rootKeysInUse(db),
    /** Root keys that are needed here and not at hand, by their ids. */
    missing,
    /**
     * Before anything is opened: whether the root keys are there, and whether anything still lies in the clear. Throws a
     * `MissingRootKeyError`, and then nothing was changed. Answers how many rows were sealed.
     */
    async prepare(): Promise<number> {
      const ids = await missing();
      if (ids.length > 0) throw new MissingRootKeyError(ids);
      await registerRootKey(db, keyring.rootKeys);
      return sealEarlierRows(db, keyring, await clinicIds(), databaseUrl);
    },
    /** Replaces every clinic's data keys while the clinics work; called again, finishes what was cut off. */
    async rotate(observe?: RotationObserver): Promise<Rotated> {
      let total: Rotated = { made: 0, resealed: 0, retired: 0 };
      for (const clinicId of await clinicIds()) {
        const one = await rotateDataKeys(db, keyring, clinicId, observe);
        total = {
          made: total.made + one.made,
          resealed: total.resealed + one.resealed,
          retired: total.retired + one.retired,
        };
      }
      return total;
    },
    /** Wraps every data key with the current root key; after it no other root key is needed. */
    async rewrap(): Promise<number> {
      await registerRootKey(db, keyring.rootKeys);
      let rewrapped = 0;
      for (const clinicId of await clinicIds()) rewrapped += await rewrapDataKeys(db, keyring, clinicId);
      await retireOtherRootKeys(db, keyring.rootKeys.currentId);
      return rewrapped;
    },
  };
}
