/** Protocols and their versions, in order. */
import { compareVersions, type Standing } from '@holdspace/care';
import type { ProtocolShown } from '../api/shapes.ts';

/** Newer first: 1.10.0 is after 1.9.0. */
export const byVersion = (one: string, other: string): number => compareVersions(other, one);

/** Each protocol's version in force, or its newest where none is, with the others; in order of name. */
export function byProtocol<V extends ProtocolShown & { readonly standing: Standing }>(
  all: readonly V[],
): { shown: V; others: V[] }[] {
  const groups = new Map<string, V[]>();
  for (const protocol of all) groups.set(protocol.id, [...(groups.get(protocol.id) ?? []), protocol]);
  return [...groups.values()]
    .flatMap((group) => {
      const sorted = group.sort((one, other) => byVersion(one.version, other.version));
      const shown = sorted.find((one) => one.standing === 'effective') ?? sorted[0];
      return shown ? [{ shown, others: sorted.filter((one) => one !== shown) }] : [];
    })
    .sort((one, other) => one.shown.name.localeCompare(other.shown.name));
}
