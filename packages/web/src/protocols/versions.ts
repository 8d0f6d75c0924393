/** Protocols and their versions, in order. */
import type { ProtocolShown } from '../api/shapes.ts';

/** Newer first: 1.10.0 is after 1.9.0. */
export function byVersion(one: string, other: string): number {
  const parts = (version: string) => version.split('.').map(Number);
  const [a, b] = [parts(one), parts(other)];
  for (let place = 0; place < 3; place += 1) {
    const difference = (b[place] ?? 0) - (a[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Each protocol's newest version with the older ones, in order of name. */
export function byProtocol(all: readonly ProtocolShown[]): { newest: ProtocolShown; older: ProtocolShown[] }[] {
  const groups = new Map<string, ProtocolShown[]>();
  for (const protocol of all) groups.set(protocol.id, [...(groups.get(protocol.id) ?? []), protocol]);
  return [...groups.values()]
    .flatMap((group) => {
      const [newest, ...older] = group.sort((one, other) => byVersion(one.version, other.version));
      return newest ? [{ newest, older }] : [];
    })
    .sort((one, other) => one.newest.name.localeCompare(other.newest.name));
}
