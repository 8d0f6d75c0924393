/** What every hash chain here is made of: canonical text, its SHA-256, and what stands before the first entry. */
import { hash } from 'node:crypto';

/** What stands before the first entry of a chain. */
export const FIRST_PREVIOUS_HASH = '';

export const sha256 = (text: string): string => hash('sha256', text, 'hex');

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
