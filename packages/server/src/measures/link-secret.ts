/**
 * Secrets of links and codes. A link's says which clinic it is of, so that it is looked for behind that clinic's wall and
 * nowhere else; it says nothing of whom it was sent to.
 */
import { createHash, randomBytes, randomInt } from 'node:crypto';

const CLINIC_BYTES = 16;
const SECRET_BYTES = 24;
const CODE_DIGITS = 8;

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

export function newLinkSecret(clinicId: string): { readonly token: string; readonly hash: string } {
  const clinic = Buffer.from(clinicId.replaceAll('-', ''), 'hex');
  const token = Buffer.concat([clinic, randomBytes(SECRET_BYTES)]).toString('base64url');
  return { token, hash: hashOf(token) };
}

/** Where a link leads; null where it is none of ours. */
export function readLinkSecret(token: string): { readonly clinicId: string; readonly hash: string } | null {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== CLINIC_BYTES + SECRET_BYTES || bytes.toString('base64url') !== token) return null;
  const hex = bytes.subarray(0, CLINIC_BYTES).toString('hex');
  const clinicId = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  return { clinicId, hash: hashOf(token) };
}

export function newKioskCode(clinicId: string): { readonly code: string; readonly hash: string } {
  const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
  return { code, hash: hashOfCode(clinicId, code) };
}
/** Spaces that somebody types between its halves do not count. */
export const hashOfCode = (clinicId: string, code: string): string => hashOf(`${clinicId} ${code.replace(/\D/g, '')}`);
