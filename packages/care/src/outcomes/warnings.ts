/** What has to stand beside figures of what goes together. */
import { DAYS_AROUND_A_DOSE } from './contract.ts';
import type { FoundScale } from './measure.ts';

interface Shown {
  readonly experience: FoundScale | undefined;
  readonly protocols: number;
  readonly share: number;
}

export function warningsFor({ experience, protocols, share }: Shown): readonly string[] {
  return [
    'These figures were observed. Nobody drew lots for a dose or a setting: who got what was chosen, and for reasons. What goes together here need not bring one another about.',
    ...(experience
      ? [
          'Published findings on dissociation and outcome are mixed: of five studies with the CADSS in a review of 2020, two found that they go together. Dissociation is not the aim of a session, nor a sign that a dose was enough.',
        ]
      : []),
    `The answer before is the last one in the ${DAYS_AROUND_A_DOSE} days before a dose; the answer after is the last one in the ${DAYS_AROUND_A_DOSE} days after it and before the next dose (background: to be checked by the clinic). Sessions without both are missing.`,
    'Correlations take one pair for each patient, the means of their sessions, so they compare patients with one another. The model takes all sessions, with a beginning for each patient of their own; it is adjusted for the score before and for nothing that nobody wrote down.',
    ...(protocols > 1
      ? [
          'Milligrams per kilogram by one route are not those by another. The model compares sessions within a protocol; the correlations take all protocols together.',
        ]
      : []),
    ...(share < 1
      ? ['These are sessions of some patients, always the same ones, chosen by nothing that is known of them.']
      : []),
  ];
}
