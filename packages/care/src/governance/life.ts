/**
 * The life of a protocol version: draft, proposed, signed, effective, superseded, retired; or declined. Computed from
 * what was signed, never stored, so that nothing has to happen at midnight for a version to take effect.
 */
import type { Instant } from '../instant.ts';
import type { Refusal } from '../session/rule.ts';
import { refuse } from './rules.ts';

/** A signature under a version's exact document. */
export interface SignOff {
  readonly signedBy: { readonly id: string; readonly name: string };
  readonly signedAt: Instant;
  /** SHA-256 of the canonical document that was signed. */
  readonly documentHash: string;
  readonly effectiveFrom: Instant;
}
/** A version as far as its life goes. */
export interface VersionFacts {
  readonly protocolId: string;
  readonly version: string;
  /** `shipped` came with Holdspace; `clinic` was proposed here. */
  readonly origin: 'shipped' | 'clinic';
  /** SHA-256 of the canonical document as it is stored now. */
  readonly documentHash: string;
  readonly signOff?: SignOff;
  readonly declinedAt?: Instant;
  /** The earliest moment from which it is retired. */
  readonly retiredFrom?: Instant;
}

export const STANDINGS = ['proposed', 'declined', 'signed', 'effective', 'superseded', 'retired'] as const;
export type Standing = (typeof STANDINGS)[number];

/** How a standing is said; a shipped version that nobody has signed is proposed by the project. */
export const sayStanding = (standing: Standing, origin: VersionFacts['origin']): string => {
  const says: Record<Standing, string> = {
    proposed: origin === 'shipped' ? 'Shipped, awaiting sign-off' : 'Proposed, awaiting sign-off',
    declined: 'Declined',
    signed: 'Signed, not yet in force',
    effective: 'In force',
    superseded: 'Superseded',
    retired: 'Retired',
  };
  return says[standing];
};

/** The signature, where it is under the document that is there now; a changed document is unsigned. */
export const validSignOff = ({ signOff, documentHash }: VersionFacts): SignOff | undefined =>
  signOff?.documentHash === documentHash ? signOff : undefined;

/** In the order in which versions take effect; of two at the same moment, the one signed later is the later. */
const inOrder = (one: SignOff, other: SignOff): number =>
  one.effectiveFrom.localeCompare(other.effectiveFrom) || one.signedAt.localeCompare(other.signedAt);

/** Retired before it ever took effect. */
const neverBegins = ({ signOff, retiredFrom }: VersionFacts) =>
  signOff !== undefined && retiredFrom !== undefined && retiredFrom <= signOff.effectiveFrom;

/** Where a version stands at a moment, among all versions of its protocol. */
export function standingOf(version: VersionFacts, all: readonly VersionFacts[], at: Instant): Standing {
  const signOff = validSignOff(version);
  if (!signOff) return version.declinedAt === undefined ? 'proposed' : 'declined';
  if ((version.retiredFrom !== undefined && version.retiredFrom <= at) || neverBegins(version)) return 'retired';
  if (signOff.effectiveFrom > at) return 'signed';
  const isSuperseded = all.some((other) => {
    if (other.protocolId !== version.protocolId || other.version === version.version || neverBegins(other))
      return false;
    const theirs = validSignOff(other);
    return theirs !== undefined && theirs.effectiveFrom <= at && inOrder(theirs, signOff) > 0;
  });
  return isSuperseded ? 'superseded' : 'effective';
}

/** The version that a new course takes at a moment; none where none is in force. */
export const inForce = (protocolId: string, all: readonly VersionFacts[], at: Instant): VersionFacts | undefined =>
  all.find((one) => one.protocolId === protocolId && standingOf(one, all, at) === 'effective');

const called = ({ protocolId, version }: VersionFacts) => `${protocolId} ${version}`;

/**
 * Why no session may be planned under a version: it is unsigned, not yet in force, or retired. A running course may go
 * on under a superseded one: it stays until it is moved.
 */
export function refuseTreatment(version: VersionFacts, all: readonly VersionFacts[], at: Instant): readonly Refusal[] {
  const say = (message: string, satisfy: string) => [refuse('version-is-in-force', message, satisfy)];
  switch (standingOf(version, all, at)) {
    case 'effective':
    case 'superseded':
      return [];
    case 'proposed':
      return say(
        `${called(version)} is ${version.origin === 'shipped' ? 'shipped' : 'proposed'} and awaits sign-off: the medical director has not signed it.`,
        'The medical director reads and signs it under Protocols.',
      );
    case 'declined':
      return say(`${called(version)} was declined by the medical director.`, 'Choose a version in force.');
    case 'signed':
      return say(
        `${called(version)} is signed, but takes effect only later.`,
        'Wait until then, or use the version in force now.',
      );
    case 'retired':
      return say(`${called(version)} is retired.`, 'Move the course to the version in force, on the patient’s page.');
  }
}

/** Why a new course may not take a version: it takes the one in force at that moment and no other. */
export function refuseNewCourse(version: VersionFacts, all: readonly VersionFacts[], at: Instant): readonly Refusal[] {
  const refused = refuseTreatment(version, all, at);
  if (refused.length > 0 || standingOf(version, all, at) === 'effective') return refused;
  const now = inForce(version.protocolId, all, at);
  return [
    refuse(
      'course-takes-the-version-in-force',
      `${called(version)} is superseded.`,
      now ? `Begin the course under version ${now.version}.` : 'No version of this protocol is in force now.',
      now ? { 'in force': now.version } : {},
    ),
  ];
}
