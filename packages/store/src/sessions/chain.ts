/**
 * The hash chain of a session's log: each event's SHA-256 covers the hash before it, so a row that was changed, removed
 * or slipped in shows. The text that is hashed is canonical JSON (RFC 8785: keys sorted, no white space).
 */
import { hash } from 'node:crypto';
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
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('a number that JSON cannot hold');
    return value === 0 ? '0' : String(value);
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  // Built by loops and without lists of parts, since every event that is stored passes through here.
  let text = '';
  if (Array.isArray(value)) {
    for (const one of value) text += (text === '' ? '' : ',') + canonicalJson(one ?? null);
    return `[${text}]`;
  }
  const members = value as Record<string, unknown>;
  for (const key of inOrder(Object.keys(members))) {
    const member = members[key];
    if (member !== undefined) text += (text === '' ? '' : ',') + quoted(key) + canonicalJson(member);
  }
  return `{${text}}`;
}

/** Sorts by UTF-16 units, as RFC 8785 asks. By insertion: objects have few members, many of them in order. */
function inOrder(keys: string[]): string[] {
  for (let index = 1; index < keys.length; index++) {
    const key = keys[index] as string;
    let place = index;
    for (; place > 0 && (keys[place - 1] as string) > key; place--) keys[place] = keys[place - 1] as string;
    keys[place] = key;
  }
  return keys;
}

const MOST_QUOTED = 1_000;
const quotedKeys = new Map<string, string>();
/** A member's name as text with its colon, kept, since the same few hundred names come again and again. */
function quoted(key: string): string {
  let text = quotedKeys.get(key);
  if (text === undefined) {
    text = `${JSON.stringify(key)}:`;
    if (quotedKeys.size < MOST_QUOTED) quotedKeys.set(key, text);
  }
  return text;
}

const sha256 = (text: string) => hash('sha256', text, 'hex');

/** Where an event stands: its session and clinic, and the hash of the event before it. */
export interface Place {
  readonly clinicId: string;
  readonly sessionId: string;
  readonly previousHash: string;
}

/** The hash of an event in its place. */
export const hashOfEvent = (place: Place, event: SessionEvent): string => hashOfText(place, canonicalJson(event));

/** The same from the event's canonical text: the canonical text of the whole, whose keys are in order as written here. */
export const hashOfText = ({ clinicId, sessionId, previousHash }: Place, event: string): string =>
  sha256(`{"clinicId":"${clinicId}","event":${event},"previousHash":"${previousHash}","sessionId":"${sessionId}"}`);

/** What tells the same command, sent again, from another under its id. */
export const hashOfCommand = (command: Command): string => sha256(canonicalJson(command));
