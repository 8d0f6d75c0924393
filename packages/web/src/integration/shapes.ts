/** Integration as the server answers it, for the care team's page and the patient’s own. */
import type {
  CheckInAnswers,
  CheckInChannel,
  CheckInStanding,
  Instant,
  JournalKind,
  Label,
  Practice,
  PracticeMark,
  ScoreLine,
  SessionOfArc,
  Stroke,
  ThreadKind,
  VisitOutcome,
} from '@holdspace/care';
import type { VisitKind } from '../api/shapes.ts';

export interface EntryShown {
  readonly id: string;
  readonly kind: ThreadKind;
  readonly follows?: string;
  readonly heard?: { readonly sessionId: string; readonly seq: number };
  readonly words: string;
  readonly practice?: Practice;
  readonly says?: string;
  readonly writtenAt: Instant;
  /** Absent where the patient wrote it. */
  readonly by?: string;
}
export interface AnswerShown {
  readonly id: string;
  readonly answeredAt: Instant;
  readonly by?: string;
  readonly crisis: boolean;
  readonly highDistress: boolean;
  readonly answers: CheckInAnswers;
}
export interface CheckInShown {
  readonly id: string;
  readonly sessionId: string;
  readonly day: number;
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  readonly standing: CheckInStanding;
  readonly answers: readonly AnswerShown[];
}
export interface ShareShown {
  readonly id: string;
  readonly entryId: string;
  readonly kind: JournalKind;
  readonly sharedAt: Instant;
  readonly withdrawnAt?: Instant;
  readonly crisis: boolean;
  readonly openedBy: readonly { readonly name: string; readonly at: Instant }[];
}
export interface JournalShown {
  readonly id: string;
  readonly courseId: string;
  readonly kind: JournalKind;
  readonly writtenAt: Instant;
  readonly putAwayAt?: Instant;
  readonly words?: string;
  readonly strokes?: readonly Stroke[];
  readonly seconds?: number;
  readonly soundType?: string;
  readonly about?: string;
}
export interface VisitShown {
  readonly id: string;
  readonly kind: VisitKind;
  readonly scheduledFor: Instant;
  readonly room: string;
  readonly outcome?: VisitOutcome;
}
export interface ProposedShown {
  readonly sessionId: string;
  readonly name: string;
  readonly purpose: string;
  readonly day: number;
  readonly on: string;
  readonly scheduledFor: Instant;
  readonly isLapsed: boolean;
  readonly room: string;
}
export interface ArcShown {
  /** `telephone` where they have chosen to be called. */
  readonly patient: { readonly id: string; readonly name: string; readonly telephone?: string };
  readonly course: {
    readonly id: string;
    readonly startedOn: string;
    readonly label: Label;
    readonly focus?: string;
    readonly intention?: string;
  };
  readonly sessions: readonly (SessionOfArc & { readonly id: string })[];
  readonly entries: readonly EntryShown[];
  readonly marks: readonly PracticeMark[];
  readonly checkIns: readonly CheckInShown[];
  readonly channel?: CheckInChannel;
  readonly visits: readonly VisitShown[];
  readonly proposed: readonly ProposedShown[];
  readonly shares: readonly ShareShown[];
  readonly scores: readonly ScoreLine[];
}
export interface MineShown {
  readonly clinic: { readonly name: string; readonly zone: string };
  readonly channel?: CheckInChannel;
  readonly courses: readonly {
    readonly id: string;
    readonly label: string;
    readonly focus?: string;
    readonly intention?: string;
    readonly words: readonly {
      readonly sessionId: string;
      readonly seq: number;
      readonly at: Instant;
      readonly words: string;
    }[];
    readonly entries: readonly EntryShown[];
    readonly checkIns: readonly CheckInShown[];
  }[];
  readonly marks: readonly PracticeMark[];
}
