/** A clinic's protocol versions with their lives, as routes ask for them; what is so at a moment is care's to say. */
import {
  type Instant,
  inForce,
  type Protocol,
  type Refusal,
  refuseNewCourse,
  refuseTreatment,
  shippedOf,
  type VersionFacts,
} from '@holdspace/care';
import type { GovernedVersion, Store } from '@holdspace/store';
import { notFound } from '../problem.ts';
import type { ProtocolShelf } from './shelf.ts';

export interface GovernedProtocol {
  readonly facts: GovernedVersion;
  readonly all: readonly GovernedVersion[];
  readonly protocol: Protocol;
}

export class Governed {
  readonly #store: Store;
  readonly #shelf: ProtocolShelf;

  constructor(store: Store, shelf: ProtocolShelf) {
    this.#store = store;
    this.#shelf = shelf;
  }

  /** One version among those of its protocol. Throws 404. */
  async find(clinicId: string, id: string, version: string): Promise<GovernedProtocol> {
    const [all, shelved] = await Promise.all([
      this.#store.signOffs.versions(clinicId, id),
      this.#shelf.find(clinicId, id, version),
    ]);
    const facts = all.find((one) => one.version === version);
    if (!facts || !shelved) throw notFound('protocol version');
    return { facts, all, protocol: shelved.protocol };
  }

  /** What a version is measured against when it takes effect: the one in force then, or the shipped one. */
  async before(clinicId: string, { facts, all }: GovernedProtocol, at: Instant): Promise<Protocol | undefined> {
    const now = inForce(facts.protocolId, all, at);
    if (now && now.version !== facts.version)
      return (await this.#shelf.find(clinicId, now.protocolId, now.version))?.protocol;
    return shippedOf(facts.protocolId);
  }

  /** Why a course under this version may not begin, or (`running`) no session of one be planned. */
  async refusals(
    clinicId: string,
    { id, version }: { readonly id: string; readonly version: string },
    at: Instant,
    whose: 'new' | 'running',
  ): Promise<readonly Refusal[]> {
    const all: readonly VersionFacts[] = await this.#store.signOffs.versions(clinicId, id);
    const facts = all.find((one) => one.version === version);
    if (!facts) throw notFound('protocol version');
    return whose === 'new' ? refuseNewCourse(facts, all, at) : refuseTreatment(facts, all, at);
  }
}
