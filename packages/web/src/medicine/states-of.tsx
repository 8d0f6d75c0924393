/** How a container stands, each state in a word with a sign of its own shape. */
import { type StockState, stockStates } from '@holdspace/care';
import { useZone } from '../api/me.ts';
import { type Meaning, StatusBadge } from '../ui/status-badge.tsx';
import styles from './medicine.module.css';
import type { ContainerShown } from './queries.ts';
import { useServerNow } from './server-now.ts';

const MEANINGS: Readonly<Record<StockState['state'], Meaning>> = {
  recalled: 'alarm',
  expired: 'danger',
  opened_too_long: 'danger',
  empty: 'neutral',
  in_hand: 'accent',
  expires_soon: 'caution',
  open: 'neutral',
};

/** The states now, as this clinic's day has it. */
export function useStates(): (container: ContainerShown) => readonly StockState[] {
  const zone = useZone();
  const now = useServerNow()();
  return (container) => stockStates(container, { now, zone });
}
export const isBlocked = (states: readonly StockState[]): boolean => states.some((one) => one.isBlocked);

export function States({ states }: { states: readonly StockState[] }) {
  if (states.length === 0) return null;
  return (
    <span className={styles.states}>
      {states.map(({ state, says }) => (
        <StatusBadge key={state} meaning={MEANINGS[state]}>
          {says}
        </StatusBadge>
      ))}
    </span>
  );
}
