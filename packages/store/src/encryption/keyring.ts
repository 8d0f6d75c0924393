/**
 * The data keys of every clinic: made when first needed, kept wrapped by the root key, unwrapped in memory. Writers take
 * the current key under a lock that rotation waits for, so that nothing is sealed with a key that was already replaced.
 */
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { ClinicTransaction } from '../database.ts';
import type { Purpose } from './purposes.ts';
import type { RootKeys } from './root-keys.ts';
import { boundBytes } from './root-keys.ts';
import { SealFault } from './seal-fault.ts';
import { DATA_KEY_BYTES, type DataKey, keyIdOf, type Place, seal, unseal } from './sealed.ts';

/** Seals values of one purpose in one transaction. */
export type Sealer = (plaintext: string, place: Omit<Place, 'clinicId'>) => string;

const MOST_REMEMBERED = 10_000;

export function createKeyring(rootKeys: RootKeys) {
  const unwrapped = new Map<string, DataKey & { readonly purpose: string }>();

  const unwrap = async (
    clinicId: string,
    row: { key_id: string; purpose: string; root_key_id: string; wrapped: string | null },
  ): Promise<DataKey> => {
    if (row.wrapped === null) throw new SealFault('A data key', 'the key was retired');
    const context = { clinicId, purpose: row.purpose, keyId: row.key_id };
    const key = {
      id: row.key_id,
      purpose: row.purpose,
      bytes: await rootKeys.unwrap(row.root_key_id, row.wrapped, context),
    };
    if (unwrapped.size >= MOST_REMEMBERED) unwrapped.clear();
    unwrapped.set(`${clinicId} ${row.key_id}`, key);
    return key;
  };

  /** The key that seals now, locked against its replacement until the transaction ends; made where there is none. */
  const currentKey = async (transaction: ClinicTransaction, clinicId: string, purpose: Purpose): Promise<DataKey> => {
    for (;;) {
      const row = await transaction
        .selectFrom('holdspace.data_key')
        .select(['key_id', 'purpose', 'root_key_id', 'wrapped'])
        .where('clinic_id', '=', clinicId)
        .where('purpose', '=', purpose)
        .where('state', '=', 'current')
        .forShare()
        .executeTakeFirst();
      if (row) return unwrapped.get(`${clinicId} ${row.key_id}`) ?? unwrap(clinicId, row);
      // None yet, or replaced while its lock was waited for: then the new one is in sight at the next look.
      await makeKey(transaction, rootKeys, clinicId, purpose);
    }
  };

  const keyById = async (transaction: ClinicTransaction, clinicId: string, keyId: string, place: Place) => {
    const known = unwrapped.get(`${clinicId} ${keyId}`);
    if (known) return known;
    if (!UUID.test(keyId)) throw new SealFault(`${place.table}.${place.column}`, 'the key is not there');
    const row = await transaction
      .selectFrom('holdspace.data_key')
      .select(['key_id', 'purpose', 'root_key_id', 'wrapped'])
      .where('clinic_id', '=', clinicId)
      .where('key_id', '=', keyId)
      .executeTakeFirst();
    if (!row) throw new SealFault(`${place.table}.${place.column}`, 'the key is not there');
    return unwrap(clinicId, row);
  };

  return {
    rootKeys,

    /** What seals in this transaction. The key stays the current one until the transaction ends. */
    async sealer(transaction: ClinicTransaction, clinicId: string, purpose: Purpose): Promise<Sealer> {
      const key = await currentKey(transaction, clinicId, purpose);
      return (plaintext, place) => seal(key, plaintext, { clinicId, ...place });
    },

    /** Opens a value in its place. Throws a `SealFault`. */
    async open(transaction: ClinicTransaction, sealed: string, place: Place): Promise<string> {
      const key = await keyById(transaction, place.clinicId, keyIdOf(sealed, place), place);
      return unseal(key, sealed, place);
    },

    /**
     * A keyed hash by which an equal value is found without being opened. Normalized first: white space and case do not
     * tell two record numbers apart.
     */
    async lookup(transaction: ClinicTransaction, clinicId: string): Promise<(field: string, value: string) => string> {
      const key = await currentKey(transaction, clinicId, 'lookup');
      return (field, value) =>
        createHmac('sha256', key.bytes)
          .update(boundBytes([clinicId, field, value.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()]))
          .digest('base64url');
    },

    /** Forgets unwrapped keys; the next use asks the root key again. */
    forget(): void {
      unwrapped.clear();
    },
  };
}
export type Keyring = ReturnType<typeof createKeyring>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Makes a purpose's current data key where there is none; a race for it is lost in silence. */
export async function makeKey(
  transaction: ClinicTransaction,
  rootKeys: RootKeys,
  clinicId: string,
  purpose: Purpose,
): Promise<void> {
  const keyId = randomUUID();
  const { rootKeyId, wrapped } = await rootKeys.wrap(randomBytes(DATA_KEY_BYTES), { clinicId, purpose, keyId });
  await transaction
    .insertInto('holdspace.data_key')
    .values({ clinic_id: clinicId, key_id: keyId, purpose, state: 'current', root_key_id: rootKeyId, wrapped })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
