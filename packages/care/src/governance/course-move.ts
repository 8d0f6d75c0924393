/** What moving a running course to another version changes, told clinically, and what must be known before it is moved. */
import type { Instant } from '../instant.ts';
import type { Protocol } from '../protocol/schema.ts';
import type { Refusal } from '../session/rule.ts';
import { refuseTreatment, type VersionFacts } from './life.ts';
import { refuse } from './rules.ts';
import { type LabelChange, labelChange, weighDifferences } from './weigh.ts';
import { isLoosening, type WeighedDifference } from './weight.ts';

export const ACKNOWLEDGEMENTS = ['wider_limits', 'new_gates', 'label', 'consent_again'] as const;
export type Acknowledgement = (typeof ACKNOWLEDGEMENTS)[number];

/** The sentence that whoever moves the course says yes to. */
export const SAY_ACKNOWLEDGEMENT: Record<Acknowledgement, string> = {
  wider_limits: 'I know which limits become wider for this patient, and that it is right for them.',
  new_gates: 'I know what is newly asked before this patient’s next dose.',
  label: 'I know that the treatment will be called something else, and will tell the patient.',
  consent_again: 'The patient will be asked for their consent again before the next dose.',
};

export interface CourseMove {
  readonly wider: readonly WeighedDifference[];
  readonly narrower: readonly WeighedDifference[];
  readonly newGates: readonly WeighedDifference[];
  readonly people: readonly WeighedDifference[];
  readonly words: readonly WeighedDifference[];
  readonly label: LabelChange;
  readonly acknowledge: readonly Acknowledgement[];
}

/** What a move from one version to another changes. */
export function courseMove(from: Protocol, to: Protocol): CourseMove {
  const differences = weighDifferences(from, to);
  const of = (...weights: WeighedDifference['weight'][]) => differences.filter((one) => weights.includes(one.weight));
  const label = labelChange(from, to);
  const wider = differences.filter(isLoosening);
  const newGates = of('adds_gate');
  const consents = differences.some(
    ({ place }) => place[0] === 'gates' && place[1] === 'consent' && place[2] === 'document',
  );
  return {
    wider,
    narrower: of('tightens'),
    newGates,
    people: of('changes_who'),
    words: of('changes_words'),
    label,
    acknowledge: [
      ...(wider.length > 0 ? (['wider_limits'] as const) : []),
      ...(newGates.length > 0 ? (['new_gates'] as const) : []),
      ...(label.kind === 'same' ? [] : (['label'] as const)),
      ...(consents || label.kind === 'loses_kap' || label.kind === 'gains_kap' ? (['consent_again'] as const) : []),
    ],
  };
}

export interface AskedMove {
  readonly from: { readonly protocol: Protocol };
  readonly to: { readonly protocol: Protocol; readonly facts: VersionFacts };
  readonly all: readonly VersionFacts[];
  readonly acknowledged: readonly Acknowledgement[];
  readonly at: Instant;
}

/** Why a course may not be moved; empty where it may. */
export function refuseMove({ from, to, all, acknowledged, at }: AskedMove): readonly Refusal[] {
  if (from.protocol.id !== to.protocol.id)
    return [
      refuse(
        'move-stays-with-the-treatment',
        `${to.protocol.name} is another treatment.`,
        'Begin a new course under it.',
      ),
    ];
  if (from.protocol.version === to.protocol.version)
    return [refuse('move-has-somewhere-to-go', `The course is on ${to.protocol.version} already.`, 'Choose another.')];
  return [
    ...refuseTreatment(to.facts, all, at),
    ...courseMove(from.protocol, to.protocol)
      .acknowledge.filter((one) => !acknowledged.includes(one))
      .map((one) =>
        refuse(
          'move-is-acknowledged',
          `Not yet said: “${SAY_ACKNOWLEDGEMENT[one]}”`,
          'Read what changes, and say it.',
          {},
          one,
        ),
      ),
  ];
}
