/**
 * The hash chain of a session's log: each event's SHA-256 covers the hash before it, so a row that was changed, removed
 * or slipped in shows. The text that is hashed is canonical JSON (RFC 8785: keys sorted, no white space).
 */
import type { Command, SessionEvent } from '@holdspace/care';
import { canonicalJson, sha256 } from '../canonical-json.ts';

/** An event in its place in the log. */
export type StoredEvent = SessionEvent & { readonly hash: string; readonly previousHash: string };

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
/** The same of anything else that is signed. */
export const hashOfContent = (content: object): string => sha256(canonicalJson(content));
