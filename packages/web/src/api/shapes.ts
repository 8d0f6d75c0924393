/** What the server answers, as the screens read it. */
import type { Duration, Instant, Language, Role, SessionStatus, SessionSummary, SigningPolicy } from '@holdspace/care';

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
  /** False where somebody of several clinics has not said yet at which they are. */
  readonly hasChosen: boolean;
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
export const isOver = ({ status }: { readonly status: SessionStatus }): boolean =>
  status === 'discharged' || status === 'departed' || status === 'cancelled';

export type VisitKind = 'consult' | 'preparation' | 'dosing' | 'integration' | 'follow_up';

/** How a kind of visit is said on a screen. */
export const VISIT_NAMES: Record<VisitKind, string> = {
  consult: 'Consult',
  preparation: 'Preparation',
  dosing: 'Dosing session',
  integration: 'Integration',
  follow_up: 'Follow-up',
};

/** Somebody planned for a visit, judged at its time. */
export interface PlannedShown {
  readonly id: string;
  readonly person: { readonly id: string; readonly name: string };
  readonly role: Role;
  /** The phase's id; absent for the whole visit. */
  readonly phase?: string;
  /** Why they cannot be counted on. */
  readonly problem?: string;
  readonly credentials: readonly {
    readonly id: string;
    readonly kind: string;
    readonly expiresOn: string;
    readonly state: string;
    readonly says: string;
  }[];
}

export interface VisitToday {
  readonly visitId: string;
  readonly courseId: string;
  readonly kind: VisitKind;
  readonly scheduledFor: Instant;
  readonly room: string;
  readonly patient: { readonly id: string; readonly name: string };
  readonly protocol: ProtocolShown;
  readonly length?: Duration;
  readonly session?: {
    readonly id: string;
    readonly status: SessionStatus;
    readonly emergencyStop: boolean;
    /** An escort is still to be named, and whoever looks may name one without seeing the session. */
    readonly awaitsEscort?: boolean;
    /** Absent for those who may not see the session. */
    readonly summary?: SummaryShown;
  };
  /** Who is planned, and whom the protocol asks for beside them. */
  readonly plan: { readonly assignments: readonly PlannedShown[]; readonly missing: readonly string[] };
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
  readonly telephone?: string;
  readonly email?: string;
  readonly language?: Language;
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
  /** Whether its way of treating has preparation. */
  readonly prepares: boolean;
  readonly integrates: boolean;
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

export interface CourseOnSchedule {
  readonly courseId: string;
  readonly protocolId: string;
  readonly visits: readonly Omit<VisitOfCourse, 'sessionId'>[];
}

export interface PatientShown {
  readonly patient: PatientListed;
  /** False for those who see only who the patient is, and when they come. */
  readonly seesRecord: boolean;
  readonly schedule: readonly CourseOnSchedule[];
  readonly courses: readonly CourseShown[];
  readonly sessions: readonly SessionOfPatient[];
  readonly documents: readonly DocumentShown[];
}
