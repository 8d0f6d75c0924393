/** What the server answers, as the screens read it. */
import type { DrugAmount, Duration, Instant, PersonPresent, Role } from '@holdspace/care';

/** The computed name of a way of treating, and why it may carry it. */
export interface LabelShown {
  readonly name: string;
  readonly kind: 'kap' | 'medical';
  readonly statement: string;
  readonly reasons: readonly { readonly met: boolean; readonly says: string }[];
}

export interface Clinic {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly zone: string;
}

export interface Me {
  readonly practitioner: { readonly id: string; readonly name: string; readonly roles: readonly Role[] };
  readonly clinic: Clinic;
  readonly demo: boolean;
  readonly clinics: readonly Clinic[];
}

export interface ProtocolShown {
  readonly id: string;
  readonly version: string;
  readonly name: string;
  readonly label: LabelShown;
}

export interface GateShown {
  readonly gate: string;
  readonly title: string;
  readonly because: string;
  readonly satisfy: string;
}

/** Where a session stands; the projection that lists are drawn from. */
export interface SummaryShown {
  readonly status: 'planned' | 'open' | 'discharged' | 'cancelled';
  readonly phase?: { readonly id: string; readonly name: string; readonly kind: string; readonly since: Instant };
  readonly openGates: readonly GateShown[];
  readonly cumulative: DrugAmount;
  readonly nextDue?: { readonly says: string; readonly dueAt: Instant; readonly overdueAt: Instant };
  readonly people: readonly PersonPresent[];
  readonly emergencyStop: boolean;
  readonly flags: number;
  readonly adverseEvents: number;
  readonly arrivedAt?: Instant;
  readonly dischargedAt?: Instant;
}

export type VisitKind = 'consult' | 'preparation' | 'dosing' | 'integration' | 'follow_up';

export interface VisitToday {
  readonly visitId: string;
  readonly kind: VisitKind;
  readonly scheduledFor: Instant;
  readonly room: string;
  readonly patient: { readonly id: string; readonly name: string };
  readonly protocol: ProtocolShown;
  readonly length?: Duration;
  readonly session?: { readonly id: string; readonly summary: SummaryShown };
}

export interface TodayShown {
  readonly day: string;
  readonly visits: readonly VisitToday[];
}
