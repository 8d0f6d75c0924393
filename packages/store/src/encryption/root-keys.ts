/**
 * The root of all encryption, in the shape of a key management service: it wraps and unwraps data keys and never gives
 * itself away. A file, the environment, or a service outside can stand behind it; nothing above knows which.
 */

/** What a wrapped key is bound to; unwrapping under another context fails. */
export interface KeyContext {
  readonly clinicId: string;
  readonly purpose: string;
  readonly keyId: string;
}

export interface RootKeys {
  /** The root key that wraps now. */
  readonly currentId: string;
  /** Whether a root key can still unwrap. May look again where it is kept, since another process may have added one. */
  knows(rootKeyId: string): boolean;
  /** Wraps a data key (32 bytes) with the current root key. */
  wrap(dataKey: Buffer, context: KeyContext): Promise<{ readonly rootKeyId: string; readonly wrapped: string }>;
  /** Throws a `SealFault` where the root key is unknown, or the bytes do not belong to the context. */
  unwrap(rootKeyId: string, wrapped: string, context: KeyContext): Promise<Buffer>;
}

/** The context as bytes; no field can run over into the next, since each is told with its length. */
export const contextBytes = ({ clinicId, purpose, keyId }: KeyContext): Buffer =>
  boundBytes(['holdspace data key', clinicId, purpose, keyId]);

/** Parts as one run of bytes that no other list of parts makes. */
export function boundBytes(parts: readonly string[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const bytes = Buffer.from(part, 'utf8');
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}
