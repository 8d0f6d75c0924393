/** The steps of a version's life that a person takes: propose, sign, decline, retire. Each refuses by named rules. */
import type { Instant } from '../instant.ts';
import { type ParsedProtocol, parseProtocol } from '../protocol/parse.ts';
import type { Protocol } from '../protocol/schema.ts';
import { SHIPPED_PROTOCOLS } from '../protocols/index.ts';
import type { Refusal } from '../session/rule.ts';
import { type Bases, missingReasons } from './departures.ts';
import { standingOf, type VersionFacts, validSignOff } from './life.ts';
import { refuse } from './rules.ts';
import { compareVersions } from './version-number.ts';
import { labelChange, weighDifferences } from './weigh.ts';

/** The shipped protocol of an id, which its clinics' versions depart from. */
export const shippedOf = (protocolId: string): Protocol | undefined =>
  SHIPPED_PROTOCOLS.find((one) => one.id === protocolId);

const lackOfReasons = (protocol: Protocol, bases: Bases): Refusal[] =>
  missingReasons(protocol, bases).map((difference) =>
    refuse(
      'change-has-a-reason',
      `${difference.path}: ${difference.says}, and no reason is given.`,
      'Write the reason beside it, with a source where there is one.',
      {},
      difference.path,
    ),
  );

/** What a proposal is measured against. */
export interface Proposal {
  readonly document: unknown;
  readonly protocolId: string;
  /** Version numbers of this protocol that are there already. */
  readonly taken: readonly string[];
  /** The version that the draft was made from. */
  readonly before?: Protocol | undefined;
}
export type Proposed =
  | { readonly ok: true; readonly protocol: Protocol }
  | { readonly ok: false; readonly refusals: readonly Refusal[]; readonly parsed: ParsedProtocol };

/** Whether a draft becomes a version: it holds, is new, changes something, and says why. */
export function propose({ document, protocolId, taken, before }: Proposal): Proposed {
  const parsed = parseProtocol(document);
  if (!parsed.ok) {
    const refusals = parsed.issues.map((issue) =>
      refuse('document-holds', `${issue.path || 'The document'}: ${issue.message}`, 'Mend it.', {}, issue.path),
    );
    return { ok: false, refusals, parsed };
  }
  const { protocol } = parsed;
  const highest = [...taken].sort(compareVersions).at(-1);
  const refusals = [
    ...(protocol.id === protocolId
      ? []
      : [
          refuse(
            'document-holds',
            `This is a draft of ${protocolId}, not of ${protocol.id}.`,
            'Keep its id.',
            {},
            'id',
          ),
        ]),
    ...(highest === undefined || compareVersions(protocol.version, highest) > 0
      ? []
      : [
          refuse(
            'version-is-new',
            `Version ${protocol.version} is not after ${highest}.`,
            'Give it a higher number.',
            { last: highest },
            'version',
          ),
        ]),
    ...(before && weighDifferences(before, protocol).length === 0
      ? [refuse('changes-something', `It says the same as ${before.version}.`, 'Change something, or put it aside.')]
      : []),
    ...lackOfReasons(protocol, { before, shipped: shippedOf(protocol.id) }),
  ];
  return refusals.length > 0 ? { ok: false, refusals, parsed } : { ok: true, protocol };
}

/** What the signer puts their name to. */
export const statementFor = (protocol: Protocol, clinic: string): string =>
  `I have read ${protocol.name}, version ${protocol.version}, with every difference from the version before, and approve it for ${clinic}. I am answerable for its limits and for the reasons that it gives.`;

export interface Signing {
  readonly facts: VersionFacts;
  readonly protocol: Protocol;
  /** The version in force, where there is one. */
  readonly before?: Protocol | undefined;
  /** The hash that the signer was shown. */
  readonly shownHash: string;
  readonly effectiveFrom: Instant;
  readonly retiresFrom?: Instant | undefined;
  readonly acknowledgesLabelChange: boolean;
  readonly now: Instant;
}

/** Why a version may not be signed; empty where it may. */
export function refuseSigning(signing: Signing): readonly Refusal[] {
  const { facts, protocol, before, effectiveFrom, retiresFrom, now } = signing;
  const label = before && labelChange(before, protocol);
  return [
    ...(facts.signOff ? [refuse('not-signed-twice', 'It was signed already.', 'Look at its history.')] : []),
    ...(facts.declinedAt === undefined
      ? []
      : [refuse('not-declined', 'It was declined.', 'Make a draft from it, and propose that.')]),
    ...(signing.shownHash === facts.documentHash
      ? []
      : [
          refuse(
            'signed-is-what-was-shown',
            'What you were shown is not what is kept here.',
            'Load the page again and read it.',
            {},
            'hash',
          ),
        ]),
    ...(effectiveFrom >= now
      ? []
      : [
          refuse(
            'not-in-the-past',
            'It cannot take effect before it is signed.',
            'Choose a later time.',
            {},
            'effectiveFrom',
          ),
        ]),
    ...(retiresFrom === undefined || retiresFrom > effectiveFrom
      ? []
      : [
          refuse(
            'retired-after-it-began',
            'It would be retired before it begins.',
            'Choose a later time.',
            {},
            'retiresFrom',
          ),
        ]),
    ...(label && (label.kind === 'loses_kap' || label.kind === 'gains_kap') && !signing.acknowledgesLabelChange
      ? [
          refuse(
            'label-change-is-acknowledged',
            `It was called “${label.before.name}” and will be called “${label.after.name}”.`,
            'Say that you know.',
            {},
            'acknowledgesLabelChange',
          ),
        ]
      : []),
    ...lackOfReasons(protocol, { before, shipped: shippedOf(protocol.id) }),
  ];
}

/** Why a version may not be declined. */
export const refuseDecline = (facts: VersionFacts): readonly Refusal[] => [
  ...(facts.signOff ? [refuse('not-signed-twice', 'It was signed already.', 'Retire it instead.')] : []),
  ...(facts.declinedAt === undefined
    ? []
    : [refuse('not-declined', 'It was declined already.', 'Nothing more is needed.')]),
];

/** Why a version may not be retired from a moment. */
export function refuseRetirement(
  facts: VersionFacts,
  all: readonly VersionFacts[],
  from: Instant,
  now: Instant,
): readonly Refusal[] {
  if (!validSignOff(facts)) return [refuse('only-signed-is-retired', 'It was never signed.', 'Decline it instead.')];
  return [
    ...(from >= now
      ? []
      : [refuse('not-in-the-past', 'It cannot be retired in the past.', 'Choose now or a later time.', {}, 'from')]),
    ...(standingOf(facts, all, now) === 'retired'
      ? [refuse('only-signed-is-retired', 'It is retired already.', 'Nothing more is needed.')]
      : []),
  ];
}
