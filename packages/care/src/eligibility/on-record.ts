/** How a course's screening stands for its next dose: small, for the room is told it too. */
import type { Instant } from '../instant.ts';

export const SCREENING_STATES = ['none', 'unsigned', 'waits', 'does_not_fit', 'reopened', 'signed'] as const;
export type ScreeningState = (typeof SCREENING_STATES)[number];

export interface ScreeningOnRecord {
  readonly courseId: string;
  readonly state: ScreeningState;
  /** The decision that counts; absent where nobody has decided. */
  readonly decision?:
    | { readonly id: string; readonly by: string; readonly on: string; readonly at: Instant }
    | undefined;
  /** What stands in the way, item by item, in words. */
  readonly because: readonly string[];
}

/** Why a screening on record does not let a dose be given; null where it does, or where none was begun here. */
export function whyNotScreened({ state, decision, because }: ScreeningOnRecord): string | null {
  const items = because.length > 0 ? `: ${because.join(' ')}` : '.';
  switch (state) {
    case 'none':
    case 'signed':
      return null;
    case 'unsigned':
      return 'it was begun on record, and no clinician has signed it';
    case 'waits':
      return `${decision?.by} waits for a clearance${items}`;
    case 'does_not_fit':
      return `${decision?.by} decided on ${decision?.on} that this protocol does not fit${items}`;
    case 'reopened':
      return `re-opened since ${decision?.by} signed on ${decision?.on}${items}`;
  }
}
