/** What the server answers, as the screens read it. */
import type { Duration, Instant, Role, SessionSummary, SigningPolicy } from '@holdspace/care';

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
  readonly screen: { readonly isLocked: boolean; readonly isShared: boolean; readonly lockAfterSeconds: number };
  readonly signing: SigningPolicy;
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

/** A session after whose end nothing more is given: its patient has gone, or never came. */
export const isOver = (summary: SummaryShown): boolean =>
  summary.status === 'discharged' || summary.status === 'departed' || summary.status === 'cancelled';

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

export interface PatientListed {
  readonly id: string;
  readonly name: string;
  readonly dateOfBirth: string;
  readonly recordNumber: string;
}

export interface VisitOfCourse {
  readonly id: string;
  readonly kind: VisitKind;
  readonly scheduledFor: Instant;
  readonly room: string;
  readonly sessionId?: string;
}

export interface CourseShown {
  readonly id: string;
  readonly startedOn: string;
  readonly protocol: ProtocolShown;
  readonly focus?: string;
  readonly intention?: string;
  readonly visits: readonly VisitOfCourse[];
}

export interface SessionOfPatient {
  readonly id: string;
  readonly visitId?: string;
  readonly scheduledFor?: Instant;
  readonly protocol: ProtocolShown;
  readonly summary: SummaryShown;
}

export interface DocumentShown {
  readonly id: string;
  readonly kind: 'record' | 'consent';
  readonly title: string;
  readonly at: Instant;
  readonly href?: string;
}

export interface PatientShown {
  readonly patient: PatientListed;
  readonly courses: readonly CourseShown[];
  readonly sessions: readonly SessionOfPatient[];
  readonly documents: readonly DocumentShown[];
}
