/** Measures as the server tells of them. */
import type { Instant, Instrument, MeasureAnswers, MeasureMoment } from '@holdspace/care';

export type PutMeasure = Pick<Instrument, 'id' | 'version' | 'title' | 'minutes' | 'lead' | 'items' | 'actsOn'>;
export interface DraftShown {
  readonly version: number;
  readonly savedAt: Instant;
  readonly answers: MeasureAnswers;
}
export interface FormShown {
  readonly request: string;
  readonly instrument: PutMeasure;
  readonly draft?: DraftShown;
}
export interface OpenShown {
  readonly clinic: string;
  readonly kind: 'link' | 'kiosk';
  readonly expiresAt: Instant;
  readonly left: number;
  readonly form?: FormShown;
}
export interface RequestShown {
  readonly id: string;
  readonly instrument: string;
  readonly title: string;
  readonly answeredBy: 'patient' | 'clinician';
  readonly moment: MeasureMoment;
  readonly occasion: string;
  readonly sessionId?: string;
  readonly opensAt: Instant;
  readonly dueAt: Instant;
  readonly closesAt?: Instant;
  readonly standing: 'upcoming' | 'open' | 'overdue' | 'answered' | 'closed' | 'withdrawn';
  readonly sentAt?: Instant;
  readonly begunAt?: Instant;
  readonly answeredAt?: Instant;
}
export interface ResponseShown {
  readonly id: string;
  readonly instrument: string;
  readonly title: string;
  readonly moment: MeasureMoment;
  readonly answeredAt: Instant;
  readonly way: 'link' | 'portal' | 'kiosk' | 'staff' | 'import';
  readonly by?: { readonly kind: 'patient' | 'practitioner'; readonly name: string };
  readonly crisis: boolean;
  readonly scores: readonly {
    readonly scale: string;
    readonly name: string;
    readonly value: number;
    readonly low?: number;
    readonly high?: number;
    readonly band?: string;
  }[];
  readonly unscored: readonly { readonly scale: string; readonly name: string; readonly says: string }[];
}
