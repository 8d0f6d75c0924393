/** What one rule of the screening found. */
import type { ScreeningOutcome, ScreeningSource } from './item.ts';

export interface ScreeningFinding {
  /** Stable: the question's link id, or what of the chart it looks at. */
  readonly rule: string;
  readonly title: string;
  readonly outcome: ScreeningOutcome;
  /** Why, for the clinician who decides. */
  readonly because: string;
  /** Of whom a clearance is asked. */
  readonly by?: string;
  /** What was answered, or stands on record; absent where nothing does. */
  readonly answered?: string;
  /** Nothing was answered, or what was cannot be: never clear. */
  readonly missing?: true;
  readonly sources: readonly ScreeningSource[];
}
