/** How a screening, a finding or a clearance stands, in a word. */
import { SCREENING_OUTCOME_WORDS, type ScreeningOutcome, type ScreeningState } from '@holdspace/care';
import { type Meaning, StatusBadge } from '../ui/status-badge.tsx';
import type { ClearanceShown } from './queries.ts';

const STATES: Readonly<Record<ScreeningState, readonly [Meaning, string]>> = {
  none: ['neutral', 'Not begun'],
  unsigned: ['caution', 'Not signed'],
  waits: ['caution', 'Waits for a clearance'],
  does_not_fit: ['danger', 'Does not fit'],
  reopened: ['danger', 'Re-opened'],
  signed: ['good', 'Signed'],
};
export function ScreeningBadge({ state }: { state: ScreeningState }) {
  const [meaning, says] = STATES[state];
  return <StatusBadge meaning={meaning}>{says}</StatusBadge>;
}

const OUTCOMES: Readonly<Record<ScreeningOutcome, Meaning>> = {
  clear: 'good',
  ask: 'neutral',
  needs_clearance: 'caution',
  does_not_fit: 'danger',
};
export function OutcomeBadge({ outcome, by }: { outcome: ScreeningOutcome; by?: string | undefined }) {
  return (
    <StatusBadge meaning={OUTCOMES[outcome]} wrap>
      {SCREENING_OUTCOME_WORDS[outcome]}
      {by && ` by ${by}`}
    </StatusBadge>
  );
}

const CLEARANCES: Readonly<Record<ClearanceShown['state'], readonly [Meaning, string]>> = {
  waiting: ['neutral', 'Waited for'],
  overdue: ['danger', 'Overdue'],
  arrived: ['good', 'Has come'],
  ended: ['neutral', 'Not waited for any more'],
};
export function ClearanceBadge({ state }: { state: ClearanceShown['state'] }) {
  const [meaning, says] = CLEARANCES[state];
  return <StatusBadge meaning={meaning}>{says}</StatusBadge>;
}
