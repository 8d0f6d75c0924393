/** Installed protocol versions in memory: a version never changes once installed, so it is parsed once. */
import { type Label, labelOf, type Protocol, parseProtocol } from '@holdspace/care';
import type { Store } from '@holdspace/store';

export interface ProtocolShown {
  readonly id: string;
  readonly version: string;
  readonly name: string;
  readonly label: Label;
}

/** Enough for every version that a network of clinics has in use at once. */
const MOST_KEPT = 500;

export class ProtocolShelf {
  readonly #store: Store;
  readonly #kept = new Map<string, { protocol: Protocol; label: Label }>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** A clinic's installed version with its computed label; null where it is not installed there. */
  async find(clinicId: string, id: string, version: string): Promise<{ protocol: Protocol; label: Label } | null> {
    const key = `${clinicId} ${id} ${version}`;
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const installed = await this.#store.protocols.find(clinicId, id, version);
    if (!installed) return null;
    const parsed = parseProtocol(installed.document);
    // It was checked when it was installed; that it no longer parses is our fault, not the caller's.
    if (!parsed.ok)
      throw new Error(
        `installed protocol ${id} ${version} does not parse: ${parsed.issues.map((issue) => issue.path).join(', ')}`,
      );
    const shelved = { protocol: parsed.protocol, label: labelOf(parsed.protocol) };
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear();
    this.#kept.set(key, shelved);
    return shelved;
  }

  /** An installed version as lists show it. */
  async show(clinicId: string, id: string, version: string): Promise<ProtocolShown> {
    const shelved = await this.find(clinicId, id, version);
    if (!shelved) throw new Error(`something refers to protocol ${id} ${version}, which is not installed`);
    return { id, version, name: shelved.protocol.name, label: shelved.label };
  }
}
