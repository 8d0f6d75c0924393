/** What the server answers, as the screens read it. */
import type { Duration, Instant, Role, SessionSummary } from '@holdspace/care';

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

/** Where a session stands; the projection that lists are drawn from. */
export type SummaryShown = SessionSummary;

export type VisitKind = 'consult' | 'preparation' | 'dosing' | 'integration' | 'follow_up';

/** How a kind of visit is said on a screen. */
export const VISIT_NAMES: Record<VisitKind, string> = {
  consult: 'Consult',
  preparation: 'Preparation',
  dosing: 'Dosing session',
  integration: 'Integration',
  follow_up: 'Follow-up',
};

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
