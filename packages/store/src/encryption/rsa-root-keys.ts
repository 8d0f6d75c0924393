/**
 * Root keys behind RSA-OAEP: wrapping needs the public half alone, as with a hardware module or a service that never lets
 * the private half out. The pattern for an adapter to a key management service, and the proof that nothing above cares.
 */
import { constants, generateKeyPairSync, type KeyObject, privateDecrypt, publicEncrypt } from 'node:crypto';
import { contextBytes, type RootKeys } from './root-keys.ts';
import { SealFault } from './seal-fault.ts';

const MODULUS_BITS = 3072;

export interface RsaRootKeys extends RootKeys {
  /** Adds a pair that wraps from now on; the older ones still unwrap. */
  add(id: string): void;
  /** Forgets a pair: what it wrapped is lost. */
  forget(id: string): void;
}

export function rsaRootKeys(firstId: string): RsaRootKeys {
  const pairs = new Map<string, { publicKey: KeyObject; privateKey: KeyObject }>();
  let currentId = firstId;
  const add = (id: string) => {
    pairs.set(id, generateKeyPairSync('rsa', { modulusLength: MODULUS_BITS }));
    currentId = id;
  };
  add(firstId);
  return {
    get currentId() {
      return currentId;
    },
    add,
    forget: (id) => void pairs.delete(id),
    knows: (id) => pairs.has(id),
    async wrap(dataKey, context) {
      const pair = pairs.get(currentId);
      if (!pair) throw new SealFault('A data key', 'the root key is not there');
      const wrapped = publicEncrypt(
        {
          key: pair.publicKey,
          padding: constants.RSA_PKCS1_OAEP_PADDING,
          oaepHash: 'sha256',
          oaepLabel: contextBytes(context),
        },
        dataKey,
      );
      return { rootKeyId: currentId, wrapped: wrapped.toString('base64url') };
    },
    async unwrap(rootKeyId, wrapped, context) {
      const pair = pairs.get(rootKeyId);
      if (!pair) throw new SealFault('A data key', 'the root key is not there');
      try {
        return privateDecrypt(
          {
            key: pair.privateKey,
            padding: constants.RSA_PKCS1_OAEP_PADDING,
            oaepHash: 'sha256',
            oaepLabel: contextBytes(context),
          },
          Buffer.from(wrapped, 'base64url'),
        );
      } catch {
        throw new SealFault('A data key', 'it was altered, cut, or moved here from elsewhere');
      }
    },
  };
}
