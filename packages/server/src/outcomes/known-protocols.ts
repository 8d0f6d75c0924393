/** A clinic's protocols as outcomes name them: the version in force, or else the newest there is. */
import { inForce, type KnownProtocol } from '@holdspace/care';
import type { Context } from '../context.ts';

export async function knownProtocols(
  { store, protocols, now }: Pick<Context, 'store' | 'protocols' | 'now'>,
  clinicId: string,
): Promise<readonly KnownProtocol[]> {
  const all = await store.signOffs.versions(clinicId);
  const known: KnownProtocol[] = [];
  for (const id of [...new Set(all.map(({ protocolId }) => protocolId))].toSorted()) {
    const newest = all
      .filter(({ protocolId }) => protocolId === id)
      .toSorted((one, other) => other.installedAt.localeCompare(one.installedAt))[0];
    const version = (inForce(id, all, now()) ?? newest)?.version;
    const shelved = version === undefined ? null : await protocols.find(clinicId, id, version);
    if (!shelved) continue;
    const { protocol, label } = shelved;
    known.push({ id, title: protocol.name, way: label.kind, measures: protocol.measures });
  }
  return known;
}
