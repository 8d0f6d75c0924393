/** Passwords and PINs as they are kept: Argon2id. Those of before, under scrypt, are still known, and hashed anew when next used. */
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { verifyPassword as verifyScrypt } from 'better-auth/crypto';

/** OWASP Password Storage Cheat Sheet, Argon2id: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const ARGON2ID = '$argon2id$';

/** Forms of one text that keyboards write differently are one password: NIST SP 800-63B-4 asks for a normal form. */
const normal = (password: string): string => password.normalize('NFKC');

export const hashPassword = (password: string): Promise<string> => hash(normal(password), COST);

export async function verifyPassword({ hash: kept, password }: { hash: string; password: string }): Promise<boolean> {
  if (kept.startsWith(ARGON2ID)) return verify(kept, normal(password));
  return verifyScrypt({ hash: kept, password });
}

/** Whether a hash was made with less than is asked for today. */
export function isOutdated(kept: string): boolean {
  if (!kept.startsWith(ARGON2ID)) return true;
  const { memoryCost, timeCost } = parseOptions(kept);
  return memoryCost < COST.memoryCost || timeCost < COST.timeCost;
}
