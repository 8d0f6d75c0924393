/**
 * Reasons for what was changed. Every default that differs from the shipped one, and every limit that is looser than
 * in the version before, carries a reason, with a source or on the medical director's word. Source: design.md, safety
 * rule 2.
 */
import type { Departure, Protocol } from '../protocol/schema.ts';
import { weighDifferences } from './weigh.ts';
import { isLoosening, type WeighedDifference } from './weight.ts';

/** What stands at a place now, as a reason is bound to it. */
export const standsNow = ({ after }: Pick<WeighedDifference, 'after'>): string =>
  after === undefined ? 'removed' : after.slice(0, 2000).trim() || 'nothing';

/** The reason given for a difference as it stands now. */
export const departureOf = (protocol: Protocol, difference: WeighedDifference): Departure | undefined =>
  protocol.departures?.find(({ path, to }) => path === difference.path && to === standsNow(difference));

export interface Bases {
  /** The version now in force, or the one that the new one was made from. */
  readonly before?: Protocol | undefined;
  /** The shipped protocol of this id. */
  readonly shipped?: Protocol | undefined;
}

/** The differences that must carry a reason: all but words against the shipped, what loosens against the one before. */
export function askReasons(protocol: Protocol, { before, shipped }: Bases): WeighedDifference[] {
  const fromShipped = shipped
    ? weighDifferences(shipped, protocol).filter(({ weight }) => weight !== 'changes_words')
    : [];
  const fromBefore = before ? weighDifferences(before, protocol).filter(isLoosening) : [];
  const asked = new Set(fromShipped.map(({ path }) => path));
  return [...fromShipped, ...fromBefore.filter(({ path }) => !asked.has(path))];
}

/** Those of them that have none yet. */
export const missingReasons = (protocol: Protocol, bases: Bases): WeighedDifference[] =>
  askReasons(protocol, bases).filter((difference) => departureOf(protocol, difference) === undefined);
