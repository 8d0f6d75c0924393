/** Preparation, as the server answers it. */
import type {
  Answers,
  BeforeDose,
  Instant,
  PlannedElement,
  PreparationSection,
  PublicService,
  QuietPage,
  SectionVersion,
} from '@holdspace/care';

export interface SectionShown extends PreparationSection {
  /** What a saving follows on. */
  readonly version: number;
  readonly answers: Answers;
  readonly isDone: boolean;
  readonly missing: readonly string[];
  /** Who said what when, the latest first. */
  readonly turns: readonly Turn[];
}
export interface Turn {
  readonly version: number;
  readonly author: SectionVersion['author'];
  readonly at: Instant;
  readonly answers: Answers;
}

interface Progress {
  readonly done: number;
  readonly of: number;
}
export interface PreparationShown {
  readonly course: { readonly id: string; readonly label: string };
  readonly patient: { readonly id: string; readonly name: string };
  readonly zone: string;
  readonly sections: readonly SectionShown[];
  readonly progress: { readonly patient: Progress; readonly clinic: Progress };
}
export interface SessionPlan {
  readonly visitId: string;
  readonly scheduledFor: Instant;
  readonly room: string;
  readonly version: number;
  readonly last?: { readonly name: string; readonly at: Instant };
  readonly own: Answers;
  readonly plan: readonly PlannedElement[];
}
/** Of a session, for the room. */
export interface RoomPreparation {
  readonly page?: QuietPage;
  readonly courseId?: string;
  readonly plan: readonly PlannedElement[];
}

/** Of the patient's own pages. */
/** What a prescriber wrote for the patient to do before each dose; without words where nothing stands. */
export interface WrittenBefore {
  readonly version: number;
  readonly words?: string;
  readonly by?: string;
  readonly at?: Instant;
}
export interface NextShown {
  readonly patient: { readonly name: string };
  readonly clinic: { readonly name: string; readonly zone: string };
  readonly visits: readonly {
    readonly id: string;
    readonly courseId: string;
    readonly kind: string;
    readonly scheduledFor: Instant;
  }[];
  readonly before?: {
    readonly visitId: string;
    readonly todo: readonly BeforeDose[];
    readonly written: WrittenBefore;
  };
  readonly preparing: readonly (Progress & {
    readonly courseId: string;
    readonly label: PublicService['label'];
    readonly firstDosing?: Instant;
  })[];
}

/** What one answered, in words: a choice by what it says. */
export function sayAnswer(section: Pick<PreparationSection, 'fields'>, id: string, answer: string): string {
  const field = section.fields.find((one) => one.id === id);
  return field?.options?.find(({ value }) => value === answer)?.says ?? answer;
}
