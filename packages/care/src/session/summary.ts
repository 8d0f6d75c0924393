/**
 * What lists and the day's page show of a session. The projection changes only when something happens and is kept beside
 * the log; which gates are open changes with the clock as well, so that is read from the session when it is shown.
 */

import { amountPerKilogram } from '../dosing/amount.ts';
import type { Instant } from '../instant.ts';
import type { PhaseKind, Protocol } from '../protocol/schema.ts';
import type { DoseByWeight, DrugAmount, Quantity } from '../quantity.ts';
import { type GateStatus, gatesAt, weightAt } from './gates.ts';
import { activeInfusion, cumulativeDose } from './infusion.ts';
import { monitoringAt, nextDue } from './monitoring.ts';
import { peopleAt, phaseAt } from './phases.ts';
import type { PersonPresent, Session, SessionStatus, VitalSignsEntry } from './session.ts';

/** What is kept beside the log, written with every command. */
export interface SessionProjection {
  readonly status: SessionStatus;
  /** The number of events that this summary covers. */
  readonly seq: number;
  readonly phase?: { readonly id: string; readonly name: string; readonly kind: PhaseKind; readonly since: Instant };
  readonly cumulative: DrugAmount;
  readonly perKilogram?: DoseByWeight;
  readonly systolicPeak?: Quantity<'mm[Hg]'>;
  readonly lastVitalSigns?: Pick<VitalSignsEntry, 'at' | 'vitalSigns'>;
  readonly nextDue?: { readonly says: string; readonly dueAt: Instant; readonly overdueAt: Instant };
  readonly people: readonly PersonPresent[];
  readonly infusionRunning: boolean;
  readonly emergencyStop: boolean;
  readonly flags: number;
  readonly adverseEvents: number;
  readonly arrivedAt?: Instant;
  readonly endedAt?: Instant;
  readonly signed: boolean;
  /** Course orders that this session used: a dose was placed under them, and not taken back before any was given. */
  readonly courseOrders?: readonly string[];
}

/** What screens show of a session at a moment. */
export interface SessionSummary extends SessionProjection {
  /** Gates that are not met; empty once a dose was given or the session has ended. */
  readonly openGates: readonly OpenGate[];
}
export type OpenGate = Pick<GateStatus, 'gate' | 'title' | 'stop' | 'because' | 'satisfy' | 'overridden'>;

/** The summary at a moment. */
export const summaryOf = (protocol: Protocol, state: Session, now: Instant): SessionSummary => ({
  ...projectionOf(protocol, state, now),
  openGates: openGatesAt(protocol, state, now),
});

function openGatesAt(protocol: Protocol, state: Session, now: Instant): OpenGate[] {
  const waitsForDose =
    (state.status === 'planned' || state.status === 'open') && state.doses.length + state.infusions.length === 0;
  if (!waitsForDose) return [];
  return gatesAt(protocol, state, now)
    .filter((gate) => !gate.met)
    .map(({ gate, title, stop, because, satisfy, overridden }) => ({
      gate,
      title,
      stop,
      because,
      satisfy,
      overridden,
    }));
}

const courseOrdersUsed = ({ orders, endedAt }: Session): readonly string[] => [
  ...new Set(
    orders.flatMap(({ dose, stopped, used }) =>
      dose.underCourseOrder && (used || (!stopped && endedAt === undefined)) ? [dose.underCourseOrder.id] : [],
    ),
  ),
];

/** The projection after what has happened up to a moment. */
export function projectionOf(protocol: Protocol, state: Session, now: Instant): SessionProjection {
  const current = phaseAt(protocol, state, now);
  const cumulative = cumulativeDose(state, now);
  const weight = weightAt(state, now)?.weight;
  const perKilogram = weight && cumulative.value > 0 ? amountPerKilogram(cumulative, weight) : undefined;
  const lastVitalSigns = state.vitalSigns.at(-1);
  const due = nextDue(monitoringAt(protocol, state, now));
  const courseOrders = courseOrdersUsed(state);
  return {
    status: state.status,
    seq: state.seq,
    ...(current && {
      phase: { id: current.phase.id, name: current.phase.name, kind: current.phase.kind, since: current.entry.at },
    }),
    cumulative,
    ...(perKilogram && { perKilogram }),
    ...(state.systolicPeak && { systolicPeak: state.systolicPeak }),
    ...(lastVitalSigns && { lastVitalSigns: { at: lastVitalSigns.at, vitalSigns: lastVitalSigns.vitalSigns } }),
    ...(due && { nextDue: { says: due.says, dueAt: due.dueAt, overdueAt: due.overdueAt } }),
    people: peopleAt(state, now),
    infusionRunning: activeInfusion(state) !== undefined,
    emergencyStop: state.emergencyStop !== undefined,
    flags: state.flags.length,
    adverseEvents: state.adverseEvents.length,
    ...(state.arrivedAt && { arrivedAt: state.arrivedAt }),
    ...(state.endedAt && { endedAt: state.endedAt }),
    signed: state.signatures.length > 0,
    ...(courseOrders.length > 0 && { courseOrders }),
  };
}
