import type { GateKind } from '../schema.ts';
import { type SpanningRule, unless } from '../spanning-rule.ts';

/** Even where they stop hard, these warn first: an old weight, a pressure between the two limits. */
const SOFT_IN_PART: readonly GateKind[] = ['weight', 'baseline_vital_signs'];

export const softGatesHaveAnOverrider: SpanningRule = {
  id: 'soft-gates-have-an-overrider',
  title: 'A gate that may be overridden says by whom, and one that may not names nobody',
  check: ({ gates }) =>
    gates.flatMap(({ gate, stop, overrideBy }, index) => {
      const path = ['gates', index, 'overrideBy'];
      const canBeSoft = stop === 'soft' || SOFT_IN_PART.includes(gate);
      return [
        ...unless(
          !canBeSoft || overrideBy.length > 0,
          path,
          'Nobody may override this soft gate; name a role or make it hard.',
        ),
        ...unless(
          canBeSoft || overrideBy.length === 0,
          path,
          'A hard gate cannot be overridden by anybody; leave the roles out or make it soft.',
        ),
      ];
    }),
};
