/** Events as they are sent to be appended: each with its hash, on the hash of the one before. */
import { canonicalJson } from '../canonical-json.ts';
import type { AppendRequest } from './append.ts';
import { hashOfText, type StoredEvent } from './chain.ts';

export interface AppendItem {
  readonly stored: readonly StoredEvent[];
  /** What is sent, as the text of an object; `parts` are values of it that are text already. */
  item(more?: object, parts?: string): string;
}

/** Chains the events of a request; it has one at least. */
export function appendItem(request: AppendRequest): AppendItem {
  const { clinicId, sessionId, expectedSeq, summary } = request;
  const hashes = new Map(request.commands.map((command) => [command.id, command.hash]));
  let { previousHash } = request;
  const stored: StoredEvent[] = [];
  const rows: string[] = [];
  for (const event of request.events) {
    // The canonical text is hashed and stored alike, so it is made once.
    const text = canonicalJson(event);
    const hash = hashOfText({ clinicId, sessionId, previousHash }, text);
    const commandHash = hashes.get(event.commandId) ?? '';
    const kept = request.sealedFirst && rows.length === 0 ? canonicalJson(request.sealedFirst) : text;
    rows.push(`{"event":${kept},"commandHash":"${commandHash}","previousHash":"${previousHash}","hash":"${hash}"}`);
    stored.push({ ...event, hash, previousHash });
    previousHash = hash;
  }
  const last = stored.at(-1);
  const head = { sessionId, expectedSeq, previousHash: request.previousHash, seq: last?.seq, hash: previousHash };
  return {
    stored,
    item: (more, parts = '') =>
      `${JSON.stringify({ ...head, recordedAt: last?.recordedAt, summary, ...more }).slice(0, -1)},"events":[${rows.join(',')}]${parts}}`,
  };
}
