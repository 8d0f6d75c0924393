/** How a patient's earlier doses went, as far as the session logs tell: what lies beside the form while an order is written. */

import { amountPerKilogram } from '../dosing/amount.ts';
import { changeBetween } from '../dosing/change.ts';
import type { Instant } from '../instant.ts';
import type { BodyWeight, DoseByWeight, DrugAmount, Quantity } from '../quantity.ts';
import { weightAt } from '../session/gates.ts';
import { cumulativeDose, doseTimes } from '../session/infusion.ts';
import type { Session } from '../session/session.ts';

export interface PastDose {
  /** When the first dose of the session was given. */
  readonly at: Instant;
  readonly amount: DrugAmount;
  readonly weight?: BodyWeight;
  /** The site's day on which that weight was measured. */
  readonly weighedOn?: string;
  readonly perKilogram?: DoseByWeight;
  /** The highest systolic pressure of the session. */
  readonly systolicPeak?: Quantity<'mm[Hg]'>;
  /** Entries of nausea and of vomiting that stand in the log. */
  readonly nausea: number;
  readonly vomiting: number;
  /** Non-ordinary state: what was recorded of onset, peak and return. */
  readonly dissociation: Session['nosc'];
  readonly adverseEvents: readonly string[];
}

/** The dose of a session, all of its doses together; null where none was given. */
export function pastDoseOf(session: Session): PastDose | null {
  const { first } = doseTimes(session);
  const end = session.endedAt ?? session.log.at(-1)?.at;
  if (!first || !end) return null;
  const amount = cumulativeDose(session, end);
  if (amount.value === 0) return null;
  const weighed = weightAt(session, end);
  const struck = new Set(session.struck);
  const count = (observation: 'nausea' | 'vomiting') =>
    session.log.filter(
      (event) => event.type === 'ObservationRecorded' && event.observation === observation && !struck.has(event.seq),
    ).length;
  return {
    at: first,
    amount,
    ...(weighed && {
      weight: weighed.weight,
      weighedOn: weighed.measuredOn,
      perKilogram: amountPerKilogram(amount, weighed.weight),
    }),
    ...(session.systolicPeak && { systolicPeak: session.systolicPeak }),
    nausea: count('nausea'),
    vomiting: count('vomiting'),
    dissociation: session.nosc,
    adverseEvents: session.adverseEvents.map(({ term }) => term),
  };
}

/** Each dose with how much it differs from the one before; earliest first. */
export const withChanges = <D extends Pick<PastDose, 'amount'>>(
  doses: readonly D[],
): readonly (D & { readonly change?: Quantity<'%'> })[] =>
  doses.map((dose, index) => {
    const before = doses[index - 1];
    const change = before && changeBetween(before.amount, dose.amount);
    return change?.known ? { ...dose, change: change.share } : dose;
  });
