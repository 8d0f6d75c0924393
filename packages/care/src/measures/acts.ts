/**
 * What does not wait: answers at which help is shown and the clinic is told, before anything else is done with them. Read
 * from whatever has been answered so far, since somebody may stop at the very question that tells it.
 * Source: design.md, safety rule 6.
 */
import type { ScoreGiven } from '../signals/facts.ts';
import type { Severity } from '../signals/rule.ts';
import type { ActsOn, Instrument, MeasureAnswers } from './instrument.ts';

export interface MeasureAct {
  readonly id: string;
  readonly linkId: string;
  readonly answered: number;
  readonly severity: Severity;
  /** Help is shown at once, before anything is sent. */
  readonly showHelp: boolean;
  /** The clinic's on-call person is told. */
  readonly crisis: boolean;
  /** As the rules of signals read it. */
  readonly fact: Pick<ScoreGiven, 'measure' | 'item' | 'value'>;
  readonly says: string;
  readonly sources: ActsOn['sources'];
}

/** One for each group: the gravest that holds. An answer above what can be acts as well. */
export function actsOf(
  { id: measure, actsOn }: Pick<Instrument, 'id' | 'actsOn'>,
  answers: MeasureAnswers,
): readonly MeasureAct[] {
  const gravest = new Map<string, MeasureAct>();
  for (const { id, group, linkId, atLeast, severity, fact, says, sources } of actsOn) {
    const answered = answers[linkId];
    if (answered === undefined || !(answered >= atLeast)) continue;
    const value = fact.value ?? answered;
    const before = gravest.get(group);
    const graver = before ? RANK[severity] - RANK[before.severity] : 1;
    if (before && (graver < 0 || (graver === 0 && before.fact.value >= value))) continue;
    gravest.set(group, {
      id,
      linkId,
      answered,
      severity,
      showHelp: true,
      crisis: severity === 'now',
      fact: { measure, item: fact.item, value },
      says,
      sources,
    });
  }
  return [...gravest.values()].toSorted((one, other) => RANK[other.severity] - RANK[one.severity]);
}
const RANK: Readonly<Record<Severity, number>> = { look: 0, today: 1, now: 2 };
