/**
 * The hash chain of a session's log: each event's SHA-256 covers the hash before it, so a row that was changed, removed
 * or slipped in shows. The text that is hashed is canonical JSON (RFC 8785: keys sorted, no white space).
 */
import { createHash } from 'node:crypto';
import type { Command, SessionEvent } from '@holdspace/care';

/** What stands before the first event. */
export const FIRST_PREVIOUS_HASH = '';

/** An event in its place in the log. */
export type StoredEvent = SessionEvent & { readonly hash: string; readonly previousHash: string };

/**
 * Canonical JSON of plain data. Sorting and ECMAScript's own number and string forms are what RFC 8785 asks for;
 * `undefined` members are left out as JSON does.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') {
    if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('a number that JSON cannot hold');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((one) => canonicalJson(one ?? null)).join(',')}]`;
  const members = value as Record<string, unknown>;
  return `{${Object.keys(members)
    .filter((key) => members[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(members[key])}`)
    .join(',')}}`;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The hash of an event after another, in the session and clinic to which it belongs. */
export const hashOfEvent = (
  place: { clinicId: string; sessionId: string; previousHash: string },
  event: SessionEvent,
): string =>
  sha256(
    canonicalJson({ clinicId: place.clinicId, sessionId: place.sessionId, previousHash: place.previousHash, event }),
  );

/** What tells the same command, sent again, from another under its id. */
export const hashOfCommand = (command: Command): string => sha256(canonicalJson(command));
