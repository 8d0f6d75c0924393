/** A patient's own record, as the server answers it. */
import type { Instant, PublicService } from '@holdspace/care';

/** What a service is called, computed, in every language. */
type Label = PublicService['label'];

export interface MyRecord {
  readonly patient: { readonly name: string };
  readonly clinic: { readonly name: string; readonly zone: string };
  readonly part2: boolean;
  readonly courses: readonly {
    readonly id: string;
    readonly startedOn: string;
    readonly label: Label;
    readonly focus?: string;
    readonly intention?: string;
    readonly visits: readonly { readonly id: string; readonly kind: string; readonly scheduledFor: Instant }[];
  }[];
  readonly sessions: readonly {
    readonly id: string;
    readonly label: Label;
    readonly at?: Instant;
    readonly ended: string;
    readonly dose?: string;
    readonly vitalSigns: readonly string[];
    readonly happened: readonly string[];
  }[];
  readonly notes: readonly {
    readonly id: string;
    readonly author: string;
    /** "Progress note" */
    readonly kind: string;
    readonly signedAt: Instant;
    readonly text: string;
  }[];
}
